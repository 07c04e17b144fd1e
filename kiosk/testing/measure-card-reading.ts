import type { BridgeClient } from '../card-bridge/adapters/bridge-client.ts';
import { loadPcsc, openPcscSlot } from '../card-bridge/adapters/pcsc-slot.ts';
import { openSimulatedSlot, type CardOnWire } from '../card-bridge/adapters/simulated-slot.ts';
import type { CardSlot, CardTransport } from '../card-bridge/application/ports.ts';
import type { Prefill } from '../card-bridge/contract/index.ts';
import { CardFault } from '../card-bridge/domain/card-fault.ts';
import { startBridgeProcess } from './bridge-process.ts';
import { openCardIssuer, type CardIssuer } from './card-issuer.ts';
import { HANAKO } from './fictitious-people.ts';
import { startPcscd, whyNoPcscd } from './start-pcscd.ts';
import { openTestBridge } from './test-bridge.ts';
import { VirtualCard } from './virtual-card.ts';
import { insertIntoVirtualReader } from './vpcd-client.ts';

export type CardReadingMeasure = {
  /** `simulated`: no pcscd here, or the reader in memory was asked for */
  through: 'pcscd' | 'simulated';
  apdus: number;
  /** one pair per round, in ms, from the same insertion of the same card */
  rounds: {
    /** card seen to tries shown, plus PIN sent to four items received and parsed: all that the bridge adds to a visitor's wait */
    bridgeMs: number;
    /** the four items put into forms; 0 where nobody asked for it */
    fillMs: number;
    /** the same commands, one after the other, on an open connection */
    bareMs: number;
  }[];
};

/** What the reader of a measurement must do: lay a card down and give a second way to it. */
type Rig = { connect(): Promise<BridgeClient>; through: 'pcscd' | 'simulated'; bare: CardSlot; lay(card: CardOnWire & { atr: Uint8Array }): Promise<{ take(): Promise<void> }>; close(): Promise<void> };

/** A step that has not come about by then never will: better an answer than a bench that stands still. */
const PATIENCE_MS = 20_000;

/**
 * A visitor's card through the whole bridge (its own processes, WebSocket, tray, PC/SC, signatures) against its bare commands, in turns.
 * `apduMs`: what the card needs for a command; 0 shows the bridge alone, 30 is a contactless card. `fill`: what the page makes of a reading.
 */
export async function measureCardReading({ rounds, apduMs, fill }: { rounds: number; apduMs: number; fill?: (prefill: Prefill) => unknown }): Promise<CardReadingMeasure> {
  const issuer = openCardIssuer();
  const issued = await issuer.issue(HANAKO);
  const rig = await openRig(issuer, apduMs);
  const client = await rig.connect();
  const marks = watchMarks(rig.bare);
  const measured: CardReadingMeasure['rounds'] = [];
  let apdus = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      const recorder = recording(new VirtualCard(HANAKO, issued));
      const asked = timeToTries(client);
      const lying = await rig.lay(recorder.card);
      const mark = await within('the reader sees the card', marks.next());
      const { insertion, ms: askMs } = await within('the bridge asks the card', asked);
      recorder.start();
      const startedAt = performance.now();
      const reading = await within('the card is read', client.read(HANAKO.pin, insertion));
      const readMs = performance.now() - startedAt;
      if (!reading.ok) throw new Error(`reading ended with ${reading.code}`);
      const filledAt = performance.now();
      fill?.(reading.prefill);
      const fillMs = fill ? performance.now() - filledAt : 0;
      const commands = recorder.stop();
      apdus = commands.length;
      measured.push({ bridgeMs: askMs + readMs, fillMs, bareMs: await within('the bare commands', bareTime(rig.bare, mark, commands)) });
      const gone = trayEmpties(client);
      await lying.take();
      await within('the card is gone', gone);
    }
  } finally {
    client.close();
    await rig.close();
  }
  return { through: rig.through, apdus, rounds: measured };
}

async function within<T>(what: string, work: Promise<T>): Promise<T> {
  let late: NodeJS.Timeout | undefined;
  const never = new Promise<never>((_, reject) => { late = setTimeout(() => reject(new Error(`not after ${PATIENCE_MS} ms: ${what}`)), PATIENCE_MS); });
  return Promise.race([work, never]).finally(() => clearTimeout(late));
}

async function openRig(issuer: CardIssuer, apduMs: number): Promise<Rig> {
  const pcsc = whyNoPcscd() === null ? await loadPcsc() : null;
  if (pcsc === null || 'missing' in pcsc) {
    const [slot, bare] = [openSimulatedSlot({ apduMs }), openSimulatedSlot({ apduMs })];
    const bridge = await openTestBridge({ slot, issuers: await issuer.keys() });
    return {
      connect: () => bridge.connect(), bare, through: 'simulated', close: () => bridge.close(),
      lay: async (card) => { slot.insert(card); bare.insert(card); return { take: async () => { slot.remove(); bare.remove(); } }; },
    };
  }
  const pcscd = await startPcscd();
  const bridge = await startBridgeProcess({ issuer });
  const bare = openPcscSlot(pcsc.library, { readerName: '00 00' });
  return {
    connect: bridge.connect, bare, through: 'pcscd',
    lay: async (card) => { const lying = await insertIntoVirtualReader(card, { apduMs }); return { take: () => lying.remove() }; },
    close: async () => { await bridge.stop(); await bare.close(); await pcscd.stop(); },
  };
}

function recording(card: VirtualCard) {
  let commands: Uint8Array[] | null = null;
  return {
    card: { atr: card.atr, reset: () => card.reset(), exec: (apdu: Uint8Array) => { commands?.push(apdu.slice()); return card.exec(apdu); } },
    start: () => { commands = []; },
    stop: () => { const heard = commands ?? []; commands = null; return heard; },
  };
}

function watchMarks(slot: CardSlot): { next(): Promise<string> } {
  const seen: string[] = [];
  let wanting: (() => void) | null = null;
  slot.watch((event) => { if (event.type === 'inserted') { seen.push(event.mark); wanting?.(); } });
  return {
    async next() {
      if (seen.length === 0) await new Promise<void>((resolve) => { wanting = resolve; });
      wanting = null;
      return seen.shift() ?? '';
    },
  };
}

function timeToTries(client: BridgeClient): Promise<{ insertion: string; ms: number }> {
  return new Promise((resolve) => {
    let seenAt = performance.now();
    const stop = client.watch(() => {
      const { card } = client.tray();
      if (card.state === 'present') seenAt = performance.now();
      if (card.state !== 'mynumber') return;
      stop();
      resolve({ insertion: card.insertion, ms: performance.now() - seenAt });
    });
  });
}

function trayEmpties(client: BridgeClient): Promise<void> {
  return new Promise((resolve) => {
    const stop = client.watch(() => { if (client.tray().card.state === 'absent') { stop(); resolve(); } });
  });
}

async function bareTime(slot: CardSlot, mark: string, commands: readonly Uint8Array[]): Promise<number> {
  const transport = await connectWhenFree(slot, mark);
  const startedAt = performance.now();
  for (const command of commands) await transport.transmit(command);
  const ms = performance.now() - startedAt;
  await transport.close();
  return ms;
}

/** The bridge lets the card go a moment after it has answered. */
async function connectWhenFree(slot: CardSlot, mark: string): Promise<CardTransport> {
  for (;;) {
    try {
      return await slot.connect(mark);
    } catch (error) {
      if (!(error instanceof CardFault) || error.code !== 'CARD_SHARED') throw error;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
}
