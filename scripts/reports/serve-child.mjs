/** One report server as a process of its own, so that it can be killed. Its options come as JSON; see server-process.mjs. */
import { pathToFileURL } from 'node:url';

const { bundle, ...options } = JSON.parse(process.argv[2]);
const { serve } = await import(pathToFileURL(bundle).href);
const server = await serve({ port: 0, ...options });
process.stdout.write(`ready ${server.url}\n`);
process.once('SIGTERM', () => void server.close());
