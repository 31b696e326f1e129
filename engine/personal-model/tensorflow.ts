/**
 * The part of TensorFlow.js that the personal model runs on: the cpu backend with the kernels and gradients of one loss and
 * of Adam. `register_all_*` would be three times the bytes. The registries are TensorFlow.js's own global state; it is
 * filled here, once, and by nobody else.
 */
import '@tensorflow/tfjs-backend-cpu/dist/base';
import { addConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/BatchMatMul';
import { castConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Cast';
import { expConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Exp';
import { identityConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Identity';
import { logConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Log';
import { multiplyConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Multiply';
import { negConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Neg';
import { realDivConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/RealDiv';
import { reshapeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Reshape';
import { sqrtConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sqrt';
import { squareConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Square';
import { subConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sub';
import { sumConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sum';
import { zerosLikeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/ZerosLike';
import {
  AdamOptimizer,
  add,
  enableProdMode,
  exp,
  log,
  matMul,
  memory,
  mul,
  registerGradient,
  registerKernel,
  square,
  sub,
  sum,
  tensor2d,
  tidy,
  variable,
} from '@tensorflow/tfjs-core';
import { addGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Add_grad';
import { batchMatMulGradConfig } from '@tensorflow/tfjs-core/dist/gradients/BatchMatMul_grad';
import { expGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Exp_grad';
import { logGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Log_grad';
import { multiplyGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Multiply_grad';
import { squareGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Square_grad';
import { subGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sub_grad';
import { sumGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sum_grad';

enableProdMode(); // no checks of every value, and no advertisement for its Node binding
for (const kernel of [
  addConfig,
  batchMatMulConfig,
  castConfig,
  expConfig,
  identityConfig,
  logConfig,
  multiplyConfig,
  negConfig,
  realDivConfig,
  reshapeConfig,
  sqrtConfig,
  squareConfig,
  subConfig,
  sumConfig,
  zerosLikeConfig,
]) {
  registerKernel(kernel);
}
for (const gradient of [
  addGradConfig,
  batchMatMulGradConfig,
  expGradConfig,
  logGradConfig,
  multiplyGradConfig,
  squareGradConfig,
  subGradConfig,
  sumGradConfig,
]) {
  registerGradient(gradient);
}

/** The operations in use. One object made in this file: whoever takes it from here takes the registrations with it. */
export const tf = {
  AdamOptimizer,
  add,
  exp,
  log,
  matMul,
  memory,
  mul,
  square,
  sub,
  sum,
  tensor2d,
  tidy,
  variable,
} as const;
