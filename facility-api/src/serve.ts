import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { openIssuer, publishIssuerKeys } from './access/adapters/ed25519-issuer.ts';
import { openDoorLine } from './access/adapters/mqtt-door-line.ts';
import { openAgentLedger } from './access/adapters/pg-agent-ledger.ts';
import { facilityApp } from './app.ts';
import { nodeChance } from './booking/adapters/node-chance.ts';
import { openDatabase } from './database/database.ts';
import type { Database } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { readCity } from './facilities/adapters/json-city.ts';
import { komojuGateway } from './payment/adapters/komoju-gateway.ts';
import type { StoresOn } from './stores.ts';
import { makeWorker } from './worker.ts';

const needed = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; facility-api/README.md says what it is`);
  return value;
};
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const address = (url: string): string => url.replace(/\/$/, '');

/** What a proof may exchange; the city's own `main.ts` exchanges nothing. */
export interface Exchanged { storesOn?: StoresOn; /** once, after the migrations */ prepare?(pool: Database): Promise<void> }

/** Composes the server from its environment and runs it until SIGTERM. */
export async function serve(change: Exchanged = {}): Promise<void> {
  const { env } = process;
  const log = pino({ level: env['LOG_LEVEL'] ?? 'info', name: 'facility-api' }, pino.destination({ fd: 2, sync: true }));
  const clock = (): number => Date.now() + Number(env['CLOCK_OFFSET_MS'] ?? 0);
  const port = Number(env['PORT'] ?? 4200);
  const host = env['HOST'] ?? '127.0.0.1';

  const city = await readCity(env['CITY_DIR'] ?? here('../city'));
  const pool = openDatabase(needed('DATABASE_URL'), (error) => log.warn({ err: error.message }, 'database connection lost'));
  await migrate(pool);
  await change.prepare?.(pool);
  const dataDir = resolve(needed('DATA_DIR'));
  const issuer = await openIssuer(dataDir);
  await publishIssuerKeys(issuer, env['ISSUER_PUBLIC_FILE'] ?? resolve(dataDir, 'issuer-keys.json'));
  const ledger = await openAgentLedger(pool);
  const line = openDoorLine({ url: env['MQTT_URL'] ?? 'mqtt://127.0.0.1:4500', ledger, issuer, clock, log, buildings: new Set(city.facilities.map(({ building }) => building)), clientId: env['MQTT_CLIENT_ID'] ?? 'engawa-city' });
  const gateway = komojuGateway(needed('PAYMENT_URL'), needed('PAYMENT_SECRET'));
  const chance = nodeChance();
  const kioskDist = env['KIOSK_DIST'] ?? here('../../kiosk/dist');
  const rate = Number(env['RATE_PER_MINUTE'] ?? 1_200);

  const { app, keeper, accept } = facilityApp({
    pool, city, clock, chance, gateway, issuer, ledger, line, log,
    publicUrl: address(env['PUBLIC_URL'] ?? `http://localhost:${port}`), receptionUrl: address(env['RECEPTION_URL'] ?? 'http://localhost:4100'),
    webhookSecret: needed('PAYMENT_WEBHOOK_SECRET'), kioskDist: existsSync(kioskDist) ? resolve(kioskDist) : null, ratePerMinute: rate > 0 ? rate : null, trustProxy: env['TRUST_PROXY'] ?? 'loopback',
    poke: () => worker.poke(), ...(change.storesOn && { storesOn: change.storesOn }),
  });
  const worker = makeWorker({ pool, clock, issuer, ledger, line, gateway, log, newId: () => chance.newId(), keeper, accept });
  const server = createServer(app).listen(port, host, () => {
    worker.start();
    process.stdout.write(`${JSON.stringify({ ready: true, name: 'facility-api', port: (server.address() as AddressInfo).port })}\n`);
  });

  let leaving = false;
  const leave = async (): Promise<void> => {
    if (leaving) return;
    leaving = true;
    server.close();
    server.closeIdleConnections();
    await worker.stop();
    await line.close().catch(() => {});
    server.closeAllConnections();
    await pool.end();
    process.exit(0);
  };
  process.on('SIGTERM', () => void leave());
  process.on('SIGINT', () => void leave());
}
