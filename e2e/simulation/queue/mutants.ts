import type { KioskMemoryStore, Outbox, StreamEar, StreamWire } from '@engawa/kiosk/testing';
import { BoardState, type StreamMessage } from '@engawa/reception/contract';
import { inTransaction, postgresTicketStore, type HallParts, type Queryable, type TicketStore } from '@engawa/reception/testing';
import type { SimulatedWire } from './board-screen.ts';
import type { Variant } from './play-day.ts';

type Later = { after(ms: number, act: () => void): unknown };
const BEHIND_MS = 1_500;
/** Number and form are shown at once and saved behind the screen's back. (The number alone would be safe: each start of a kiosk counts from above it.) */
const laterStore = (store: KioskMemoryStore, world: Later): KioskMemoryStore => ({
  load: () => store.load(),
  save: async (memory) => { world.after(BEHIND_MS, () => { void store.save(memory); }); },
});

const laterOutbox = (outbox: Outbox, world: Later): Outbox => ({ ...outbox, enqueue: async (entry) => { world.after(BEHIND_MS, () => { void outbox.enqueue(entry); }); } });

const WORD = 'the word that nobody has';
/** A life that finds a number on its disk believes it, and takes the long way only where it finds none. */
const trusting = (store: KioskMemoryStore): KioskMemoryStore => ({
  load: async () => {
    const memory = await store.load();
    const { record, window } = memory;
    if (record.day === null || window === null) return memory;
    return { ...memory, left: { word: WORD, begun: { day: record.day, from: record.last + 1, atWallMs: record.latestMs }, silentMs: 0, tokens: 3, bootId: `boot ${record.last} ${memory.token}`.slice(0, 64) } };
  },
  save: (memory) => store.save(memory),
});

/** Commands are done as often as they come. */
const everyTime: HallParts['once'] = (pool) => (_command, effect) => inTransaction(pool, effect);

/** Reads, decides and writes, and nobody holds the row in between. */
const unlocked = (db: Queryable): TicketStore => {
  const store = postgresTicketStore(db);
  const day = '2026-11-24';
  const read: TicketStore['lock'] = async (id) => (await store.list(day)).find(({ ticketId }) => ticketId === id) ?? null;
  return {
    ...store, lock: read,
    async callNext({ queueDay, zones, counter, staffId, nowMs }) {
      const first = (await store.list(queueDay)).find(({ standing, line }) => standing.status === 'waiting' && zones.includes(line));
      if (first === undefined) return null;
      const standing = { status: 'called', counter, staffId, calls: 1, calledAtMs: nowMs } as const;
      const saved = await store.save(first.ticketId, { standing, line: first.line, steps: first.steps, call: 'made', lastAct: { act: 'call', counter, atMs: nowMs, before: first.standing }, announces: true, undoUntilMs: null }, nowMs);
      return saved ? { ...first, standing } : 'busy';
    },
  };
};

/** A board is told what is new and puts it beside what it has, instead of being told how things stand. */
const events = (wire: SimulatedWire): StreamWire => {
  let told: BoardState | null = null;
  let have: BoardState | null = null;
  const byEvent = (ear: StreamEar): StreamEar => ({
    ...ear,
    state: (raw) => {
      const message = raw as StreamMessage;
      const next = BoardState.parse(message.body);
      const before: BoardState = told ?? { ...next, calls: [] };
      told = next;
      const news = next.calls.filter(({ callId }) => !before.calls.some((call) => call.callId === callId));
      const gone = before.calls.filter(({ callId }) => !next.calls.some((call) => call.callId === callId)).map(({ callId }) => callId);
      const calls = [...news, ...(have ?? next).calls.filter(({ callId }) => !gone.includes(callId) && !news.some((call) => call.callId === callId))].slice(0, 4);
      const waits = (have ?? next).waits.map((wait) => ({ ...wait, waiting: Math.max(0, wait.waiting + (next.waits.find(({ zone }) => zone === wait.zone)?.waiting ?? 0) - (before.waits.find(({ zone }) => zone === wait.zone)?.waiting ?? 0)) }));
      have = { ...next, calls, waits };
      ear.state({ ...message, body: have });
    },
    // A new connection says nothing of what was missed: counting goes on from what is told next.
    connected: () => { told = null; ear.connected(); },
  });
  return { listen: (ear) => wire.listen(byEvent(ear)), watch: (watch) => wire.watch(watch), unwatch: () => wire.unwatch(), shown: () => wire.shown(), restart: () => wire.restart() };
};

/** A board takes whatever comes last, whichever revision it is. */
const lastComer = (wire: SimulatedWire): StreamWire => {
  let count = 0;
  const counted = (ear: StreamEar): StreamEar => ({ ...ear, state: (raw) => { count += 1; ear.state({ ...raw as StreamMessage, rev: count }); } });
  return { listen: (ear) => wire.listen(counted(ear)), watch: (watch) => wire.watch(watch), unwatch: () => wire.unwatch(), shown: () => wire.shown(), restart: () => wire.restart() };
};

export interface Mutant { readonly name: string; readonly says: string; readonly variant: Variant }

/** Each takes one promise out of the true code, by what stands around it: no switch is in the code itself. */
export const MUTANTS: readonly Mutant[] = [
  { name: 'relaxed-disk', says: 'the kiosk’s disk tells at once and writes within two seconds', variant: { kiosk: { relaxedMs: 2_000 } } },
  { name: 'relaxed-commit', says: 'the database tells a commit that a power loss within two seconds takes back', variant: { relaxedCommitMs: 2_000 } },
  { name: 'print-before-save', says: 'number and form are shown before they are saved', variant: { kiosk: { store: laterStore, outbox: laterOutbox } } },
  { name: 'floor-on-detected-loss', says: 'a kiosk that finds a saved number goes on from it', variant: { kiosk: { store: trusting, word: WORD } } },
  { name: 'no-idempotency-key', says: 'a command is done as often as it arrives', variant: { hall: () => ({ once: everyTime }) } },
  { name: 'call-without-lock', says: 'a ticket is read, judged and written without its row lock', variant: { hall: () => ({ tickets: unlocked }) } },
  { name: 'no-rejoin-window', says: 'whoever missed the call may stand in the queue again whenever they like', variant: { hall: () => ({ graceMs: 24 * 3_600_000 }) } },
  { name: 'event-instead-of-state', says: 'a board is told changes and not how things stand', variant: { wire: events } },
  { name: 'no-revisions', says: 'a board takes what comes last, whichever revision it is', variant: { wire: lastComer } },
];

/** So many days of each mutant are played; one that lives through them all fails. */
export const MUTANT_DAYS = 40;
