/**
 * The walls of the house, as core ESLint rules whose messages teach the rule of the room.
 * The nearest layer folder (`contract domain application adapters ui`) says how much of the world a file may touch;
 * the workspace says whom it may know. `e2e/house/walls.test.ts` breaks every wall once and sees it hold.
 */
import parser from '@typescript-eslint/parser';
import reactHooks from 'eslint-plugin-react-hooks';

const ROOMS = 'kiosk|reception|facility-api|locks|e2e';
const TESTS = ['**/*.test.{ts,tsx}', '**/*.suite.{ts,tsx}', '**/*.journey.ts', '*/testing/**', 'kiosk/card-bridge/testing/**'];
const IO_PACKAGES = 'react|react-dom|express|express-rate-limit|helmet|socket\\.io|socket\\.io-client|pg|pino|mqtt|aedes|ws|dexie|dexie-react-hooks|pdfkit|smartcard|@simplewebauthn/server';

/** Who may know whom: what each workspace may import of the others, and of itself only through relative paths. */
const NEIGHBOURS = {
  kiosk: ['@engawa/(reception|facility-api|locks)/contract', 'The kiosk knows the servers only by their ./contract.'],
  reception: ['', 'reception imports nobody.'],
  'facility-api': ['@engawa/locks/contract', 'facility-api knows only the language of the doors, @engawa/locks/contract.'],
  locks: ['', 'locks imports nobody: a door must open when everything else is gone.'],
  e2e: ['@engawa/[a-z-]+/(contract|testing)', 'e2e sees every workspace through its ./contract and ./testing doors, and no other path.'],
};
const CONSOLE = ['@engawa/(kiosk/design(/.*)?|reception/contract|facility-api/contract)', 'The staff console may import the design of the kiosk and the contracts of reception and facility-api.'];

const forbid = (regex, message) => ({ regex, message });
/** Everything from @engawa but the allowed. */
const onlyNeighbours = ([allowed, message]) => forbid(`^@engawa/${allowed ? `(?!${allowed.replaceAll('@engawa/', '')}$)` : ''}`, message);
const noOtherRoom = forbid(`^(\\.\\./)+(${ROOMS})/`, 'Another workspace is reached through its door (@engawa/<name>/contract), never by its path.');

/** `stepsUp`: from an adapter to the folder of all features. */
const otherFeature = (stepsUp) => forbid(`^(\\.\\./){${stepsUp},}[a-z-]+/adapters/`, 'An adapter does not lean on the adapter of another feature: take a port, or let the composition root join them.');
/** One feature in several parts, each with its own layers: inside it adapters may know each other. */
const IN_PARTS = ['kiosk/src/sync', 'locks/src/drivers'];

const LAYERS = {
  domain: [
    forbid('/(application|adapters|ui|surfaces)/', 'domain decides from its arguments alone: it knows no application, adapters or ui.'),
    forbid('^(?!\\.|@engawa/[a-z-]+/contract$|zod$|cborg$|@holiday-jp/holiday_jp$)', 'domain imports its own contract, other domains and small pure packages. Time, ids and the world come in as arguments.'),
  ],
  application: [
    forbid('/(adapters|ui|surfaces)/', 'application names needs (ports.ts), never the technology that meets them: no adapters, no ui.'),
    forbid(`^(node:.*|${IO_PACKAGES})$`, 'application puts steps in order; an IO package belongs into an adapter behind a port.'),
  ],
  adapters: [
    forbid('(^|/)(ui|surfaces)/', 'An adapter speaks a technology; it knows no pixels.'),
    otherFeature(2),
  ],
  ui: [
    forbid('/adapters/', 'ui shows and asks; adapters are chosen in the composition root and reach it through application.'),
    forbid('^(socket\\.io-client|dexie|dexie-react-hooks|ws)$', 'ui opens no socket and no database; that is an adapter behind a port of application.'),
  ],
};
const imports = (...patterns) => ['error', { patterns }];

const NO_WORLD = ['fetch', 'process', 'console', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'performance', 'crypto', 'Buffer', 'window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage', 'indexedDB', 'WebSocket', 'XMLHttpRequest', 'globalThis']
  .map((name) => ({ name, message: 'contract and domain are pure: the world comes in as an argument.' }));
const NO_CLOCK = [
  { object: 'Date', property: 'now', message: 'Time is an argument (nowMs), so that a test can drive it.' },
  { object: 'Math', property: 'random', message: 'Chance is an argument, so that a test can drive it.' },
];
const NO_NEW_DATE = { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time is an argument (nowMs), so that a test can drive it.' };
const NO_ASYNC = [
  { selector: ':function[async=true]', message: 'domain is synchronous: a decision waits for nobody.' },
  { selector: 'AwaitExpression', message: 'domain is synchronous: a decision waits for nobody.' },
];
const NAMED_EXPORTS = { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one word per idea, also for whoever imports it.' };
const NO_UI_WORLD = ['fetch', 'WebSocket', 'indexedDB', 'localStorage', 'sessionStorage'].map((name) => ({ name, message: 'ui reaches the world through application, so that the offline path is the same path.' }));

const CORE = {
  eqeqeq: ['error', 'always', { null: 'ignore' }], 'no-var': 'error', 'prefer-const': 'error', 'no-debugger': 'error', 'no-eval': 'error', 'no-implied-eval': 'error', 'no-new-func': 'error',
  'no-unreachable': 'error', 'no-dupe-keys': 'error', 'no-dupe-else-if': 'error', 'no-duplicate-case': 'error', 'no-self-assign': 'error', 'no-self-compare': 'error', 'no-unsafe-finally': 'error',
  'no-unsafe-negation': 'error', 'no-sparse-arrays': 'error', 'no-template-curly-in-string': 'error', 'no-constant-binary-expression': 'error', 'no-fallthrough': 'error',
  'no-useless-catch': 'error', 'no-empty': ['error', { allowEmptyCatch: false }], 'use-isnan': 'error', 'valid-typeof': 'error', 'require-yield': 'error', 'no-async-promise-executor': 'error',
  'no-restricted-syntax': ['error', NAMED_EXPORTS],
};

const workspaces = Object.entries(NEIGHBOURS).map(([name, rule]) => ({ name, files: [`${name}/**/*.{ts,tsx,mjs,js}`], wall: [onlyNeighbours(rule), noOtherRoom] }));
const console_ = { name: 'console', files: ['reception/console/**/*.{ts,tsx}'], wall: [onlyNeighbours(CONSOLE), noOtherRoom] };
/** A layer's wall comes on top of its workspace's: ESLint lets the last matching rule win, so each pair is written out. */
const layered = [...workspaces, console_].flatMap(({ name, wall }) => Object.entries(LAYERS).flatMap(([layer, layerWall]) => {
  const below = name === 'console' ? ['reception/console/src'] : name === 'kiosk' ? ['kiosk/src', 'kiosk/card-bridge'] : [`${name}/src`];
  return [{ files: below.map((folder) => `${folder}/**/${layer}/**/*.{ts,tsx}`), ignores: TESTS, rules: { 'no-restricted-imports': imports(...wall, ...layerWall) } }];
}));
const partsOfOneFeature = IN_PARTS.map((folder) => ({
  files: [`${folder}/**/adapters/**/*.{ts,tsx}`], ignores: TESTS,
  rules: { 'no-restricted-imports': imports(...workspaces.find(({ name }) => folder.startsWith(`${name}/`)).wall, LAYERS.adapters[0], otherFeature(3)) },
}));
const CONTRACTS = [
  { files: ['locks/contract/**/*.ts'], allowed: '\\.|zod$|cborg$', message: 'locks/contract imports only zod and cborg.' },
  { files: ['reception/contract/**/*.ts'], allowed: '\\.|zod$', message: 'reception/contract imports only zod.' },
  { files: ['facility-api/contract/**/*.ts'], allowed: '\\.|zod$|@engawa/locks/contract$', message: 'facility-api/contract imports only zod and the contract of locks.' },
  { files: ['kiosk/card-bridge/contract/**/*.ts'], allowed: '\\.|zod$|@engawa/(reception|facility-api|locks)/contract$', message: 'kiosk/card-bridge/contract imports only zod and contracts.' },
];
const PURE = ['*/contract/**/*.ts', '*/src/**/domain/**/*.ts', 'kiosk/card-bridge/{contract,domain}/**/*.ts'];
const DOMAIN = ['*/src/**/domain/**/*.ts', 'kiosk/card-bridge/domain/**/*.ts'];

export default [
  { ignores: ['**/node_modules/**', '**/dist/**', '.engawa/**', 'pictures/**', 'coverage/**', 'bench-results/**', '.ci/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['**/*.{ts,tsx}'], languageOptions: { parser, ecmaVersion: 2023, sourceType: 'module', parserOptions: { ecmaFeatures: { jsx: true } } } },
  { files: ['**/*.{ts,tsx,js,mjs}'], rules: CORE },
  { files: ['**/*.tsx', 'kiosk/src/**/*.ts', 'reception/console/**/*.ts'], plugins: { 'react-hooks': reactHooks }, rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' } },
  ...[...workspaces, console_].map(({ files, wall }) => ({ files, ignores: TESTS, rules: { 'no-restricted-imports': imports(...wall) } })),
  ...layered,
  ...partsOfOneFeature,
  ...CONTRACTS.map(({ files, allowed, message }) => ({ files, ignores: TESTS, rules: { 'no-restricted-imports': imports(forbid(`^(?!${allowed})`, message), forbid('^(\\.\\./)+(src|testing|migrations)/', 'A contract is what others see: it imports nothing of its own src.')) } })),
  { files: PURE, ignores: TESTS, rules: { 'no-restricted-globals': ['error', ...NO_WORLD], 'no-restricted-properties': ['error', ...NO_CLOCK], 'no-restricted-syntax': ['error', NAMED_EXPORTS, NO_NEW_DATE] } },
  { files: DOMAIN, ignores: TESTS, rules: { 'no-restricted-syntax': ['error', NAMED_EXPORTS, NO_NEW_DATE, ...NO_ASYNC] } },
  { files: ['kiosk/src/**/ui/**/*.{ts,tsx}', 'reception/console/src/**/ui/**/*.{ts,tsx}'], ignores: TESTS, rules: { 'no-restricted-globals': ['error', ...NO_UI_WORLD] } },
  /* tests may also look through the ./testing doors; tools want a default export */
  { files: TESTS, rules: { 'no-restricted-imports': imports(forbid('^@engawa/(?!(kiosk/design(/.*)?|[a-z-]+/(contract|testing))$)', 'A test sees other workspaces through ./contract and ./testing.'), noOtherRoom) } },
  { files: ['**/*.config.{ts,js}'], rules: { 'no-restricted-syntax': 'off' } },
];
