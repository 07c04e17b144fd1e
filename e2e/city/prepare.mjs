/**
 * Before `npm start`, `npm test`, `npm run check`: installs what is missing and is quiet when nothing is.
 * Runs on a fresh clone, where no node_modules exists yet: Node's own modules only, and plain JavaScript.
 *   node e2e/city/prepare.mjs start|check|test
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHECKOUT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const NODE_NEEDED = [20, 19];
const WINSCARD = '/usr/include/PCSC/winscard.h';

/** What the tests need of the system: how we see that it is there, Debian's package, and what it is for. */
const SYSTEM = [
  { package: 'chromium', why: 'browser journeys (or set CHROMIUM_PATH to a Chromium)', there: () => (process.env.CHROMIUM_PATH ? existsSync(process.env.CHROMIUM_PATH) : ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].some(onPath)) },
  { package: 'fonts-noto-cjk', why: 'Japanese type in the pictures', there: hasJapaneseFont },
  { package: 'pcscd', why: 'card tests: the PC/SC daemon', there: () => existsSync('/usr/sbin/pcscd') },
  { package: 'vsmartcard-vpcd', why: 'card tests: the virtual reader', there: () => existsSync('/usr/lib/pcsc/drivers/serial/libifdvpcd.so') },
  { package: 'libpcsclite-dev', why: 'card tests: headers of the PC/SC library', there: () => existsSync(WINSCARD) },
  { package: 'g++', why: 'building the PC/SC binding', there: () => onPath('c++') || onPath('g++') },
  { package: 'make', why: 'building the PC/SC binding', there: () => onPath('make') },
  { package: 'python3', why: 'building the PC/SC binding', there: () => onPath('python3') },
];

const purpose = process.argv[2] ?? 'start';
requireNode();
if (purpose === 'test') installSystemPackages();
if (!treeMatchesLock()) installTree('the lock file changed or nothing is installed yet');
else if (existsSync(WINSCARD) && !existsSync(built('smartcard', 'smartcard_napi.node'))) buildCardBinding();

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = NODE_NEEDED;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  stop(`Engawa needs Node ${NODE_NEEDED.join('.')} or newer; this is ${process.versions.node}.`);
}

/** Asks npm's own record of what it installed, so that an `npm install` by hand counts as well. Optional packages may be missing. */
function treeMatchesLock() {
  const wanted = readJson(join(CHECKOUT, 'package-lock.json'))?.packages;
  const installed = readJson(join(CHECKOUT, 'node_modules', '.package-lock.json'))?.packages;
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/')) return true;
    const present = installed[path];
    if (!present) return Boolean(entry.optional || entry.devOptional || entry.peer);
    return entry.link ? present.link === true : present.version === entry.version && present.integrity === entry.integrity;
  });
}

function installTree(reason) {
  say(`installing packages (${reason})`);
  npm('ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error');
}

/** The one native package is optional: the headers may have come after it failed to build. npm then removed its folder. */
function buildCardBinding() {
  if (!existsSync(join(CHECKOUT, 'node_modules', 'smartcard'))) return purpose === 'test' ? installTree('the PC/SC headers are here now') : undefined;
  say('building the PC/SC binding');
  npm('rebuild', 'smartcard', '--foreground-scripts=false', '--loglevel=error');
}

function npm(...args) {
  const cli = process.env.npm_execpath;
  const headers = join(dirname(dirname(process.execPath)), 'include', 'node', 'node.h');
  // With Node's headers beside Node, building needs no download. npm_config_* of the outer npm would otherwise steer the inner one.
  const environment = { ...process.env, ...existsSync(headers) && { npm_config_nodedir: dirname(dirname(dirname(headers))) } };
  const [command, all] = cli?.endsWith('.js') ? [process.execPath, [cli, ...args]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', args];
  const { status, error } = spawnSync(command, all, { cwd: CHECKOUT, stdio: ['ignore', 'ignore', 'inherit'], env: environment, shell: process.platform === 'win32' });
  if (status !== 0) stop(`npm ${args[0]} failed${error ? `: ${error.message}` : ''}. The lines above say why; nothing else was started.`);
}

function installSystemPackages() {
  const missing = SYSTEM.filter((one) => !one.there());
  if (missing.length === 0) return;
  const names = missing.map((one) => one.package);
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    stop(['The tests need programs that are not here:', ...missing.map((one) => `  ${one.package.padEnd(16)} ${one.why}`), `On Debian or Ubuntu: sudo apt-get install ${names.join(' ')}`].join('\n'));
  }
  say(`installing system packages: ${names.join(' ')}`);
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], options);
  const { status } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], options);
  if (status !== 0) stop(`apt-get install ${names.join(' ')} failed. The lines above say why.`);
  const still = missing.filter((one) => !one.there());
  if (still.length > 0) stop(`installed, but still not found: ${still.map((one) => `${one.package} (${one.why})`).join(', ')}`);
}

function hasJapaneseFont() {
  const listed = spawnSync('fc-list', [':lang=ja', 'family'], { encoding: 'utf8' });
  return listed.status === 0 ? listed.stdout.trim() !== '' : existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc');
}

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function built(name, file) {
  return join(CHECKOUT, 'node_modules', name, 'build', 'Release', file);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function say(line) {
  process.stderr.write(`engawa: ${line}\n`);
}

function stop(message) {
  say(message);
  process.exit(1);
}
