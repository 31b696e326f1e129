/**
 * Lint rules. Beside style they hold three promises of the architecture: the network has three exits, storage has one
 * owner, and `core` and `engine` see neither clock nor randomness. test/tooling/eslint-bans.test.ts proves that each
 * ban fires.
 */
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const SHIPPED = ['core', 'engine', 'src', 'worker', 'trainer', 'server', 'demo'];
const PURE = ['core', 'engine'];
const BROWSER = ['core', 'engine', 'src', 'worker'];
const NETWORK_EXITS = ['worker/artifact-loader.ts', 'worker/report/sender.ts', 'src/worker-starter.ts'];
const STORAGE_OWNERS = ['worker/store/**/*.ts', 'worker/artifact-cache.ts', 'src/capture/shopify/mailbox.ts'];
const CONSOLE_WRITERS = ['src/log.ts', 'trainer/output.ts', 'server/**/*.ts'];

const NODE_GLOBALS = Object.fromEntries(
  ['process', 'console', 'module', 'URL', 'setTimeout', 'clearTimeout'].map((name) => [name, 'readonly']),
);

const inRooms = (rooms) => rooms.map((room) => `${room}/**/*.ts`);

/** What a group of rules forbids, in the terms of the three ESLint rules that can forbid it. */
const STYLE = {
  syntax: [
    { selector: 'TSEnumDeclaration', message: 'Use a union of literals instead of an enum.' },
    { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
    { selector: 'ExportSpecifier[exported.name="default"]', message: 'Use a named export.' },
    {
      selector: ':matches(ImportDeclaration, ExportNamedDeclaration)[source.value=/^\\.\\.?(?!.*\\.[a-z]+(\\?.*)?$)/]',
      message: 'A relative import names its file, with the .js extension.',
    },
    { selector: 'ExportAllDeclaration', message: 'No barrels: export by name from the file that owns the thing.' },
  ],
};
const RANDOMNESS = {
  properties: [{ object: 'Math', property: 'random', message: 'Take a seeded generator as an argument.' }],
};
const CLOCK = {
  globals: [{ name: 'performance', message: 'Take the clock as an argument.' }],
  properties: [{ object: 'Date', property: 'now', message: 'Take the time as an argument.' }],
  syntax: [
    { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Take the time as an argument.' },
    { selector: 'CallExpression[callee.name="Date"]', message: 'Take the time as an argument.' },
  ],
};
const NETWORK_MESSAGE = `Only ${NETWORK_EXITS.join(', ')} may reach the network.`;
const NETWORK_GLOBALS = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebTransport',
  'EventSource',
  'RTCPeerConnection',
  'importScripts',
  'Worker',
  'SharedWorker',
];
const NETWORK = {
  globals: NETWORK_GLOBALS.map((name) => ({ name, message: NETWORK_MESSAGE })),
  properties: [
    { property: 'sendBeacon', message: NETWORK_MESSAGE },
    { property: 'serviceWorker', message: NETWORK_MESSAGE },
    ...onGlobalObjects(NETWORK_GLOBALS, NETWORK_MESSAGE),
  ],
  syntax: [{ selector: 'ImportExpression:not([source.type="Literal"])', message: NETWORK_MESSAGE }],
};
const STORAGE_MESSAGE = `Only ${STORAGE_OWNERS.join(', ')} may store anything.`;
const STORAGE_GLOBALS = ['indexedDB', 'caches', 'localStorage', 'sessionStorage', 'cookieStore'];
const STORAGE = {
  globals: STORAGE_GLOBALS.map((name) => ({ name, message: STORAGE_MESSAGE })),
  properties: [
    { object: 'document', property: 'cookie', message: STORAGE_MESSAGE },
    { object: 'navigator', property: 'storage', message: STORAGE_MESSAGE },
    ...onGlobalObjects(STORAGE_GLOBALS, STORAGE_MESSAGE),
  ],
};

/** Bans `const { fetch } = globalThis`, which the rule on globals does not see. */
function onGlobalObjects(names, message) {
  return ['globalThis', 'self', 'window'].flatMap((object) => names.map((property) => ({ object, property, message })));
}

/**
 * One configuration entry that forbids all of `bans` in `files`. A later entry replaces an earlier one's options, so
 * every entry below names the whole set that holds for its files.
 */
function forbid(files, ...bans) {
  const all = (kind) => bans.flatMap((ban) => ban[kind] ?? []);
  return {
    files,
    rules: {
      'no-restricted-globals': ['error', { globals: all('globals'), checkGlobalObject: true }],
      'no-restricted-properties': ['error', ...all('properties')],
      'no-restricted-syntax': ['error', ...all('syntax')],
    },
  };
}

export default defineConfig(
  { ignores: ['dist/', 'coverage/', '.shelfwise/', 'public/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      globals: { self: 'readonly', window: 'readonly', document: 'readonly', navigator: 'readonly' },
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off', // typed-array reads in hot loops are in range by construction
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      '@typescript-eslint/no-implied-eval': 'error',
      eqeqeq: 'error',
      complexity: ['error', 12],
      'max-params': ['error', 4],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true, IIFEs: true }],
    },
  },

  forbid(['**/*.ts'], STYLE),
  forbid(inRooms(SHIPPED), STYLE, RANDOMNESS),
  forbid(inRooms(BROWSER), STYLE, RANDOMNESS, NETWORK, STORAGE),
  forbid(inRooms(PURE), STYLE, RANDOMNESS, NETWORK, STORAGE, CLOCK),
  forbid(NETWORK_EXITS, STYLE, RANDOMNESS, STORAGE),
  forbid(STORAGE_OWNERS, STYLE, RANDOMNESS, NETWORK),
  forbid(['**/*[A-Z_]*.ts'], { syntax: [{ selector: 'Program', message: 'File names are kebab-case.' }] }),

  { files: CONSOLE_WRITERS, rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'no-console': 'off',
      'max-lines-per-function': 'off',
      // A function that runs in a page names what it imports there by an `import()` type.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: NODE_GLOBALS },
    rules: {
      'no-undef': 'error',
      'no-unused-vars': 'error',
      eqeqeq: 'error',
      complexity: ['error', 12],
      'max-params': ['error', 4],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.d.ts'], // declarations of what others made, in the forms that merge
    rules: { '@typescript-eslint/no-empty-object-type': 'off', '@typescript-eslint/consistent-type-imports': 'off' },
  },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
