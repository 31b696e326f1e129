/** `npm start`: from a fresh clone to a running storefront and console. The options are those of `shelfwise start`. */
import { runCli } from './cli.mjs';

await runCli(['start', ...process.argv.slice(2)]);
