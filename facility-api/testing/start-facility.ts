import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface RunningFacility { url: string; port: number; process: ChildProcess; stop(): Promise<void>; kill(): Promise<void> }
const READY_MS = 30_000;

/** The real server as a process of its own, so that it can be killed. `PORT` 0 asks for any free port. */
export async function startFacility(env: Record<string, string>): Promise<RunningFacility> {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('../src/main.ts', import.meta.url))], { env: { ...process.env, LOG_LEVEL: 'error', ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('facility-api was not ready in time')), READY_MS);
    child.once('exit', (code) => { clearTimeout(timer); reject(new Error(`facility-api ended with ${code}`)); });
    createInterface({ input: child.stdout }).once('line', (line) => { clearTimeout(timer); resolve((JSON.parse(line) as { port: number }).port); });
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return { url: `http://127.0.0.1:${port}`, port, process: child, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
