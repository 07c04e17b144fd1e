import { randomUUID } from 'node:crypto';
import { nodeCardCrypto } from '../card-bridge/adapters/node-card-crypto.ts';
import { loadPcsc, openPcscSlot } from '../card-bridge/adapters/pcsc-slot.ts';
import { openSimulatedSlot, type CardOnWire } from '../card-bridge/adapters/simulated-slot.ts';
import { systemClock } from '../card-bridge/adapters/system-clock.ts';
import { openCardTray, type CardTray, type TrayNote } from '../card-bridge/application/card-tray.ts';
import type { CardSlot, Clock, IssuerKeys, SlotEvent } from '../card-bridge/application/ports.ts';
import { startPcscd, whyNoPcscd } from './start-pcscd.ts';
import { insertIntoVirtualReader } from './vpcd-client.ts';

export type LaidCard = CardOnWire & { atr: Uint8Array };
/** Stands between tray and reader: may delay, hang or answer a command. `command` counts from 1 within a conversation. */
export type OnCommand = (command: number) => Promise<Uint8Array | void>;

/** What a hand can do to a bridge, wherever that bridge runs. */
export type CardHand = {
  tray: Pick<CardTray, 'state' | 'read' | 'readB'>;
  /** Lays a card down; resolves with what the bridge found when it had asked it. */
  lay(card: LaidCard): Promise<{ code: string }>;
  /** Takes it away; resolves when the reader has noticed. */
  take(): Promise<void>;
  /** As a hand that pulls the card in the middle of a command. */
  pull(): void;
  /** The cable is pulled and put back; what lies there is taken away first. */
  replug(): Promise<void>;
  onCommand: OnCommand | null;
  close(): Promise<void>;
};
export type CardRig = Omit<CardHand, 'lay'> & {
  through: 'pcscd' | 'in-process';
  /** why it is not pcscd, in one sentence */
  why: string | null;
  lay(card: LaidCard): Promise<TrayNote>;
  lastNote(): TrayNote | null;
};

type Hand = { slot: CardSlot; lay(card: LaidCard): Promise<void>; remove(): Promise<void>; close(): Promise<void> };

/** The whole bridge below its door: tray, reader and a virtual card, through pcscd's virtual reader when it is there. */
export async function openCardRig({ issuers, prefer = 'pcscd', clock = systemClock, apduMs = 0 }: { issuers: IssuerKeys; prefer?: 'pcscd' | 'in-process'; clock?: Clock; apduMs?: number }): Promise<CardRig> {
  const pcsc = prefer === 'pcscd' ? await loadPcsc() : null;
  const why = pcsc === null ? 'asked for in-process' : whyNoPcscd() ?? ('missing' in pcsc ? pcsc.missing : null);
  const hand = why === null && pcsc !== null && 'library' in pcsc ? await pcscdHand(pcsc.library) : memoryHand(apduMs);
  let say: (event: SlotEvent) => void = () => {};
  let removed: (() => void)[] = [];
  let ready: (() => void)[] = [];
  let asked: ((note: TrayNote) => void)[] = [];
  let last: TrayNote | null = null;
  let lies = false;
  const hear = (event: SlotEvent) => {
    say(event);
    if (event.type === 'inserted') lies = true;
    if (event.type === 'removed') { lies = false; for (const done of removed.splice(0)) done(); }
    if (event.type === 'reader' && event.state === 'ready') for (const done of ready.splice(0)) done();
  };
  const slot: CardSlot = {
    watch(listener) { say = listener; hand.slot.watch(hear); },
    async connect(mark) {
      const transport = await hand.slot.connect(mark);
      let command = 0;
      return { close: () => transport.close(), transmit: async (apdu) => (await rig.onCommand?.(++command)) ?? transport.transmit(apdu) };
    },
    close: () => hand.slot.close(),
  };
  const isReady = new Promise<void>((resolve) => ready.push(resolve));
  const tray = openCardTray({
    slot, crypto: nodeCardCrypto, issuers, clock, newInsertion: randomUUID,
    note: (note) => { last = note; if (note.event === 'asked') for (const done of asked.splice(0)) done(note); },
  });
  const rig: CardRig = {
    through: hand.slot && why === null ? 'pcscd' : 'in-process', why, tray, onCommand: null,
    async lay(card) {
      const answer = new Promise<TrayNote>((resolve) => asked.push(resolve));
      await hand.lay(card);
      const note = await answer;
      await Promise.resolve();
      return note;
    },
    async take() {
      const noticed = lies ? new Promise<void>((resolve) => removed.push(resolve)) : Promise.resolve();
      // A card that is being asked answers for itself: its note must not be taken for the next one's.
      const answered = tray.state().card.state === 'present' ? new Promise<unknown>((resolve) => asked.push(resolve)) : null;
      await hand.remove();
      await noticed;
      await answered;
      asked = [];
    },
    pull: () => void hand.remove(),
    async replug() {
      say({ type: 'reader', state: 'none' });
      await rig.take();
      say({ type: 'reader', state: 'ready' });
    },
    lastNote: () => last,
    async close() {
      await tray.close();
      await hand.close();
      removed = []; ready = [];
    },
  };
  await isReady;
  return rig;
}

function memoryHand(apduMs: number): Hand {
  const slot = openSimulatedSlot({ apduMs });
  return { slot, lay: async (card) => slot.insert(card), remove: async () => slot.remove(), close: async () => {} };
}

async function pcscdHand(library: Parameters<typeof openPcscSlot>[0]): Promise<Hand> {
  const pcscd = await startPcscd();
  let lying: { remove(): Promise<void> } | null = null;
  return {
    slot: openPcscSlot(library, { readerName: '00 00' }),
    lay: async (card) => { lying = await insertIntoVirtualReader(card); },
    remove: async () => { await lying?.remove(); lying = null; },
    close: async () => { await lying?.remove(); await pcscd.stop(); },
  };
}
