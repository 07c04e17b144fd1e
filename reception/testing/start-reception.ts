import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { openReception, type Reception, type ReceptionSettings } from '../src/app.ts';

export interface RunningReception { readonly origin: string; readonly port: number; readonly dataDir: string; readonly reception: Reception; close(): Promise<void> }

/** A reception in this process on a free port, with the demo city. Give `url` of a fresh database; move time by `clock`. */
export async function startReception(settings: { url: string } & Partial<Omit<ReceptionSettings, 'databaseUrl'>>): Promise<RunningReception> {
  const { url, ...rest } = settings;
  const dataDir = rest.dataDir ?? await mkdtemp(join(tmpdir(), 'engawa-reception-'));
  const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const reception = await openReception({
    databaseUrl: url, cityDir: here('../city/'), clock: Date.now, publicUrl: 'http://localhost:4100', facilityUrl: 'http://localhost:4200', cardBridgeUrl: 'ws://127.0.0.1:4300',
    kioskDist: here('../../kiosk/dist'), consoleDist: here('../console/dist'), enrolment: 'open', nameFont: null, log: pino({ level: 'silent' }), ...rest, dataDir,
  });
  await new Promise<void>((resolve, reject) => { reception.server.once('error', reject).listen(0, '127.0.0.1', resolve); });
  const { port } = reception.server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`, port, dataDir, reception,
    async close() { await reception.close(); if (rest.dataDir === undefined) await rm(dataDir, { recursive: true, force: true }); },
  };
}
