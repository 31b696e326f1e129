/** One self-contained worker script: its file name beside this script, and the base64 of its SHA-256. */
export interface WorkerFile {
  readonly file: string;
  readonly sha256: string;
}
