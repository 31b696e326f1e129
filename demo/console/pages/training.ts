import { renderModelPage, renderNoModel } from '../model-page.js';
import { readModel } from '../read-model.js';
import type { Page } from './page.js';

/** What the shipped model was made from: files that every browser may read, so no key is needed. */
export const TRAINING_PAGE: Page = {
  name: 'training',
  title: 'Training',
  needsKey: false,
  load: ({ folder }) => readModel(new URL('v1/model/', folder)).then(renderModelPage, renderNoModel),
};
