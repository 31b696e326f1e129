/** The only place of the command line that writes: results to standard output, everything else to standard error. */
export interface Output {
  /** One line of result. */
  line(text: string): void;
  /** One line for the person watching. */
  note(text: string): void;
}

export function createOutput(): Output {
  return {
    line: (text) => void process.stdout.write(`${text}\n`),
    note: (text) => void process.stderr.write(`${text}\n`),
  };
}
