/**
 * `npm run card` and `npm run journal`: a program's own command line, told where the city of this checkout keeps its things.
 * Whoever sets TOKEN_FILE, AGENTS_DIR or DATA_DIR himself is listened to first.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CHECKOUT } from './checkout.ts';
import { chooseCityFolder } from './city-folder.ts';

const [entry = '', ...words] = process.argv.slice(2);
const folder = await chooseCityFolder();
const child = spawn(process.execPath, ['--import', 'tsx', join(CHECKOUT, entry), ...words], {
  stdio: 'inherit', env: { TOKEN_FILE: join(folder, 'card-bridge.token'), AGENTS_DIR: join(folder, 'door-agents'), ...process.env },
});
const [code] = await once(child, 'exit') as [number | null];
process.exitCode = code ?? 1;
