/**
 * The process that a visit's page and card speak to. It gets its pages, as open sockets, from the process that listens, and ends
 * when that one lets go of it: after the visit, or because it is gone itself. Strings cannot be wiped; a process can end.
 */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { readIssuerKeys } from './adapters/issuer-key-file.ts';
import { tellKeeper, type ToVisit } from './adapters/keep-visit-process.ts';
import { nodeCardCrypto } from './adapters/node-card-crypto.ts';
import { openPageSeats } from './adapters/page-seats.ts';
import { systemClock } from './adapters/system-clock.ts';
import { openCardTray } from './application/card-tray.ts';
import { openBridgeLog } from './bridge-log.ts';
import { openReader } from './open-bridge.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
const { note, warn } = openBridgeLog(settings.LOG_LEVEL);
const issuers = settings.CARD_CA_FILE ? await readIssuerKeys(settings.CARD_CA_FILE) : new Map();
const slot = await openReader({ warn, ...(settings.READER_NAME ? { readerName: settings.READER_NAME } : {}) });
const tray = openCardTray({ slot, crypto: nodeCardCrypto, issuers, clock: systemClock, newInsertion: randomUUID, note });

let pages = 0;
const seats = openPageSeats({ tray, transport: 'pcsc', onEmpty: (heardWords) => { if (heardWords) tellKeeper({ over: pages }); } });
process.on('message', ({ seat, handshake }: ToVisit, socket?: Socket) => {
  pages++;
  if (socket) seats.usher(seat, handshake, socket, Buffer.alloc(0));
});
const leave = (): void => {
  seats.close();
  void tray.close().finally(() => process.exit(0));
};
if (process.connected) process.once('disconnect', leave);
else leave();
// A terminal's Ctrl-C reaches every process; this one ends with its keeper.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => {});

tray.watch(({ reader }) => tellKeeper({ reader }));
tellKeeper({ reader: tray.state().reader });
