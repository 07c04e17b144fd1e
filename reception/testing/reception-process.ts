import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface ReceptionProcess { readonly origin: string; readonly child: ChildProcess }

/** The real program, as `npm start` runs it, to be killed. */
export const startReceptionProcess = (env: Record<string, string>): Promise<ReceptionProcess> => new Promise((resolve, reject) => {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('../src/main.ts', import.meta.url))], { env: { ...process.env, PORT: '0', LOG_LEVEL: 'silent', ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  child.once('exit', (status) => reject(new Error(`reception ended with ${status}`)));
  createInterface({ input: child.stdout }).once('line', (line) => resolve({ origin: `http://127.0.0.1:${JSON.parse(line).port}`, child }));
});
export const ended = (child: ChildProcess): Promise<void> => new Promise((resolve) => { if (child.exitCode !== null || child.signalCode !== null) resolve(); else child.once('exit', () => resolve()); });
