/** Between a test's page and the clocks of its workers. */
export const CLOCK_CHANNEL = 'test-clock';

/** The clock is set forward or back, then time passes, both in milliseconds. */
export interface ClockCommand {
  readonly id: number;
  readonly jump: number;
  readonly pass: number;
}

export interface ClockAnswer {
  readonly done: number;
  readonly now: number;
}
