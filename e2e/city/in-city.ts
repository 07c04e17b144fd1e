/**
 * `npm run card`, `npm run journal` and `npm run kiosk`: a program of its own, told where the city of this checkout keeps its things.
 * Whoever sets TOKEN_FILE, AGENTS_DIR, DATA_DIR or KIOSK_URL himself is listened to first.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CHECKOUT } from './checkout.ts';
import { chooseCityFolder } from './city-folder.ts';
import { readPorts } from './ports.ts';
import { local } from './programs.ts';

const [entry = '', ...words] = process.argv.slice(2);
const folder = await chooseCityFolder();
const token = join(folder, 'card-bridge.token');
const child = spawn(process.execPath, ['--import', 'tsx', join(CHECKOUT, entry), ...words], {
  stdio: 'inherit',
  env: {
    TOKEN_FILE: token, AGENTS_DIR: join(folder, 'door-agents'),
    KIOSK_URL: `${local(readPorts(process.env).reception)}/kiosk/`, PROFILE: join(folder, 'kiosk-profile'), BRIDGE_TOKEN_FILE: token, ...process.env,
  },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { child.kill(signal); });
const [code] = await once(child, 'exit') as [number | null];
process.exitCode = code ?? 1;
