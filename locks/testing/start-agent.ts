import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { DoorsFile } from '../src/drivers/doors-file.ts';
import type { TestIssuer } from './issuer.ts';

/** The real door agent in its own process. */
export interface AgentProcess {
  pid: number; url: string; dataDir: string; journalFile: string;
  /** kill -9, as a power cut would */ kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code */ stop(): Promise<number | null>;
  /** what it logged so far */ log(): string;
}

export interface AgentSetup { building: string; mqttUrl: string; issuer: TestIssuer; doors: DoorsFile; dataDir?: string; clockOffsetMs?: number }

export async function startAgent(setup: AgentSetup): Promise<AgentProcess> {
  const dataDir = setup.dataDir ?? await mkdtemp(join(tmpdir(), 'engawa-locks-'));
  await writeFile(join(dataDir, 'issuers.json'), JSON.stringify(setup.issuer.keys));
  await writeFile(join(dataDir, 'doors.json'), JSON.stringify(setup.doors));
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH, PORT: '0', BUILDING: setup.building, MQTT_URL: setup.mqttUrl, DATA_DIR: dataDir,
      ISSUER_KEYS: join(dataDir, 'issuers.json'), DOORS: join(dataDir, 'doors.json'), CLOCK_OFFSET_MS: String(setup.clockOffsetMs ?? 0),
    },
  });
  // a test that dies must not leave a door agent behind
  const last = () => { child.kill('SIGKILL'); };
  process.once('exit', last);
  child.once('exit', () => process.off('exit', last));
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => { log += chunk.toString(); });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const ready = await Promise.race([once(createInterface(child.stdout), 'line').then(([line]) => JSON.parse(String(line)) as { port: number }), exited.then(() => null)]);
  if (!ready) throw new Error(`the door agent did not start:\n${log}`);
  return {
    pid: child.pid!, url: `http://127.0.0.1:${ready.port}`, dataDir, journalFile: join(dataDir, 'journal.jsonl'), log: () => log,
    kill: async () => { child.kill('SIGKILL'); await exited; },
    stop: async () => { child.kill('SIGTERM'); return (await exited)[0]; },
  };
}
