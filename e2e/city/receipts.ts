/** `npm run receipts -- verify [HEAD]`: reception's own command line on the database of this checkout's city, whether it runs or not. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CHECKOUT } from './checkout.ts';
import { chooseCityFolder } from './city-folder.ts';
import { openCluster } from './postgres/cluster.ts';
import { databaseUrl } from './postgres/databases.ts';

/** An external PostgreSQL is named by DATABASE_URL, as for `npm start`: an admin address; the city's own database is beside it. */
const external = process.env.DATABASE_URL;
const cluster = external === undefined || external === '' ? await openCluster({ folder: join(await chooseCityFolder(), 'postgres') }) : undefined;
try {
  const DATABASE_URL = databaseUrl(cluster?.url('postgres') ?? external ?? '', 'engawa_reception');
  const child = spawn(process.execPath, ['--import', 'tsx', join(CHECKOUT, 'reception/src/receipts-cli.ts'), ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, DATABASE_URL } });
  const [code] = await once(child, 'exit') as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await cluster?.stop();
}
