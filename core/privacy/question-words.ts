import { BLEND_GROUPS, PLACEMENT_STAGES, PLACEMENTS, type Draw } from './questions.js';

/** The parts of the recommender that a weight question is about. */
const PARTS: Readonly<Record<(typeof BLEND_GROUPS)[number], string>> = {
  factors: 'lasting taste',
  next: 'what goes with what',
  prototypes: 'groups of shoppers',
  content: 'likeness of products',
  trend: 'popularity',
  context: 'time and place of the visit',
  category: 'categories, brands and prices',
  history: 'the shopper’s own history',
};

/** What a report was asked, as a sentence for the shopper. */
export function describeQuestion({ question, parameter }: Draw): string {
  switch (question) {
    case 'item':
      return 'Which product did you look at? One of them, drawn at random.';
    case 'category':
      return 'Which category did you look at? One of them, drawn at random.';
    case 'placement':
      return `How far did you get with the row “${PLACEMENTS[parameter]!}”: ${PLACEMENT_STAGES.join(', ')}?`;
    case 'model':
      return 'Would the ten best recommendations have held the last new product you looked at?';
    case 'weight':
      return `Should “${PARTS[BLEND_GROUPS[parameter]!]}” count for more or for less in what you are shown?`;
    case 'dismissal':
      return 'In which row did you say “Not interested” of a product? One of them, drawn at random.';
  }
}
