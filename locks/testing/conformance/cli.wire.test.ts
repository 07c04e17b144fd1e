import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { simulateSwitchBot } from '../simulated/simulate-switchbot.ts';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));

async function conform(args: string[], env: Record<string, string> = {}): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH, ...env } });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  const [code] = await once(child, 'close') as [number | null];
  return { code, out };
}

describe('npm run conform', () => {
  it('[D36] used wrongly it says how, with 2', async () => {
    expect(await conform(['--driver', 'nobody', '--simulate'])).toMatchObject({ code: 2 });
    expect(await conform(['--driver', 'uhppote'])).toMatchObject({ code: 2 });
  });

  it('[D36] against the simulated device: a verdict for each rule, with 0', async () => {
    const { code, out } = await conform(['--driver', 'uhppote', '--simulate', '--only', 'opens-once', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ driver: 'uhppote', simulated: true, results: [{ id: 'opens-once', rule: 'D20', verdict: 'passed' }] });
  });

  it('[D36][D32] against a device at its address: what fails says what was expected and seen, with 1, and no secret is printed', async () => {
    const sim = await simulateSwitchBot(['front']);
    const folder = await mkdtemp(join(tmpdir(), 'engawa-conform-'));
    const file = join(folder, 'doors.json');
    await writeFile(file, JSON.stringify({ front: sim.door('front') }));
    const good = await conform(['--driver', 'switchbot', '--config', file, '--only', 'opens-once'], sim.env);
    expect(good.out).toMatch(/passed +D20 +opens-once/);
    expect(good.code).toBe(0);
    expect((await conform(['--driver', 'switchbot', '--config', file, '--only', 'jam-is-told'], sim.env)).out).toMatch(/not tried/);
    sim.body.lock('front').unlocked = false;
    sim.limit(true);
    const bad = await conform(['--driver', 'switchbot', '--config', file, '--only', 'opens-once'], sim.env);
    expect(bad.code).toBe(1);
    expect(bad.out).toMatch(/FAILED[^]*expected:[^]*seen:/);
    for (const secret of Object.values(sim.env)) expect(good.out + bad.out).not.toContain(secret);
    const unset = await conform(['--driver', 'switchbot', '--config', file, '--only', 'opens-once']);
    expect(unset.code).toBe(1);
    await rm(folder, { recursive: true });
    await sim.close();
  }, 60_000);
});
