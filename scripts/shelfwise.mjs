/** `npm run --silent shelfwise -- VERB …`: the command line from a checkout. Only its results go to standard output. */
import { runCli } from './cli.mjs';

await runCli(process.argv.slice(2));
