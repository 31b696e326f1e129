/** The page's message to a worker beside the main one; the port to the main worker comes with it. */
export const WORKER_PORT = 'shelfwise-port';
