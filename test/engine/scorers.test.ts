import { createEngine } from '../../engine/engine.js';
import { describeScorer } from '../contract/scorer.js';
import { smallModel } from '../helpers/small-model.js';

const engine = createEngine(smallModel());
describeScorer('factors', engine, engine.factorScorer);
describeScorer('next', engine, engine.nextScorer);
