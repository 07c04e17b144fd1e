import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pino from 'pino';
import { z } from 'zod';
import type { JournalRecord } from '../contract/index.ts';
import { startDoorAgent } from './app.ts';
import { connectMqttCity } from './city/adapters/mqtt-city.ts';
import { readConfiguration } from './configuration.ts';
import { claimFolder } from './disk/adapters/claim-folder.ts';
import { fileDocument } from './disk/adapters/file-document.ts';
import { openDrivers } from './drivers/open-drivers.ts';
import { EventCursor } from './drivers/uhppote/adapters/uhppote-driver.ts';
import { ed25519Verifier } from './grants/adapters/ed25519-verifier.ts';
import { openGrantKeeper } from './grants/application/grant-keeper.ts';
import { doorAgentHttp } from './http.ts';
import { openFileJournal } from './journal/adapters/file-journal.ts';
import { sha256 } from './journal/adapters/sha256.ts';
import { Cursor } from './journal/domain/cursor.ts';
import { KeptClock, openKeptClock } from './unlock/adapters/kept-clock.ts';
import { emptyRecall, remember } from './unlock/domain/recall.ts';

const { settings, issuers, doors } = await readConfiguration(process.env);
const log = pino({ level: settings.LOG_LEVEL, name: 'locks' }, pino.destination(2));
await mkdir(settings.DATA_DIR, { recursive: true, mode: 0o700 });
await claimFolder(settings.DATA_DIR);
const file = (name: string) => join(settings.DATA_DIR, name);

// steady while the process runs, the machine's battery clock across restarts
const startedAt = Date.now() + settings.CLOCK_OFFSET_MS;
const startedSteady = performance.now();
const local = () => startedAt + (performance.now() - startedSteady);

const cursor = fileDocument(file('journal.jsonl.cursor'), Cursor);
const cursorAt = await cursor.load();
const recall = emptyRecall();
const unshipped: JournalRecord[] = [];
const journal = await openFileJournal(file('journal.jsonl'), cursorAt, (record) => {
  remember(recall, record);
  if (record.seq > (cursorAt?.seq ?? 0)) unshipped.push(record);
});
if (journal.fault() !== null) log.error({ fault: journal.fault() }, 'the journal does not hold: no door opens until somebody has looked');

const verifySignature = ed25519Verifier(issuers);
const clock = await openKeptClock(fileDocument(file('clock.json'), KeptClock), local);
const keeper = await openGrantKeeper(settings.BUILDING, fileDocument(file('manifest.json'), z.strictObject({ manifest: z.string() })), verifySignature);

const agent = await startDoorAgent({
  building: settings.BUILDING, journal, recall, cursor, cursorAt, unshipped, keeper, verifySignature, sha256, clock, log,
  openDrivers: (onEvent, onStatus) => openDrivers(doors, {
    env: process.env, onEvent, onStatus, nowMs: local, cursorOf: (serial) => fileDocument(file(`uhppote-${serial}.json`), EventCursor),
    cityMs: () => { const { t, u } = clock.read(); return u < 60_000 ? t : null; },
  }),
  connectCity: (listener) => connectMqttCity(settings.MQTT_URL, settings.BUILDING, listener),
});

const server = doorAgentHttp(agent).listen(settings.PORT, settings.HOST, () => {
  process.stdout.write(`${JSON.stringify({ ready: true, name: 'locks', port: (server.address() as AddressInfo).port })}\n`);
});

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await agent.close();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
