import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HANAKO } from '../testing/fictitious-people.ts';

const here = (file: string) => new URL(file, import.meta.url).pathname;
let folder = '';
let bridge: ChildProcess;
let ready: { ready: boolean; name: string; port: number };
let said = '';
let exited: Promise<number | null>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engawa-card-cli-'));
  bridge = spawn(process.execPath, ['--import', 'tsx', here('./main.ts')], {
    env: { ...process.env, PORT: '0', TRANSPORT: 'simulated', TOKEN_FILE: join(folder, 'token') }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  exited = new Promise((resolve) => bridge.once('exit', resolve));
  bridge.stderr?.on('data', (chunk) => { said += String(chunk); });
  const line = await new Promise<string>((resolve, reject) => {
    let out = '';
    bridge.stdout?.on('data', (chunk) => { out += String(chunk); if (out.includes('\n')) resolve(out); });
    bridge.once('exit', () => reject(new Error(said)));
  });
  ready = JSON.parse(line) as typeof ready;
}, 30_000);
afterAll(async () => {
  bridge.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function card(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', here('./cli.ts'), ...words], {
    env: { ...process.env, CARD_BRIDGE_PORT: String(ready.port), TOKEN_FILE: join(folder, 'token') }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => { out += String(chunk); });
  child.stderr.on('data', (chunk) => { err += String(chunk); });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

describe('npm run card', () => {
  it('[C22] lays a card down, reads it, names refusals by their code and takes it away', async () => {
    expect(ready).toEqual({ ready: true, name: 'card-bridge', port: expect.any(Number) as number });
    expect((await stat(join(folder, 'token'))).mode & 0o777).toBe(0o600);
    expect((await card('list')).out).toContain('hanako');
    const laid = await card('insert', 'hanako');
    expect([laid.code, laid.out.includes('▶ hanako')]).toEqual([0, true]);
    const read = await card('read', '--pin', HANAKO.pin);
    expect(JSON.parse(read.out)).toEqual({ name: HANAKO.name, address: HANAKO.address, birth: HANAKO.birth, sex: HANAKO.sex, authenticity: 'verified', live: true });
    const wrong = await card('read', '--pin', '0000');
    expect([wrong.code, wrong.out, JSON.parse(wrong.err)]).toEqual([1, '', { code: 'PIN_WRONG', triesLeft: 2 }]);
    const bad = await card('read', '--pin=12');
    expect([bad.code, JSON.parse(bad.err)]).toEqual([1, { code: 'PIN_FORMAT' }]);
    const nobody = await card('insert', 'nobody');
    expect([nobody.code, JSON.parse(nobody.err)]).toEqual([1, { code: 'NO_SUCH_CARD' }]);
    expect((await card('remove')).code).toBe(0);
    expect((await card('dance')).code).toBe(2);
  }, 60_000);

  it('[C17] the log of the process holds no name, address, birth or PIN', () => {
    expect(said).toContain('"code":"PIN_WRONG"');
    for (const secret of [HANAKO.name, HANAKO.address, HANAKO.birth, '見本', '縁側', '"0000"', `"${HANAKO.pin}"`]) expect(said).not.toContain(secret);
  });

  it('[C22] ends cleanly, and without a bridge says so', async () => {
    bridge.kill('SIGTERM');
    expect(await exited).toBe(0);
    const alone = await card('insert', 'hanako');
    expect([alone.code, JSON.parse(alone.err)]).toEqual([1, { code: 'BRIDGE_DOWN' }]);
  }, 30_000);
});
