import { whenIdle } from '../page-moments.js';
import { refuse, type CaptureTap, type Mapped, type Take } from './captured.js';

/** So many are mapped at the end of the task that caused them; what is beyond waits for idle time. */
const BATCH = 50;

interface Heard {
  readonly tap: CaptureTap;
  readonly map: () => Mapped | undefined;
  readonly time: number;
}

/** What sources heard, in order, on its way to be mapped: after the code that caused it, and never thrown into it. */
export class Intake {
  readonly #onMapped: (tap: CaptureTap, mapped: Mapped, time: number) => void;
  #waiting: Heard[] = [];
  #isScheduled = false;

  constructor(onMapped: (tap: CaptureTap, mapped: Mapped, time: number) => void) {
    this.#onMapped = onMapped;
  }

  /** How one tap hands over what it hears. */
  for(tap: CaptureTap): Take {
    return (map, time = Date.now()) => {
      this.#waiting.push({ tap, map, time });
      if (this.#isScheduled) return;
      this.#isScheduled = true;
      queueMicrotask(() => this.flush(BATCH));
    };
  }

  flush(count = Infinity): void {
    const batch = this.#waiting.splice(0, count);
    this.#isScheduled = this.#waiting.length > 0;
    if (this.#isScheduled) whenIdle(() => this.flush(BATCH));
    for (const { tap, map, time } of batch) {
      const mapped = mapSafely(map);
      if (mapped !== undefined) this.#onMapped(tap, mapped, time);
    }
  }
}

function mapSafely(map: () => Mapped | undefined): Mapped | undefined {
  try {
    return map();
  } catch {
    return refuse('', 'malformed', 'It cannot be read in the form that its system documents.');
  }
}
