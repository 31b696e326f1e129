import type { Repeats } from '../core/artifact/blend-section.js';
import { fromBoundary, PERSONAL_METHODS } from '../core/boundary.js';
import type { RecommenderError } from '../core/errors.js';
import { toRecommenderError } from '../core/errors.js';
import type { PersonalApi, PersonalProblem } from '../core/protocol.js';
import {
  buildPersonalProblem,
  PERSONAL_MIN_ITEMS,
  personalItems,
  type PersonalInputs,
} from '../engine/personal-problem.js';
import type { Recommender } from '../engine/recommender.js';
import { callPort } from './call-port.js';
import { withDeadline } from './deadline.js';
import { greet } from './greet.js';

export interface PersonalLimits {
  /** A training waits so long, that no list waits for it. */
  readonly delayMs: number;
  readonly helloMs: number;
  readonly trainMs: number;
}

const PERSONAL_LIMITS: PersonalLimits = { delayMs: 500, helloMs: 5000, trainMs: 60_000 };

/** Further events before the model is trained anew. */
const RETRAIN_EVENTS = 5;

/** The device that the personal model belongs to. */
export interface PersonalHost {
  recommender(): Recommender | undefined;
  /** Lists are others now. */
  onChange(): void;
}

interface Connection {
  readonly port: MessagePort;
  readonly remote: PersonalApi;
}

/** What the latest training was about. */
interface Training {
  readonly recommender: Recommender;
  /** `profile.version` then. */
  readonly version: number;
  readonly repeats: Repeats;
  readonly items: readonly number[];
}

/**
 * Has the personal model trained by its own worker, and puts it in the recommender or takes it out. It is an extra:
 * whatever fails here, the closed form stands. A model that learned from an item is dropped as soon as that item is
 * forgotten.
 */
export class PersonalLink {
  readonly #host: PersonalHost;
  readonly #limits: PersonalLimits;
  #connection: Connection | undefined;
  #latest: Training | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isTraining = false;
  #lastError: RecommenderError | undefined;

  constructor(host: PersonalHost, limits = PERSONAL_LIMITS) {
    this.#host = host;
    this.#limits = limits;
  }

  get lastError(): RecommenderError | undefined {
    return this.#lastError;
  }

  /** @throws RecommenderError `worker/…` where the other end does not greet. */
  async connect(port: MessagePort): Promise<void> {
    this.#disconnect();
    const connection = { port, remote: fromBoundary<PersonalApi>(callPort(port, PERSONAL_METHODS), PERSONAL_METHODS) };
    this.#connection = connection;
    try {
      await greet(connection.remote, this.#limits.helloMs);
    } catch (error) {
      this.#fail(connection, error);
      throw error;
    }
    this.review();
  }

  /** To be called whenever the shopper's events or the model may be others: checks the model and plans a training. */
  review(): void {
    const recommender = this.#host.recommender();
    if (recommender === undefined) return;
    if (recommender.personal !== undefined && !isStillKnown(this.#latest, recommender)) {
      recommender.setPersonal(undefined);
      this.#latest = undefined;
    }
    if (this.#connection === undefined || this.#isTraining || !this.#isDue(recommender)) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#train();
    }, this.#limits.delayMs);
  }

  close(): void {
    this.#disconnect();
  }

  #isRich(): boolean {
    const recommender = this.#host.recommender();
    return (
      recommender !== undefined && personalItems(recommender.engine, recommender.profile).length >= PERSONAL_MIN_ITEMS
    );
  }

  #isDue(recommender: Recommender): boolean {
    if (!this.#isRich()) return false;
    const latest = this.#latest;
    return (
      latest?.recommender !== recommender ||
      latest.repeats !== recommender.repeats ||
      Math.abs(recommender.profile.version - latest.version) >= RETRAIN_EVENTS
    );
  }

  async #train(): Promise<void> {
    const connection = this.#connection;
    const recommender = this.#host.recommender();
    if (connection === undefined || recommender === undefined) return;
    const { engine, profile, repeats } = recommender;
    const training = { recommender, version: profile.version, repeats, items: personalItems(engine, profile) };
    this.#isTraining = true;
    try {
      const problem = await buildInPieces({ engine, profile }, repeats);
      const result =
        problem && (await withDeadline(connection.remote.train(problem), this.#limits.trainMs, 'worker/timeout'));
      if (this.#connection === connection) this.#use(training, result?.kept === true ? result : undefined);
    } catch (error) {
      this.#latest = training; // not again before there is more to learn from
      this.#fail(connection, error);
    } finally {
      this.#isTraining = false;
    }
    this.review();
  }

  #use(training: Training, personal: Recommender['personal']): void {
    this.#lastError = undefined;
    const recommender = this.#host.recommender();
    if (recommender === undefined || !isStillKnown(training, recommender)) return;
    this.#latest = training;
    const isOther = personal !== undefined || recommender.personal !== undefined;
    recommender.setPersonal(personal);
    if (isOther) this.#host.onChange();
  }

  /** A training that failed may be tried again with more events; a worker that does not answer is given up. */
  #fail(connection: Connection, error: unknown): void {
    if (this.#connection !== connection) return;
    this.#lastError = toRecommenderError(error);
    if (this.#lastError.code === 'personal/failed') return;
    this.#disconnect();
  }

  #disconnect(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection === undefined) return;
    void connection.remote.close().catch(() => undefined);
    connection.port.close();
  }
}

/** Does the shopper still know all that a training learned from? */
function isStillKnown(training: Training | undefined, recommender: Recommender): boolean {
  return training?.recommender === recommender && training.items.every((item) => recommender.profile.known.has(item));
}

/** Lets go of the thread after each of the lists it takes: a list that is asked for meanwhile comes first. */
async function buildInPieces(inputs: PersonalInputs, repeats: Repeats): Promise<PersonalProblem | undefined> {
  const building = buildPersonalProblem(inputs, repeats);
  for (;;) {
    const { done, value } = building.next();
    if (done === true) return value;
    await new Promise((resolve) => setTimeout(resolve));
  }
}
