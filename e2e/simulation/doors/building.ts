import type { DoorChallenge, JournalRecord, ManifestMessage, UnlockCommand } from '@engawa/locks/contract';
import { JournalAck } from '@engawa/locks/contract';
import { chainRecord, EMPTY_CHAIN, emptyRecall, JournalUnavailable, openGrantKeeper, openKeptClock, remember, sha256, startDoorAgent } from '@engawa/locks/testing';
import type { AgentLine, CityListener, Cursor, DeviceEvent, Document, DoorAgent, DoorAgentParts, GrantKeeper, Journal, KeptClock, KeptManifest, LockDriver, Release } from '@engawa/locks/testing';
import type { World } from '../world.ts';
import { BUILDING } from './city-server.ts';
import type { DoorWire, Word } from './wire.ts';

export const DOORS = ['studio', 'hall', 'kitchen'] as const;
/** From the command to the moving relay, milliseconds at most. */
export const RELAY_MS = 200;
const NEVER = new Promise<never>(() => {});
export interface Moved { door: string; atMs: number; intent: JournalRecord | null }
export interface BuildingVariant {
  decide?: DoorAgentParts['decide']; journal?: (journal: Journal, world: World) => Journal; keeper?: (keeper: GrantKeeper) => GrantKeeper; challenges?: (localMs: () => number, newNonce: () => string) => NonNullable<DoorAgentParts['challenges']>;
}

/** One house: a disk, a battery clock, three relays, and the production door agent, which can lose its power between any two awaits. */
export class Building {
  life = 0;
  agent: DoorAgent | null = null;
  diskFull = false;
  /** share of commands that the lock takes badly */ deviceFaults = 0;
  deviceFaulted = 0;
  readonly moved: Moved[] = [];
  shelf: GrantKeeper['shelf'] | null = null;
  clockUncertaintyMs: () => number = () => Infinity;
  readonly records: JournalRecord[] = [];
  private readonly disk: { manifest: KeptManifest | null; clock: KeptClock | null; cursor: Cursor | null } = { manifest: null, clock: null, cursor: null };
  private readonly world: World;
  private readonly wire: DoorWire;
  private readonly parts: Pick<DoorAgentParts, 'verifySignature'>;
  private readonly variant: BuildingVariant;
  private readonly rtc: { base: number; atMs: number; drift: number };
  private onEvent: ((event: DeviceEvent) => void) | null = null;

  constructor(world: World, wire: DoorWire, parts: Pick<DoorAgentParts, 'verifySignature'>, variant: BuildingVariant) {
    this.world = world;
    this.wire = wire;
    this.parts = parts;
    this.variant = variant;
    this.rtc = { base: world.nowMs + world.between(-3_600_000, 3_600_000), atMs: world.nowMs, drift: world.between(-80e-6, 80e-6) };
  }
  private local = (): number => this.rtc.base + (this.world.nowMs - this.rtc.atMs) * (1 + this.rtc.drift);

  /** @param batteryIsFlat the clock begins at the year 2000 */
  powerCut(batteryIsFlat: boolean): void {
    this.life += 1;
    this.agent = null;
    this.shelf = null;
    this.onEvent = null;
    this.wire.leave('agent');
    if (batteryIsFlat) Object.assign(this.rtc, { base: Date.UTC(2000, 0, 1), atMs: this.world.nowMs });
    this.world.tell(`power is cut${batteryIsFlat ? ', the clock forgets' : ''}`);
  }

  async start(): Promise<void> {
    const { world } = this;
    const life = ++this.life;
    const whileAlive = async (ms: number): Promise<void> => { await world.sleep(ms); if (this.life !== life) await NEVER; };
    const document = <T>(load: () => T | null, save: (body: T) => void): Document<T> => ({
      load: async () => load(),
      save: async (body) => { await whileAlive(world.between(0.5, 6)); if (this.diskFull) throw new Error('ENOSPC'); save(body); await whileAlive(0.1); },
    });
    const clock = await openKeptClock(document(() => this.disk.clock, (body) => { this.disk.clock = body; }), this.local);
    const honest = await openGrantKeeper(BUILDING, document(() => this.disk.manifest, (body) => { this.disk.manifest = body; }), this.parts.verifySignature);
    const keeper = this.variant.keeper?.(honest) ?? honest;
    const recall = emptyRecall();
    for (const record of this.records) remember(recall, record);
    const cursorAt = this.disk.cursor;
    const log = pinoSilent();
    const agent = await startDoorAgent({
      building: BUILDING, journal: { ...this.variant.journal?.(this.journal(whileAlive), world) ?? this.journal(whileAlive), repairedBytes: 0 }, recall,
      cursor: document(() => this.disk.cursor, (body) => { this.disk.cursor = body; }), cursorAt, unshipped: this.records.filter(({ seq }) => seq > (cursorAt?.seq ?? 0)),
      keeper, ...this.parts, sha256, clock, log, ...(this.variant.decide && { decide: this.variant.decide }),
      ...(this.variant.challenges && { challenges: this.variant.challenges(this.local, () => [1, 2, 3, 4].map(() => Math.floor(world.random() * 2 ** 32).toString(16).padStart(8, '0')).join('')) }),
      every: (ms, act) => {
        let stop = (): void => {};
        const next = (): void => { stop = world.after(ms, () => { if (this.life !== life) return; act(); next(); }, ms < 30_000); };
        next();
        return () => stop();
      },
      openDrivers: async (onEvent) => { this.onEvent = onEvent; return [this.driver(whileAlive)]; },
      connectCity: (listener) => this.line(life, listener),
    });
    if (this.life !== life) return;
    this.agent = agent;
    this.shelf = () => keeper.shelf();
    this.clockUncertaintyMs = () => clock.read().u;
  }

  keypad(door: string, digits: string): void { this.onEvent?.({ kind: 'keypad', door, digits, ageMs: 0 }); }
  challenge(door: string): DoorChallenge | null { return this.agent?.challenge(door) ?? null; }
  async read(door: string, grant: string): Promise<void> { await this.agent?.takeAnswer(door, grant); }
  /** How often the door opened for this grant. */
  opened(of: (moved: Moved) => boolean): number { return this.moved.filter(of).length; }

  private journal(whileAlive: (ms: number) => Promise<void>): Journal {
    let turn: Promise<unknown> = Promise.resolve();
    let unwritable: string | null = null;
    let lapsed = false;
    const head = () => { const last = this.records.at(-1); return last ? { seq: last.seq, hash: last.hash } : EMPTY_CHAIN; };
    return {
      append: (draft) => {
        const mine = turn.then(async () => {
          await whileAlive(this.world.chance(0.01) ? this.world.between(50, 3_000) : this.world.between(0.3, 8));
          if (this.diskFull) { unwritable = 'ENOSPC'; lapsed = true; throw new JournalUnavailable('full'); }
          const record = chainRecord(head(), draft, sha256);
          this.records.push(record);
          unwritable = null;
          if (draft.act === 'journal-restored') lapsed = false;
          await whileAlive(0.1);
          return record;
        });
        turn = mine.catch(() => {});
        return mine;
      },
      head, fault: () => unwritable, lapsed: () => lapsed, close: async () => {},
    };
  }

  private driver(whileAlive: (ms: number) => Promise<void>): LockDriver {
    const { world } = this;
    return {
      doors: DOORS, relockAfterSeconds: () => 5, close: async () => {},
      release: async (door): Promise<Release> => {
        const fault = world.chance(this.deviceFaults) ? world.oneOf(['unreachable', 'refused', 'unknown', 'silent'] as const) : null;
        if (fault !== null) this.deviceFaulted += 1;
        if (fault === 'unreachable') { await whileAlive(500); return { result: 'unreachable' }; }
        if (fault === 'refused') { await whileAlive(100); return { result: 'refused', code: 'jammed' as never }; }
        const last = this.records.findLastIndex((record) => record.act === 'intent' && record.door === door);
        const intent = this.records.slice(last).some(({ of }) => of === this.records[last]?.seq) ? null : this.records[last] ?? null;
        const ms = world.between(5, RELAY_MS);
        // the command is on its way: it moves the relay also when the agent has lost its power meanwhile
        if (fault !== 'unknown') world.after(ms, () => { this.moved.push({ door, atMs: world.nowMs, intent }); world.tell(`${door} opens`); });
        await whileAlive(ms + world.between(5, 60));
        return fault === null ? { result: 'confirmed' } : { result: 'unknown', code: 'timed-out' as never };
      },
      status: (door) => ({ door, lock: 'locked', position: null, availability: { online: true, since: new Date(0).toISOString() }, battery: null, tamper: null, clockSkewMs: null }),
    };
  }

  private line(life: number, listener: CityListener): AgentLine {
    const say = (word: Word, message: unknown): void => { if (this.life === life) this.wire.say(word, message); };
    this.world.after(1, () => {
      if (this.life !== life) return;
      this.wire.join('agent', (word, message) => {
        if (word === 'manifest') listener.onManifest(message as ManifestMessage);
        else if (word === 'unlock') listener.onUnlock(message as UnlockCommand);
        else if (word === 'journalAck') { const ack = JournalAck.safeParse(message); if (ack.success) listener.onJournalAck(ack.data); }
      }, listener.onConnected);
    });
    return {
      connected: () => this.wire.up, hello: (message) => say('hello', message), answer: (outcome) => say('answers', outcome),
      ship: (batch) => say('journal', batch), status: (status) => say('status', status), close: async () => {},
    };
  }
}

/** The agent logs; a day of the simulation does not. */
function pinoSilent(): DoorAgentParts['log'] {
  const silent = (): void => {};
  return { info: silent, warn: silent, error: silent, debug: silent, trace: silent, fatal: silent, level: 'silent' } as unknown as DoorAgentParts['log'];
}
