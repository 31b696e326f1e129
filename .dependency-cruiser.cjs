/** Who may import whom. One rule a room: whatever its list does not name is forbidden. Type imports count. */

/** Stands in a room's list for Node's own modules. */
const NODE = Symbol('node');

const packages = (...names) => names.map((name) => `(^|/)node_modules/(@types/)?${name}/`);

const room = (name, from, ...allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed.filter((path) => path !== NODE), dependencyTypesNot: allowed.includes(NODE) ? ['core'] : [] },
});

module.exports = {
  forbidden: [
    room('core-imports-nothing', '^core/', '^core/'),
    {
      ...room('engine-imports-core', '^engine/', '^engine/', '^core/'),
      from: { path: '^engine/', pathNot: '^engine/personal-model' },
    },
    room('personal-model-may-use-tfjs', '^engine/personal-model', '^engine/', '^core/', ...packages('@tensorflow')),
    room('src-imports-core', '^src/', '^src/', '^core/', ...packages('comlink', 'uqr')),
    room('worker-imports-engine', '^worker/', '^worker/', '^engine/', '^core/', ...packages('idb')),
    {
      ...room('trainer-imports-engine', '^trainer/', NODE, '^trainer/', '^engine/', '^core/', ...packages('@duckdb')),
      from: { path: '^trainer/', pathNot: '^trainer/(verbs/serve\\.ts$|simulate/)' },
    },
    // The exceptions: the verb `serve` starts the server, and a simulation puts devices and a server together.
    room(
      'serve-may-start-the-server',
      '^trainer/verbs/serve\\.ts$',
      NODE,
      '^trainer/',
      '^engine/',
      '^core/',
      '^server/index\\.ts$',
    ),
    room(
      'simulations-live-in-the-reporter',
      '^trainer/simulate/',
      NODE,
      '^trainer/',
      '^engine/',
      '^core/',
      '^worker/((report|store)/|arm-keeper\\.ts$)',
      '^server/index\\.ts$',
    ),
    room(
      'server-imports-core',
      '^server/',
      NODE,
      '^server/',
      '^core/',
      ...packages('hono', '@hono', '@duckdb', 'pg', '@electric-sql'),
    ),
    {
      ...room(
        'demo-imports-public-entries',
        '^demo/',
        '^demo/',
        '^src/index\\.ts$',
        '^src/(elements|privacy)/index\\.ts$',
        ...packages('lit-html'),
      ),
      from: { path: '^demo/', pathNot: '^demo/(console|guide|plots)/' },
    },
    room('plots-are-drawn-by-a-library', '^demo/plots/', '^demo/plots/', ...packages('lit-html', '@observablehq/plot')),
    {
      name: 'the-storefront-draws-no-plots',
      severity: 'error',
      from: { path: '^demo/', pathNot: '^demo/(console|guide|plots)/' },
      to: { path: '^demo/plots/' },
    },
    // What the server publishes and what it ships have their forms, and their estimators, in the core.
    room('console-reads-the-core', '^demo/console/', '^demo/', '^core/', '^src/index\\.ts$', ...packages('lit-html')),
    // The guide shows the very noise that devices add.
    room(
      'guide-shows-the-real-mechanism',
      '^demo/guide/',
      '^demo/',
      '^core/privacy/',
      '^src/index\\.ts$',
      ...packages('lit-html'),
    ),
    {
      name: 'store-does-not-know-the-engine',
      comment: 'worker/api.ts joins the two.',
      severity: 'error',
      from: { path: '^worker/store/' },
      to: { path: '^engine/' },
    },
    {
      name: 'nothing-shipped-imports-tests',
      severity: 'error',
      from: { pathNot: '^(test|bench|scripts)/' },
      to: { path: '^(test|bench|scripts)/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '\\.d\\.ts$' }, to: {} },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
