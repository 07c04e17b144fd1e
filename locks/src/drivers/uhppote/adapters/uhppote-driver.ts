import { z } from 'zod';
import type { DoorName, DoorPosition, DoorStatus } from '../../../../contract/index.ts';
import type { Document } from '../../../disk/application/ports.ts';
import type { DeviceEvent, LockDriver, Release } from '../../lock-driver.ts';
import { UnknownDoor } from '../../lock-driver.ts';
import { SKEW_TOLD_MS } from '../../domain/report.ts';
import { readU32 } from '../domain/frame.ts';
import type { BoardEvent, BoardStatus } from '../domain/messages.ts';
import { DOOR_MODE, EVENT_TYPE, REASON, askClearPasscodes, askEvent, askOpenDoor, askPcControl, askSetDoor, askSetListener, askSetTime, askStatus, denialOf, readEvent, readOk, readStatus } from '../domain/messages.ts';
import type { UdpBoardAddress } from './udp-board.ts';
import { openUdpBoard } from './udp-board.ts';

export const UHPPOTE = {
  /** a board on the same switch answers within some milliseconds */ askMs: 500,
  /** from the open command to the board's own report that the relay moved */ confirmMs: 1_500,
  confirmPollMs: 60,
  /** PC control needs a word at least every 30 s; often enough to notice a dead board within 15 s */ pollMs: 5_000,
  /** silent so many times = offline */ missedPolls: 3,
  /** more than this and the board's clock is set */ skewMs: 2_000,
  /** between two looks that pushes cause: a flood of them costs no more than this */ lookMs: 50,
} as const;

export interface UhppoteSetup extends UdpBoardAddress {
  doors: { door: DoorName; /** 1-4 */ number: number; releaseSeconds: number }[];
}

/** Where reading of the board's event log has come to. */
export const EventCursor = z.strictObject({ index: z.int().min(0) });
export type EventCursor = z.infer<typeof EventCursor>;

export interface UhppoteParts {
  cursor: Document<EventCursor>;
  onEvent: (event: DeviceEvent) => void;
  onStatus: () => void;
  /** city time for the board's clock, null = not known well enough */ cityMs: () => number | null;
  /** ISO time of the machine for `since` */ now: () => string;
  pollMs?: number;
}

/** In Wiegand mode the keypad hands its digits over as a card number; under PC control the board asks its host by denying with reason 5. */
function isKeyed(event: BoardEvent): boolean {
  return event.type === EVENT_TYPE.swipe && event.reason === REASON.pcControl && !event.granted;
}

/** On the board's own clock, in whole seconds. A time that cannot be read or lies ahead proves nothing: such digits are old. */
function ageOf(event: BoardEvent, boardNowMs: number | null): number {
  const ageMs = boardNowMs === null || event.atMs === null ? -Infinity : boardNowMs - event.atMs;
  return ageMs < -UHPPOTE.skewMs ? Number.POSITIVE_INFINITY : Math.max(0, ageMs);
}

/**
 * Driver of one board.  offline --answers--> (configure, read the log back) --> online --3 silent polls--> offline
 */
export async function openUhppoteDriver(setup: UhppoteSetup, parts: UhppoteParts): Promise<LockDriver> {
  const device = `uhppote-${setup.serial}`;
  let index: number | null = (await parts.cursor.load())?.index ?? null;
  let lastKept = index;
  let latest: BoardStatus | null = null;
  let online = false;
  let since = parts.now();
  let missed = 0;
  let skewMs: number | null = null;
  let catching: Promise<void> = Promise.resolve();
  const positions = new Map<DoorName, DoorPosition>();
  /** doors whose release waits for its event; resolved by event 44 */
  const awaited = new Map<DoorName, () => void>();

  // anybody on the wire can send a push in the board's name: it only makes us look, what counts is the board's answer to our own question
  const board = await openUdpBoard(setup, () => { void look(); });
  const ask = (frame: Uint8Array) => board.ask(frame, UHPPOTE.askMs);
  const doorOf = (number: number) => setup.doors.find((door) => door.number === number)?.door;
  const numberOf = (door: DoorName) => {
    const found = setup.doors.find((entry) => entry.door === door);
    if (!found) throw new UnknownDoor(door);
    return found;
  };

  /** However many pushes come meanwhile, one look follows the one that is under way. */
  let looking: 'no' | 'yes' | 'and-again' = 'no';
  async function look(): Promise<void> {
    if (looking !== 'no') {
      looking = 'and-again';
      return;
    }
    do {
      looking = 'yes';
      const answer = await ask(askStatus(setup.serial));
      if (answer) heard(readStatus(answer));
      await new Promise((resolve) => { setTimeout(resolve, UHPPOTE.lookMs); });
    } while ((looking as string) === 'and-again');
    looking = 'no';
  }

  /** A status answer carries the state and the newest event. */
  function heard(status: BoardStatus): void {
    latest = status;
    missed = 0;
    const city = parts.cityMs();
    const wasSkewed = skewMs !== null && Math.abs(skewMs) > SKEW_TOLD_MS;
    skewMs = city === null || status.nowMs === null ? null : Math.round(status.nowMs - city);
    if (skewMs !== null && Math.abs(skewMs) > SKEW_TOLD_MS && !wasSkewed) for (const { door } of setup.doors) parts.onEvent({ kind: 'clock-skew', door, skewMs });
    for (const { door, number } of setup.doors) {
      const open = status.doorsOpen[number - 1] === true;
      const before = positions.get(door);
      if (!(open && (before === 'forced_open' || before === 'ajar'))) positions.set(door, open ? 'open' : 'closed');
    }
    catching = catching.then(() => catchUp(status)).catch(() => {});
    parts.onStatus();
  }

  /** Every event up to the newest, in order, each once. What lies between is read from the log by its index. */
  async function catchUp(status: BoardStatus): Promise<void> {
    const newest = status.event.type === EVENT_TYPE.none ? 0 : status.event.index;
    if (index === null) return keepIndex(newest);
    if (newest < index) {
      // an answer that was overtaken on the way, or a board with a new log: the board knows which
      if (await eventAt(index) !== 'lost') return;
      parts.onEvent({ kind: 'device-log-lost', device });
      return keepIndex(newest);
    }
    while (index < newest) {
      const next: number = index + 1;
      const event = next === newest ? status.event : await eventAt(next);
      if (event === 'silent') return;
      if (event === 'lost') parts.onEvent({ kind: 'device-log-lost', device });
      else {
        // keyed digits are handed over at most once, even when the agent falls right here; reports at least once.
        // Where that cannot be written down, they are told as old: refused, but not swallowed
        const handedOver = !isKeyed(event) || await keepIndex(next).then(() => true, () => false);
        report(event, status.nowMs, handedOver);
      }
      index = event === 'lost' ? newest - 1 : next;
    }
    await keepIndex(newest);
  }

  async function keepIndex(newest: number): Promise<void> {
    if (index === newest && lastKept === newest) return;
    index = newest;
    lastKept = newest;
    await parts.cursor.save({ index: newest });
  }
  async function eventAt(wanted: number): Promise<BoardEvent | 'lost' | 'silent'> {
    const answer = await ask(askEvent(setup.serial, wanted)) ?? await ask(askEvent(setup.serial, wanted));
    if (!answer) return 'silent';
    const event = readEvent(answer);
    return readU32(answer, 8) !== wanted || event.type === EVENT_TYPE.overwritten || event.type === EVENT_TYPE.none ? 'lost' : event;
  }

  function report(event: BoardEvent, boardNowMs: number | null, handedOver: boolean): void {
    const door = doorOf(event.door);
    if (door === undefined) return;
    if (isKeyed(event)) {
      return parts.onEvent({ kind: 'keypad', door, digits: String(event.card), ageMs: handedOver ? ageOf(event, boardNowMs) : Number.POSITIVE_INFINITY });
    }
    const denied = denialOf(event);
    if (denied) return parts.onEvent({ kind: 'access-denied', door, reason: denied, source: null });
    switch (event.reason) {
      case REASON.remoteOpen: {
        const expected = awaited.get(door);
        if (expected) return expected();
        return parts.onEvent({ kind: 'release-reported', door });
      }
      case REASON.button: return parts.onEvent({ kind: 'egress', door });
      case REASON.doorOpen: return parts.onEvent({ kind: 'door-opened', door });
      case REASON.doorClosed: return parts.onEvent({ kind: 'door-closed', door });
      case REASON.forcedOpen: positions.set(door, 'forced_open'); return parts.onEvent({ kind: 'door-forced', door });
      case REASON.openTooLong: positions.set(door, 'ajar'); return parts.onEvent({ kind: 'door-held-open', door });
      default: return;
    }
  }

  /** One poll at a time: over a silent wire they would pile up and configure the board twice. */
  async function poll(): Promise<void> {
    // a release asks by itself, and must not wait behind a poll
    if (polling || awaited.size > 0) return;
    polling = true;
    await pollOnce().finally(() => { polling = false; });
  }
  let polling = false;

  async function pollOnce(): Promise<void> {
    const answer = await ask(askStatus(setup.serial));
    if (!answer) return miss();
    if (!online) {
      if (!(await configure())) return;
      become(true);
    }
    heard(readStatus(answer));
    const city = parts.cityMs();
    if (city !== null && (skewMs === null || Math.abs(skewMs) > UHPPOTE.skewMs)) await ask(askSetTime(setup.serial, city));
  }

  function miss(): void {
    missed++;
    if (online && missed >= UHPPOTE.missedPolls) become(false);
  }

  function become(nowOnline: boolean): void {
    online = nowOnline;
    since = parts.now();
    if (!online) latest = null;
    parts.onEvent({ kind: online ? 'device-online' : 'device-offline', device });
    parts.onStatus();
  }

  /** A board may have been swapped or reset while it was away: say everything again. */
  async function configure(): Promise<boolean> {
    const city = parts.cityMs();
    const frames = [askPcControl(setup.serial, true), askSetListener(setup.serial, board.listener.address, board.listener.port)];
    if (city !== null) frames.push(askSetTime(setup.serial, city));
    for (const { number, releaseSeconds } of setup.doors) frames.push(askSetDoor(setup.serial, number, DOOR_MODE.controlled, releaseSeconds), askClearPasscodes(setup.serial, number));
    for (const frame of frames) if (!(await ask(frame))) return false;
    return true;
  }

  async function release(door: DoorName): Promise<Release> {
    const { number } = numberOf(door);
    // asked first, so that silence is known to have moved nothing, and an old event is not taken for the new one
    const before = await ask(askStatus(setup.serial));
    if (!before) {
      miss();
      return { result: 'unreachable' };
    }
    const status = readStatus(before);
    heard(status);
    await catching;
    if (status.forcedLock) return { result: 'refused', code: 'forced-lock' };
    let confirmed = false;
    let answered = false;
    awaited.set(door, () => { confirmed = true; });
    try {
      const answer = await ask(askOpenDoor(setup.serial, number));
      if (answer && !readOk(answer)) return { result: 'refused', code: 'device-refused' };
      answered = answer !== null;
      await confirmation(() => confirmed, () => { answered = true; });
    } finally {
      awaited.delete(door);
    }
    parts.onStatus();
    // the board does not report that it has locked again: look once when it should have
    relockChecks.add(setTimeout(() => { void poll(); }, numberOf(door).releaseSeconds * 1000 + 300));
    return confirmed ? { result: 'confirmed' } : { result: 'unknown', code: answered ? 'not-confirmed' : 'timed-out' };
  }

  /** The board pushes the event at once; where the push is lost, its log tells. */
  async function confirmation(done: () => boolean, onAnswer: () => void): Promise<void> {
    for (const end = performance.now() + UHPPOTE.confirmMs; !done() && performance.now() < end;) {
      await catching;
      if (done()) return;
      const answer = await board.ask(askStatus(setup.serial), UHPPOTE.confirmPollMs);
      if (answer) {
        onAnswer();
        heard(readStatus(answer));
      }
      await catching;
      if (!done()) await new Promise((resolve) => { setTimeout(resolve, answer ? UHPPOTE.confirmPollMs : 0); });
    }
  }

  const relockChecks = new Set<NodeJS.Timeout>();
  await poll();
  const timer = setInterval(() => { void poll(); }, parts.pollMs ?? UHPPOTE.pollMs);

  return {
    doors: setup.doors.map(({ door }) => door),
    release,
    relockAfterSeconds: (door) => numberOf(door).releaseSeconds,
    status: (door): DoorStatus => {
      const { number } = numberOf(door);
      return {
        door, lock: !online || !latest ? 'unknown' : latest.relays[number - 1] ? 'unlocked' : 'locked',
        position: online ? positions.get(door) ?? null : null, availability: { online, since }, battery: null, tamper: null, clockSkewMs: online ? skewMs : null,
      };
    },
    close: async () => {
      clearInterval(timer);
      relockChecks.forEach(clearTimeout);
      await board.close();
      await catching;
    },
  };
}
