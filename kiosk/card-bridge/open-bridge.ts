import { randomUUID } from 'node:crypto';
import { listenOnLoopback, type ExtraRoutes, type Listening } from './adapters/loopback-server.ts';
import { nodeCardCrypto } from './adapters/node-card-crypto.ts';
import { openPageSeats } from './adapters/page-seats.ts';
import { absentSlot, loadPcsc, openPcscSlot } from './adapters/pcsc-slot.ts';
import { serveSimulatedDesk } from './adapters/simulated-desk.ts';
import { ODD_THINGS, openSimulatedSlot } from './adapters/simulated-slot.ts';
import { systemClock } from './adapters/system-clock.ts';
import { openCardBox } from './application/card-box.ts';
import { openCardTray, type TrayNote } from './application/card-tray.ts';
import type { CardSlot, IssuerKeys } from './application/ports.ts';
import type { RsaKey } from './domain/integrity.ts';

export type BridgeOptions = {
  transport: 'pcsc' | 'simulated';
  port: number;
  origins: readonly string[];
  token: string;
  pairing: 'open' | 'closed';
  issuers: IssuerKeys;
  readerName?: string;
  /** simulated only: how long a command takes */
  apduMs?: number;
  /** a reader of one's own, instead of the one that `transport` names */
  slot?: CardSlot;
  note?: (note: TrayNote) => void;
  /** called once, when PC/SC cannot be had */
  warn?: (sentence: string) => void;
};

/** The bridge in this process: reader, tray and loopback server. For a demonstration, whose cards live here anyway, and for tests; a kiosk has `keep-visit-process.ts`. */
export async function openBridge(options: BridgeOptions): Promise<Listening> {
  const issuers = new Map(options.issuers);
  const { slot, routes } = await openSlot(options, issuers);
  const tray = openCardTray({ slot, crypto: nodeCardCrypto, issuers, clock: systemClock, newInsertion: randomUUID, ...(options.note ? { note: options.note } : {}) });
  try {
    const { transport, port, origins, token, pairing } = options;
    const seats = openPageSeats({ tray, transport });
    const server = await listenOnLoopback({ usher: seats.usher, reader: () => tray.state().reader, transport, port, origins, token, pairing, ...(routes ? { routes } : {}) });
    return { port: server.port, close: async () => { seats.close(); await server.close(); await tray.close(); } };
  } catch (error) {
    await tray.close();
    throw error;
  }
}

async function openSlot(options: BridgeOptions, issuers: Map<string, RsaKey>): Promise<{ slot: CardSlot; routes?: ExtraRoutes }> {
  if (options.slot) return { slot: options.slot };
  return options.transport === 'simulated' ? simulated(issuers, options.apduMs ?? 0) : { slot: await openReader(options) };
}

/** The PC/SC slot, or one that is always empty on a machine that has none. */
export async function openReader({ readerName, warn = () => {} }: Pick<BridgeOptions, 'readerName' | 'warn'>): Promise<CardSlot> {
  const pcsc = await loadPcsc();
  if ('library' in pcsc) return openPcscSlot(pcsc.library, readerName === undefined ? {} : { readerName });
  warn(`No PC/SC here, so no card is read (visitors type instead): ${pcsc.missing}`);
  return absentSlot;
}

/** Fictitious cards are loaded only for a demonstration; their issuer is trusted from the first card on. */
async function simulated(issuers: Map<string, RsaKey>, apduMs: number): Promise<{ slot: CardSlot; routes: ExtraRoutes }> {
  const { FICTITIOUS_PEOPLE, openCardIssuer, VirtualCard } = await import('../testing/index.ts');
  const slot = openSimulatedSlot({ apduMs });
  const issuer = openCardIssuer();
  const people = FICTITIOUS_PEOPLE.map((person) => ({
    ...person,
    issue: async () => {
      for (const [id, key] of await issuer.keys()) issuers.set(id, key);
      return VirtualCard.issue(issuer, person);
    },
  }));
  return { slot, routes: serveSimulatedDesk(openCardBox<InstanceType<typeof VirtualCard>>(people, { ...slot, insertOdd: (thing) => slot.insert(ODD_THINGS[thing]) })) };
}
