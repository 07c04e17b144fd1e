/** Several facility-api processes on one PostgreSQL with writes forced to disk; all of them can be killed with SIGKILL and come back. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPaymentSimulator } from '@engawa/facility-api/testing';
import type { PaymentSimulator } from '@engawa/facility-api/testing';
import { until } from '../bench/workbench.ts';
import type { Workbench } from '../bench/workbench.ts';
import { createChild } from '../city/child.ts';
import type { Child } from '../city/child.ts';
import { freePort } from '../city/free-port.ts';
import { openCluster } from '../city/postgres/cluster.ts';
import { databaseUrl } from '../city/postgres/databases.ts';
import { isAlive } from '../city/postgres/processes.ts';
import { startLine } from '../city/proxy.ts';

const SECRETS = { secret: 'sk_storm', webhookSecret: 'whsec_storm' } as const;
const DATABASE = 'facility';
/** A database that recovers may take a while, and a server does not start before it. */
const COMES_BACK_MS = 90_000;

export interface HouseInStorm {
  readonly origins: readonly string[]; readonly simulator: PaymentSimulator;
  /** through a line that stays while the database dies and comes back elsewhere */ readonly databaseUrl: string;
  /** SIGKILL, and started again */ killServer(which: number): Promise<void>;
  /** SIGKILL of the postmaster; its children go, and the next start recovers from its log */ killDatabase(): Promise<void>;
}

export async function openHouse({ folder, after }: Workbench, { servers, naive }: { servers: number; naive: boolean }): Promise<HouseInStorm> {
  const place = { folder: join(folder, 'postgres'), databases: [DATABASE], settings: { max_connections: '200' } };
  let cluster = await openCluster(place);
  after(() => cluster.stop());
  const portOf = (): number => Number(new URL(cluster.url(DATABASE)).port);
  const line = await startLine({ to: portOf() });
  after(() => line.close());
  const through = new URL(databaseUrl(cluster.url(DATABASE), DATABASE));
  through.port = String(line.port);
  const simulator = await startPaymentSimulator(SECRETS);
  after(() => simulator.close());

  const dataDir = join(folder, 'facility');
  await mkdir(dataDir);
  const ports: number[] = [];
  const children: Child[] = [];
  for (let n = 0; n < servers; n += 1) {
    const port = await freePort();
    const child = createChild({
      name: `facility-api ${n + 1}`, entry: naive ? 'facility-api/testing/naive-main.ts' : 'facility-api/src/main.ts', logFile: join(folder, `facility-${n + 1}.log`), say: () => {},
      environment: {
        PORT: String(port), DATABASE_URL: through.href, DATA_DIR: dataDir, RATE_PER_MINUTE: '0', LOG_LEVEL: 'error', MQTT_URL: 'mqtt://127.0.0.1:1', PUBLIC_URL: 'http://localhost:4200', RECEPTION_URL: 'http://localhost:4100',
        PAYMENT_URL: simulator.url, PAYMENT_SECRET: SECRETS.secret, PAYMENT_WEBHOOK_SECRET: SECRETS.webhookSecret, ...(naive && { NAIVE_DATABASE: 'storm' }),
      },
    });
    after(() => child.stop());
    ports.push(port);
    children.push(child);
    // One after the other the first time: they share the file of the key that opens doors.
    await child.start();
  }
  const origins = ports.map((port) => `http://127.0.0.1:${port}`);
  const hear = (which: number): void => { simulator.notifyTo(`${origins[which % servers] as string}/api/payment/notices`); };
  hear(0);
  return {
    origins, simulator, databaseUrl: through.href,
    async killServer(which) {
      const child = children[which % servers] as Child;
      await child.kill();
      hear(which + 1);
      // It cannot start while the database is away: tried again until it stands.
      await until('a killed server is there again', () => child.start().then(() => true, () => undefined), COMES_BACK_MS);
    },
    async killDatabase() {
      const { postmaster } = cluster;
      process.kill(postmaster, 'SIGKILL');
      while (isAlive(postmaster)) await sleep(20);
      cluster = await openCluster(place);
      line.lead(portOf());
    },
  };
}
