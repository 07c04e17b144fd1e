import type { AgentStatus, DoorChallenge, JournalRecord, UnlockOutcome } from '@engawa/locks/contract';
import { AgentHello, AgentStatus as AgentStatusSchema, JournalBatch, UnlockOutcome as UnlockOutcomeSchema } from '@engawa/locks/contract';
import { answerChallenge, decideCancel, isRefusal, opensAtMs, pushManifest, RELEASE, releaseBooking, unlockDoor, withdrawBooking } from '@engawa/facility-api/testing';
import type { AccessStores, AgentLedger, AgentView, DoorLine, GrantIssuer, IssuedGrant, Press, StoredBooking, Transact } from '@engawa/facility-api/testing';
import type { UnlockAnswer } from '@engawa/facility-api/contract';
import type { World } from '../world.ts';
import type { DoorWire, Word } from './wire.ts';

export const BUILDING = 'kominkan';
export interface KeptGrant extends IssuedGrant { revision: number; revokedMs: number | null }
interface KeptPress extends Press { resident: string; key: string }
interface Rows { bookings: Map<string, StoredBooking>; grants: Map<string, KeptGrant>; presses: Map<string, KeptPress>; releases: { id: string; dueMs: number }[]; building: { revision: number; epoch: number; acknowledged: number | null; status: AgentStatus | null } }
const copy = ({ bookings, grants, presses, releases, building }: Rows): Rows => ({
  bookings: new Map([...bookings].map(([id, row]) => [id, { ...row }])), grants: new Map([...grants].map(([id, row]) => [id, { ...row }])),
  presses: new Map([...presses].map(([key, row]) => [key, { ...row }])), releases: [...releases], building: { ...building },
});
export interface CityVariant { /** the grant goes out while its resident can still cancel */ earlyRelease?: boolean }
const ROUND_MS = 1_000;
const PUSH_EVERY_MS = 5_000;

/** The city's side: the production decisions and steps of access over rows in memory, which survive the process. It may die between any two awaits. */
export class CityServer {
  rows: Rows = { bookings: new Map(), grants: new Map(), presses: new Map(), releases: [], building: { revision: 0, epoch: 0, acknowledged: null, status: null } };
  life = 0;
  alive = false;
  /** A dead server never answers, so whatever is thrown is a fault of the code or of this stage. */ broke: unknown = null;
  /** by jti, of everything that was ever signed */ readonly signed = new Map<string, { booking: string; epoch: number; nonce: string | null }>();
  /** from which revision on older epochs are dead, and when the city knew that the door had it */ readonly newEpoch = { epoch: 0, revision: 0, atDoorMs: Infinity };
  readonly withdrawn = new Set<string>();
  /** booking -> when the city knew that its door had heard of the withdrawal */ readonly deadAtDoor = new Map<string, number>();
  private readonly world: World;
  private readonly wire: DoorWire;
  private readonly issuer: GrantIssuer;
  private readonly variant: CityVariant;
  private turn: Promise<unknown> = Promise.resolve();
  private known: AgentView = { online: null, status: null };
  private waiting = new Map<string, Set<(outcome: UnlockOutcome | null) => void>>();
  private pushedMs = 0;
  private ids = 0;
  /** wrong by so much */ private readonly clockErrorMs: number;

  constructor(world: World, wire: DoorWire, issuer: GrantIssuer, variant: CityVariant) {
    this.world = world;
    this.wire = wire;
    this.variant = variant;
    this.clockErrorMs = world.between(-900, 900);
    this.issuer = { ...issuer, signGrant: (grant) => { const booking = [...this.rows.bookings.values()].find(({ reference }) => reference === grant.booking); if (booking) this.signed.set(grant.jti, { booking: booking.id, epoch: grant.epoch, nonce: grant.kind === 'answer' ? grant.nonce : null }); return issuer.signGrant(grant); } };
  }
  private note = (error: unknown): null => { this.broke ??= error; return null; };
  private clock = (): number => this.world.nowMs + this.clockErrorMs;
  private newId = (): string => { this.ids += 1; return `00000000-0000-4000-8000-${Math.floor(this.world.random() * 0xffff).toString(16).padStart(4, '0')}${this.ids.toString(16).padStart(8, '0')}`; };

  start(): void {
    this.life += 1;
    this.alive = true;
    this.known = { online: null, status: this.rows.building.status };
    this.waiting = new Map();
    this.turn = Promise.resolve();
    const { life } = this;
    this.wire.join('city', (word, message) => { void this.hear(word, message).catch(this.note); });
    const round = (): void => { if (this.life === life && this.alive) void this.round().catch(this.note).then(() => { this.world.after(ROUND_MS, round); }); };
    round();
  }
  kill(): void { this.alive = false; this.wire.leave('city'); this.world.tell('the server is killed'); }

  /** One transaction at a time; what a dead server had under way is rolled back and never answers. */
  private transact: Transact<AccessStores> = (work) => {
    const { life } = this;
    const done = this.turn.then(async () => {
      const draft = copy(this.rows);
      const value = await work(this.stores(draft));
      await this.stillAlive(life);
      this.rows = draft;
      return value;
    });
    this.turn = done.catch(() => {});
    return done;
  };
  private async stillAlive(life: number): Promise<void> {
    await this.world.sleep(this.world.between(0.2, 3));
    if (this.life !== life || !this.alive) await new Promise<never>(() => {});
  }

  private stores(rows: Rows): AccessStores {
    const { life } = this;
    const slow = async <T>(value: T): Promise<T> => { await this.stillAlive(life); return value; };
    const raise = (): number => { rows.building.revision += 1; return rows.building.revision; };
    const bookings = {
      lock: (id: string) => slow(rows.bookings.get(id) ?? null),
      lockByReference: (reference: string) => slow([...rows.bookings.values()].find((row) => row.reference === reference) ?? null),
      move: (id: string, from: string, to: StoredBooking['state'], changes = {}) => {
        const row = rows.bookings.get(id);
        if (row?.state !== from) return slow(false);
        rows.bookings.set(id, { ...row, state: to, ...changes });
        return slow(true);
      },
      setFee: () => slow(undefined),
    };
    const grants: AccessStores['grants'] = {
      epochOf: () => slow(rows.building.epoch),
      previousEnd: (id, fromMs, startMs) => {
        const mine = rows.bookings.get(id);
        const ends = [...rows.bookings.values()].filter((row) => row.id !== id && row.door === mine?.door && ['confirmed', 'released'].includes(row.state) && row.endMs > fromMs && row.endMs <= startMs).map(({ endMs }) => endMs);
        return slow(ends.length === 0 ? null : Math.max(...ends));
      },
      issue: (grant) => { rows.grants.set(grant.booking, { ...grant, revision: raise(), revokedMs: null }); return slow(undefined); },
      revoke: (id, nowMs) => {
        const grant = rows.grants.get(id);
        if (!grant || grant.revokedMs !== null) return slow(false);
        rows.grants.set(id, { ...grant, revokedMs: nowMs, revision: raise() });
        return slow(true);
      },
      grantOf: (id) => slow(rows.grants.get(id) ?? null),
      press: (press) => {
        const before = rows.presses.get(`${press.resident} ${press.key}`);
        if (!before) rows.presses.set(`${press.resident} ${press.key}`, { ...press });
        return slow({ press: before ?? press, fresh: before === undefined });
      },
      pressOf: (resident, key) => slow(rows.presses.get(`${resident} ${key}`) ?? null),
      heardHead: () => slow(undefined),
    };
    return { bookings, grants, jobs: { add: () => slow(undefined) }, audit: { note: () => slow(undefined) } } as unknown as AccessStores;
  }

  private readonly ledger: AgentLedger = {
    desired: async (_building, nowMs) => {
      const live = [...this.rows.grants.values()].filter(({ expiresMs }) => expiresMs > nowMs);
      const { revision, epoch, acknowledged } = this.rows.building;
      return { revision, epoch, acknowledged, grants: live.filter(({ revokedMs }) => revokedMs === null).map(({ signed }) => signed), revoked: live.filter(({ revokedMs }) => revokedMs !== null).map(({ jti }) => jti) };
    },
    behind: async () => (this.rows.building.revision > (this.rows.building.acknowledged ?? -1) ? [BUILDING] : []),
    agent: () => ({ ...this.known, online: this.wire.isJoined('agent') }),
    heardPresence: async () => {},
    heardStatus: async (status) => {
      this.known = { online: true, status };
      const { building } = this.rows;
      const heard = status.manifest?.revision ?? null;
      const ahead = heard !== null && heard > building.revision;
      this.rows.building = { ...building, status, acknowledged: ahead ? null : heard, revision: ahead ? heard + 1 : building.revision };
      if (this.newEpoch.epoch > 0 && heard !== null && heard >= this.newEpoch.revision) this.newEpoch.atDoorMs = Math.min(this.newEpoch.atDoorMs, this.world.nowMs);
      for (const grant of this.rows.grants.values()) if (grant.revokedMs !== null && heard !== null && heard >= grant.revision && !this.deadAtDoor.has(grant.booking)) this.deadAtDoor.set(grant.booking, this.world.nowMs);
    },
    answer: async (_building, outcome) => { for (const press of this.rows.presses.values()) if (press.commandId === outcome.commandId) press.outcome ??= outcome; },
    outcomeOf: async (commandId) => [...this.rows.presses.values()].find((press) => press.commandId === commandId)?.outcome ?? null,
    keepJournal: async (_building, records: JournalRecord[]) => { const last = records.at(-1); return last ? { seq: last.seq, hash: last.hash } : 'broken'; },
  };

  private readonly line: DoorLine = {
    isUp: () => this.alive && this.wire.up,
    publishManifest: async (_building, manifest) => { this.wire.say('manifest', { manifest }); },
    publishUnlock: async (_building, commandId, grant) => { this.wire.say('unlock', { commandId, grant }); },
    awaitOutcome: (_building, commandId, waitMs) => {
      let stop = (): void => {};
      const outcome = new Promise<UnlockOutcome | null>((resolve) => {
        const ears = this.waiting.get(commandId) ?? new Set();
        this.waiting.set(commandId, ears.add(resolve));
        const off = this.world.after(waitMs, () => stop());
        stop = () => { off(); ears.delete(resolve); resolve(null); };
      });
      return { outcome, stop: () => stop() };
    },
  };
  private get needs() { return { transact: this.transact, ledger: this.ledger, line: this.line, issuer: this.issuer, newId: this.newId, clock: this.clock }; }

  private async hear(word: Word, message: unknown): Promise<void> {
    const { life } = this;
    await this.stillAlive(life);
    switch (word) {
      case 'hello': return pushManifest(this.ledger, this.line, this.issuer, BUILDING, AgentHello.parse(message).nonce, this.clock());
      case 'status': return this.ledger.heardStatus(AgentStatusSchema.parse(message), this.clock());
      case 'answers': {
        const outcome = UnlockOutcomeSchema.parse(message);
        await this.ledger.answer(BUILDING, outcome);
        for (const resolve of this.waiting.get(outcome.commandId) ?? []) resolve(outcome);
        return;
      }
      case 'journal': {
        const kept = await this.ledger.keepJournal(BUILDING, JournalBatch.parse(message).records);
        if (kept !== 'broken') this.wire.say('journalAck', kept);
        return;
      }
      default:
    }
  }

  /** What the worker does each second: releases that are due, and the manifest until it is acknowledged. */
  private async round(): Promise<void> {
    const { life } = this;
    const aheadMs = this.variant.earlyRelease ? 45 * 60_000 : 0;
    for (const { id } of this.rows.releases.filter(({ dueMs }) => dueMs <= this.clock() + aheadMs)) {
      await this.transact(async (stores) => {
        const before = (await stores.bookings.lock(id as never))?.state;
        await releaseBooking(stores, this.issuer, this.newId, id as never, Math.max(this.clock(), (this.rows.bookings.get(id)?.startMs ?? 0) - (aheadMs > 0 ? RELEASE.beforeStartMs : Infinity)));
        if (aheadMs > 0 && before === 'confirmed') await stores.bookings.move(id as never, 'released', 'confirmed');
      });
      await this.stillAlive(life);
      this.rows.releases = this.rows.releases.filter((job) => job.id !== id);
      this.pushedMs = 0;
    }
    if (!this.line.isUp() || this.world.nowMs - this.pushedMs < PUSH_EVERY_MS || (await this.ledger.behind()).length === 0) return;
    this.pushedMs = this.world.nowMs;
    await pushManifest(this.ledger, this.line, this.issuer, BUILDING, null, this.clock());
  }

  // What people and staff ask of it. Each hangs for ever when the server dies; whoever asks gives up by himself.
  /** A booking that is made and paid now. */
  book(row: StoredBooking): void {
    this.rows.bookings.set(row.id, row);
    this.rows.releases.push({ id: row.id, dueMs: row.startMs - RELEASE.beforeStartMs });
  }
  press(id: string, resident: string, key: string): Promise<UnlockAnswer | null> {
    return unlockDoor(this.needs, resident as never, id as never, key).then((answer) => (isRefusal(answer) ? null : answer), this.note);
  }
  answer(id: string, resident: string, challenge: DoorChallenge): Promise<string | null> {
    return answerChallenge(this.needs, resident as never, id as never, challenge).then((answer) => (isRefusal(answer) ? null : answer.grant), this.note);
  }
  cancel(id: string): Promise<boolean | null> {
    return this.transact(async (stores) => {
      const booking = await stores.bookings.lock(id as never);
      if (!booking || isRefusal(decideCancel({ ...booking, payment: 'none-due' }, undefined, this.clock()))) return false;
      return stores.bookings.move(id as never, booking.state, 'cancelled');
    }).catch(this.note);
  }
  withdraw({ id, reference }: { id: string; reference: string }): Promise<boolean | null> {
    this.withdrawn.add(id);
    return this.transact((stores) => withdrawBooking(stores, reference, this.clock())).then((done) => !isRefusal(done), this.note);
  }
  /** A key may be out: everything older is dead at once. */
  async raiseEpoch(): Promise<void> {
    await this.transact(async () => {}).then(() => { this.rows.building = { ...this.rows.building, epoch: this.rows.building.epoch + 1, revision: this.rows.building.revision + 1 }; Object.assign(this.newEpoch, { epoch: this.rows.building.epoch, revision: this.rows.building.revision, atDoorMs: Infinity }); });
  }
  opensMs(id: string): number {
    const booking = this.rows.bookings.get(id);
    return this.rows.grants.get(id)?.notBeforeMs ?? opensAtMs(booking?.startMs ?? Infinity, null);
  }
}
