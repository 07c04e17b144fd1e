import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** The script runs for real in a small checkout, beside an npm that only writes down what it was asked. */
describe('before the first command', () => {
  let checkout = '';
  const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'x' }, 'node_modules/b': { version: '2.0.0', integrity: 'y', optional: true } } };
  const installed = (packages: object): Promise<void> => writeFile(join(checkout, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  const asked = (): Promise<string> => readFile(join(checkout, 'asked'), 'utf8').catch(() => '');
  const prepare = (purpose: string, environment: NodeJS.ProcessEnv = {}): { status: number | null; stderr: string } =>
    spawnSync(process.execPath, [join(checkout, 'e2e/city/prepare.mjs'), purpose], { encoding: 'utf8', env: { PATH: join(checkout, 'bin'), ...environment } });

  beforeEach(async () => {
    checkout = await mkdtemp(join(tmpdir(), 'engawa-prepare-'));
    for (const folder of ['e2e/city', 'bin', 'node_modules/smartcard/build/Release']) await mkdir(join(checkout, folder), { recursive: true });
    await writeFile(join(checkout, 'node_modules/smartcard/build/Release/smartcard_napi.node'), '');
    await cp(fileURLToPath(new URL('./prepare.mjs', import.meta.url)), join(checkout, 'e2e/city/prepare.mjs'));
    await writeFile(join(checkout, 'package-lock.json'), JSON.stringify(lock));
    await writeFile(join(checkout, 'bin/npm'), `#!/bin/sh\necho "$@" >> ${checkout}/asked\n`);
    await chmod(join(checkout, 'bin/npm'), 0o755);
    await symlink('/bin/sh', join(checkout, 'bin/sh'));
  });
  afterEach(async () => { await rm(checkout, { recursive: true, force: true }); });

  it('[E6] a fresh clone is installed by the lock file', async () => {
    expect(prepare('start').status).toBe(0);
    expect(await asked()).toMatch(/^ci --include=dev/);
  });

  it('[E6] with nothing to do it says nothing and asks npm nothing, also where an optional package could not be built', async () => {
    await installed({ 'node_modules/a': { version: '1.0.0', integrity: 'x' } });
    expect(prepare('check')).toMatchObject({ status: 0, stderr: '' });
    expect(await asked()).toBe('');
  });

  it('[E6] a lock file that changed is installed again', async () => {
    await installed({ 'node_modules/a': { version: '0.9.0', integrity: 'w' } });
    prepare('start');
    expect(await asked()).toMatch(/^ci /);
  });

  it('[E7] what the tests need and cannot install is named in one message with the command to type', async () => {
    await installed({ 'node_modules/a': { version: '1.0.0', integrity: 'x' } });
    const { status, stderr } = prepare('test', { CHROMIUM_PATH: join(checkout, 'no-such-browser') });
    expect(status).toBe(1);
    expect(stderr).toMatch(/chromium +browser journeys \(or set CHROMIUM_PATH/);
    expect(stderr).toMatch(/sudo apt-get install chromium/);
  });
});
