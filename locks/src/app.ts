import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { AgentStatus, BuildingName, DoorChallenge, DoorName, GrantText, JournalAct, JournalRecord } from '../contract/index.ts';
import type { CityListener, City } from './city/adapters/mqtt-city.ts';
import type { Document } from './disk/application/ports.ts';
import type { DeviceEvent, LockDriver } from './drivers/lock-driver.ts';
import type { GrantKeeper } from './grants/application/grant-keeper.ts';
import type { VerifySignature } from './grants/application/ports.ts';
import type { Journal } from './journal/application/ports.ts';
import type { JournalShipper } from './journal/application/ship-journal.ts';
import { createJournalShipper } from './journal/application/ship-journal.ts';
import type { Cursor } from './journal/domain/cursor.ts';
import type { JournalDraft, Sha256 } from './journal/domain/chain.ts';
import type { AgentClock } from './unlock/adapters/kept-clock.ts';
import { createChallengeKeeper } from './unlock/application/challenge-keeper.ts';
import type { ChallengeKeeper } from './unlock/application/challenge-keeper.ts';
import type { Opening, UnlockParts } from './unlock/application/unlock-door.ts';
import { createUnlockDoor, journalTime } from './unlock/application/unlock-door.ts';
import type { Recall } from './unlock/domain/recall.ts';
import { remember } from './unlock/domain/recall.ts';

export interface DoorAgentParts {
  building: BuildingName;
  journal: Journal & { repairedBytes: number };
  recall: Recall;
  cursor: Document<Cursor>; cursorAt: Cursor | null; unshipped: JournalRecord[];
  keeper: GrantKeeper;
  verifySignature: VerifySignature;
  sha256: Sha256;
  clock: AgentClock;
  openDrivers: (onEvent: (event: DeviceEvent) => void, onStatus: () => void) => Promise<LockDriver[]>;
  connectCity: (listener: CityListener) => City;
  log: Logger;
  /** the simulation's own time, and its broken rules */ every?: Every; decide?: UnlockParts['decide']; challenges?: ChallengeKeeper;
}
/** Calls `act` again and again; returns how to stop. */
export type Every = (ms: number, act: () => void) => () => void;
const onTimer: Every = (ms, act) => { const timer = setInterval(act, ms); return () => clearInterval(timer); };

export interface DoorAgent {
  status(): AgentStatus;
  /** for a telephone to carry to the city; null = this agent has no such door */ challenge(door: DoorName): DoorChallenge | null;
  /** the city's answer to it, as the telephone brought it */ takeAnswer(door: DoorName, grant: GrantText): Promise<Opening>;
  cityConnected(): boolean;
  close(): Promise<void>;
}

export const AGENT = {
  /** the clock drifts 60 ms in that time */ helloMs: 10 * 60_000,
  /** an unanswered hello (city away, broker forgot) is said again */ helloRetryMs: 10_000,
  shipAgainMs: 10_000, statusMs: 60_000, keepClockMs: 60_000,
  /** how soon doors open again after a full disk has room, also when nobody is at a door */ tryJournalMs: 5_000,
} as const;

/** Puts the parts of one building's door agent together. Readable from top to bottom: what happens at a start, then who is connected to whom. */
export async function startDoorAgent(parts: DoorAgentParts): Promise<DoorAgent> {
  const { journal, keeper, clock, log, recall } = parts;
  const shipper: JournalShipper = createJournalShipper(parts.cursor, parts.cursorAt, parts.unshipped, (records) => city?.ship({ building: parts.building, records }));
  let city: City | null = null;
  let drivers: LockDriver[] = [];

  async function note(act: JournalAct, about: Partial<JournalDraft> = {}): Promise<void> {
    try {
      shipper.added(await journal.append({ ...journalTime(clock), door: null, jti: null, commandId: null, tier: 'agent', detail: null, of: null, ...about, act }));
    } catch (error) {
      log.error({ act, err: error }, 'the journal cannot be written: no door opens');
      sayStatus();
    }
  }
  /** A disk that takes nothing must cost no more than the doors: the process lives on and says so. */
  const keepClock = () => clock.keep().catch((error: unknown) => log.error({ err: error }, 'the time could not be written down'));
  let trying = false;
  async function tryJournal(): Promise<void> {
    const fault = journal.fault();
    if ((fault === null && !journal.lapsed()) || trying) return;
    trying = true;
    try {
      shipper.added(await journal.append({ ...journalTime(clock), door: null, jti: null, commandId: null, tier: 'agent', act: 'journal-restored', detail: null, of: null }));
      log.info({ fault }, 'the journal can be written again');
    } catch {
      // said when it began, and in every status
    } finally {
      trying = false;
      sayStatus();
    }
  }

  // 1. what a fall left behind: an intent without an end is unknown for ever, it is never tried again
  for (const intent of [...recall.dangling.values()]) {
    await note('unknown', { door: intent.door, jti: intent.jti, commandId: intent.commandId, tier: intent.tier, detail: 'agent-fell', of: intent.seq });
    if (intent.commandId !== null) recall.answers.set(intent.commandId, { outcome: 'unknown', record: intent });
  }
  recall.dangling.clear();
  if (journal.repairedBytes > 0) await note('tail-repaired', { detail: `bytes:${journal.repairedBytes}` });
  await note('started');

  // 2. the one way through the door
  const challenges = parts.challenges ?? createChallengeKeeper(clock.localMs, () => randomBytes(16).toString('hex'));
  const driverOf = (door: DoorName) => drivers.find((driver) => driver.doors.includes(door));
  const unlockDoor = createUnlockDoor({
    ...(parts.decide && { decide: parts.decide }), journal, clock, recall, challenges, shelf: () => keeper.shelf(), verifySignature: parts.verifySignature, sha256: parts.sha256, onRecord: (record) => { remember(recall, record); shipper.added(record); },
    driver: {
      has: (door) => driverOf(door) !== undefined,
      release: (door) => driverOf(door)?.release(door) ?? Promise.resolve({ result: 'unreachable' }),
      relockAfterSeconds: (door) => driverOf(door)?.relockAfterSeconds(door) ?? 0,
    },
  });

  // 3. the devices
  async function onDevice(event: DeviceEvent): Promise<void> {
    switch (event.kind) {
      case 'keypad': return logOpening('keypad', await unlockDoor({ via: 'keypad', door: event.door, digits: event.digits, ageMs: event.ageMs }));
      case 'device-online': case 'device-offline': case 'device-log-lost':
        log.info({ device: event.device }, event.kind);
        return note(event.kind, { tier: 'device', detail: event.device });
      case 'door-opened': case 'door-closed': case 'door-forced': case 'door-held-open': case 'egress': case 'release-reported': case 'lock-jammed': case 'tamper':
        return note(event.kind, { tier: 'device', door: event.door });
      case 'access-denied': return note(event.kind, { tier: 'device', door: event.door, detail: event.source === null ? event.reason : `${event.reason}:${event.source}` });
      case 'battery-low': return note(event.kind, { tier: 'device', door: event.door, detail: event.pct === null ? null : `pct:${event.pct}` });
      case 'clock-skew': return note(event.kind, { tier: 'device', door: event.door, detail: `ms:${event.skewMs}` });
      default: return event satisfies never;
    }
  }
  drivers = await parts.openDrivers((event) => void onDevice(event).catch((error: unknown) => log.error({ kind: event.kind, err: error }, 'an event of a device failed')), sayStatus);

  // 4. the city
  let asked: { nonce: string; localMs: number } | null = null;
  function sayHello(): void {
    asked = { nonce: randomBytes(16).toString('hex'), localMs: clock.localMs() };
    const { revision, epoch } = keeper.shelf();
    city?.hello({ building: parts.building, nonce: asked.nonce, revision, epoch: revision === null ? null : epoch });
  }
  async function onManifest(text: string): Promise<void> {
    // taken before the disk is touched: a slow disk must not make the clock look worse
    const heardLocalMs = clock.localMs();
    const result = await keeper.take(text);
    if (result.manifest === null) return log.warn({ why: result.why }, 'a manifest was refused');
    const serverMs = Date.parse(result.manifest.serverTime);
    if (asked !== null && result.manifest.hello === asked.nonce) {
      const lost = !Number.isFinite(clock.read().u);
      clock.set(asked.localMs, heardLocalMs, serverMs);
      asked = null;
      await keepClock();
      if (lost) await note('clock', { detail: 'set' });
    } else clock.raise(serverMs);
    if (result.taken) await note('manifest', { detail: `revision:${result.manifest.revision}` });
    sayStatus();
  }
  function logOpening(via: string, opening: Opening): void {
    log.info({ via, outcome: opening.outcome, reason: opening.outcome === 'refused' ? opening.reason : undefined, seq: opening.seq }, 'door');
    sayStatus();
  }
  city = parts.connectCity({
    onConnected: () => { sayHello(); shipper.sendAgain(); sayStatus(); },
    onManifest: ({ manifest }) => void onManifest(manifest).catch((error) => log.error({ err: error }, 'the manifest could not be kept')),
    onUnlock: ({ commandId, grant }) => void unlockDoor({ via: 'command', commandId, grant }).then((opening) => {
      city?.answer({ ...opening, commandId });
      logOpening('command', opening);
    }).catch((error: unknown) => log.error({ err: error }, 'a command failed')),
    onJournalAck: (ack) => void shipper.acknowledged(ack).then((ours) => {
      if (!ours) log.error({ seq: ack.seq }, 'the city acknowledges a record that is not in this journal');
      sayStatus();
    }).catch((error: unknown) => log.error({ err: error }, 'the acknowledgement could not be kept')),
    onStranger: (topic) => log.warn({ topic }, 'a message outside the contract'),
  });

  function status(): AgentStatus {
    const { u } = clock.read();
    const shelf = keeper.shelf();
    const head = journal.head();
    return {
      building: parts.building, at: journalTime(clock).at, clockUncertaintyMs: Number.isFinite(u) ? Math.ceil(u) : null,
      manifest: shelf.revision === null ? null : { revision: shelf.revision, epoch: shelf.epoch, grants: shelf.windows.length, rejected: shelf.rejected },
      journal: { writable: journal.fault() === null, seq: head.seq, head: head.hash, acknowledged: shipper.acknowledgedSeq() },
      doors: drivers.flatMap((driver) => driver.doors.map((door) => driver.status(door))),
    };
  }
  function sayStatus(): void {
    city?.status(status());
  }

  const every = parts.every ?? onTimer;
  const timers = [
    every(AGENT.helloMs, sayHello), every(AGENT.helloRetryMs, () => { if (asked !== null) sayHello(); }),
    every(AGENT.shipAgainMs, () => shipper.sendAgain()), every(AGENT.statusMs, sayStatus), every(AGENT.keepClockMs, () => void keepClock()), every(AGENT.tryJournalMs, () => void tryJournal()),
  ];
  return {
    status,
    challenge: (door) => {
      const { seq, hash } = journal.head();
      return driverOf(door) ? { building: parts.building, door, nonce: challenges.show(door), seq, head: hash } : null;
    },
    takeAnswer: async (door, grant) => {
      const opening = await unlockDoor({ via: 'panel', door, grant });
      logOpening('panel', opening);
      return opening;
    },
    cityConnected: () => city?.connected() ?? false,
    close: async () => {
      timers.forEach((stop) => stop());
      await city?.close();
      await Promise.all(drivers.map((driver) => driver.close()));
      await keepClock();
      await journal.close();
    },
  };
}
