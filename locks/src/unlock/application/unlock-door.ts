import type { AccessGrant, CommandId, DoorName, GrantId, GrantText, JournalRecord, RefusalReason } from '../../../contract/index.ts';
import { parseGrant, pinHashInput } from '../../../contract/index.ts';
import type { VerifySignature } from '../../grants/application/ports.ts';
import type { GrantShelf } from '../../grants/domain/grant-shelf.ts';
import { pinGrants } from '../../grants/domain/grant-shelf.ts';
import type { Journal } from '../../journal/application/ports.ts';
import { JournalUnavailable } from '../../journal/application/ports.ts';
import type { JournalDraft, Sha256 } from '../../journal/domain/chain.ts';
import type { Wish } from '../domain/decide-unlock.ts';
import { decideUnlock } from '../domain/decide-unlock.ts';
import type { KeypadThrottle } from '../domain/keypad-throttle.ts';
import { OPEN_KEYPAD, afterWrongCode, isPaused } from '../domain/keypad-throttle.ts';
import type { Recall } from '../domain/recall.ts';
import { isAlive } from '../domain/challenges.ts';
import type { ChallengeKeeper } from './challenge-keeper.ts';
import type { CityClock, Releaser } from './ports.ts';

export type UnlockRequest =
  | { via: 'command'; commandId: CommandId; grant: GrantText }
  /** `ageMs`: how long ago the digits were keyed */ | { via: 'keypad'; door: DoorName; digits: string; ageMs: number }
  /** the city's answer to a nonce of this door, read from a telephone */ | { via: 'panel'; door: DoorName; grant: GrantText };

export type Opening =
  | { outcome: 'opened'; seq: number; at: string; relockAfterSeconds: number }
  | { outcome: 'refused'; reason: RefusalReason; seq: number | null; at: string }
  | { outcome: 'unknown'; seq: number | null; at: string };

export interface UnlockParts {
  journal: Journal;
  driver: Releaser;
  clock: CityClock;
  shelf: () => GrantShelf;
  verifySignature: VerifySignature;
  sha256: Sha256;
  recall: Recall;
  challenges: ChallengeKeeper;
  /** only the simulation puts another one here, to see it caught */ decide?: typeof decideUnlock;
  onRecord: (record: JournalRecord) => void;
}

/** Keyed digits that reach the agent later than this (read back after an outage) open nothing: the person has gone. */
export const KEYPAD_FRESH_MS = 10_000;

/** Commands and answers are remembered for repeats; a grant lives two minutes, so the oldest may go. */
const REMEMBERED_COMMANDS = 10_000;

type Asker = Pick<JournalDraft, 'commandId' | 'tier'> & { door: DoorName | null };
type Seen = Asker & { door: DoorName; /** as it stands now: writing the journal takes time */ wish: () => Wish };

/**
 * The one way through the door:  verify -> decide -> journal the intent (durable) -> release -> journal the result.
 * One press is answered once: a repeated command id gets the first answer again, also after a restart.
 */
export function createUnlockDoor(parts: UnlockParts): (request: UnlockRequest) => Promise<Opening> {
  const answered = new Map<CommandId, Promise<Opening>>();
  const read = new Map<GrantId, Promise<Opening>>();
  const turns = new Map<DoorName, Promise<unknown>>();
  const throttles = new Map<DoorName, KeypadThrottle>();

  /** Two at the same door go one after the other, so that the second sees what the first has used up. */
  function inTurn(door: DoorName, work: () => Promise<Opening>): Promise<Opening> {
    const mine = (turns.get(door) ?? Promise.resolve()).then(work);
    turns.set(door, mine.catch(() => {}));
    return mine;
  }

  function onCommand(commandId: CommandId, text: GrantText): Promise<Opening> {
    const earlier = answered.get(commandId) ?? recalled(parts, commandId);
    if (earlier) return Promise.resolve(earlier);
    const answer = verifyGrant(parts, text, { door: null, commandId, tier: 'command' }, (grant) => inTurn(grant.door, () =>
      passThrough(parts, { door: grant.door, wish: () => ({ via: 'command', grant }), commandId, tier: 'command' })));
    return rememberAnswer(answered, commandId, answer);
  }

  /** A camera reads the same code many times: each answer of the city is one opening with one outcome. */
  function onPanel(door: DoorName, text: GrantText): Promise<Opening> {
    return verifyGrant(parts, text, { door, commandId: null, tier: 'panel' }, (grant) => read.get(grant.jti) ?? rememberAnswer(read, grant.jti, inTurn(door, () => {
      const challenge = grant.kind === 'answer' ? parts.challenges.take(door, grant.nonce) : null;
      return passThrough(parts, { door, wish: () => ({ via: 'panel', grant, alive: challenge !== null && isAlive(challenge, parts.clock.localMs()) }), commandId: null, tier: 'panel' });
    })));
  }

  async function onKeypad(door: DoorName, digits: string, ageMs: number): Promise<Opening> {
    const matching = matchPin(parts, door, digits);
    const seen: Seen = { door, wish: () => ({ via: 'keypad', matching }), commandId: null, tier: 'keypad' };
    if (ageMs > KEYPAD_FRESH_MS) return deny(parts, seen, 'expired', null);
    const throttle = throttles.get(door) ?? OPEN_KEYPAD;
    if (isPaused(throttle, parts.clock.localMs())) return deny(parts, seen, 'too-many-wrong-codes', null);
    const opening = await passThrough(parts, seen);
    if (opening.outcome === 'refused' && opening.reason === 'wrong-code') throttles.set(door, afterWrongCode(throttle, parts.clock.localMs()));
    if (opening.outcome === 'opened') throttles.delete(door);
    return opening;
  }

  return (request) => {
    switch (request.via) {
      case 'command': return onCommand(request.commandId, request.grant);
      case 'keypad': return inTurn(request.door, () => onKeypad(request.door, request.digits, request.ageMs));
      case 'panel': return onPanel(request.door, request.grant);
      default: return request satisfies never;
    }
  };
}

function rememberAnswer<Id>(answers: Map<Id, Promise<Opening>>, id: Id, answer: Promise<Opening>): Promise<Opening> {
  answers.set(id, answer);
  if (answers.size > REMEMBERED_COMMANDS) answers.delete(answers.keys().next().value!);
  return answer;
}

async function verifyGrant(parts: UnlockParts, text: GrantText, nobody: Asker, go: (grant: AccessGrant) => Promise<Opening>): Promise<Opening> {
  const read = parseGrant(text);
  if (!read) return deny(parts, nobody, 'malformed-grant', null);
  const signature = parts.verifySignature(read.statement);
  if (signature !== 'good') return deny(parts, nobody, signature, null);
  parts.clock.raise(read.grant.iat * 1000);
  if (!parts.driver.has(read.grant.door)) return deny(parts, nobody, 'unknown-door', read.grant.jti);
  return go(read.grant);
}

/** From decision to result. Runs in the door's turn. */
async function passThrough(parts: UnlockParts, seen: Seen): Promise<Opening> {
  const decide = parts.decide ?? decideUnlock;
  const { epoch, revoked } = parts.shelf();
  const decision = decide(seen.wish(), { door: seen.door, epoch, revoked, used: parts.recall.used }, parts.clock.read());
  if (!decision.open) return deny(parts, seen, decision.reason, decision.jti);
  const jti = decision.grant.jti;
  if (decision.grant.kind !== 'window') parts.recall.used.add(jti);
  const intent = await write(parts, { ...draft(parts, seen, jti), act: 'intent' });
  if (!intent) return refusedWithoutTrace(parts, 'journal-unavailable');

  // writing may have waited for a slow disk: a grant that ran out meanwhile is not executed late
  const still = decide(seen.wish(), { door: seen.door, epoch: parts.shelf().epoch, revoked: parts.shelf().revoked, used: new Set() }, parts.clock.read());
  const release = still.open ? await parts.driver.release(seen.door) : null;
  const ends = { ...draft(parts, seen, jti), of: intent.seq };
  if (release === null || !still.open) return conclude(parts, { ...ends, act: 'failed', detail: still.open ? null : still.reason }, intent, still.open ? 'expired' : still.reason);
  switch (release.result) {
    case 'confirmed': {
      const record = await write(parts, { ...ends, act: 'released' });
      if (!record) return { outcome: 'unknown', seq: intent.seq, at: intent.at };
      return { outcome: 'opened', seq: record.seq, at: record.at, relockAfterSeconds: parts.driver.relockAfterSeconds(seen.door) };
    }
    case 'refused': return conclude(parts, { ...ends, act: 'failed', detail: 'device-refused' }, intent, 'device-refused');
    case 'unreachable': return conclude(parts, { ...ends, act: 'failed', detail: 'device-unreachable' }, intent, 'device-unreachable');
    case 'unknown': {
      const record = await write(parts, { ...ends, act: 'unknown', detail: release.code });
      return { outcome: 'unknown', seq: record?.seq ?? intent.seq, at: record?.at ?? intent.at };
    }
    default: return release satisfies never;
  }
}

async function conclude(parts: UnlockParts, record: JournalDraft, intent: JournalRecord, reason: RefusalReason): Promise<Opening> {
  const written = await write(parts, record);
  return { outcome: 'refused', reason, seq: written?.seq ?? intent.seq, at: written?.at ?? intent.at };
}

async function deny(parts: UnlockParts, who: Asker, reason: RefusalReason, jti: string | null): Promise<Opening> {
  const record = await write(parts, { ...draft(parts, who, jti), act: 'denied', detail: reason });
  return record ? { outcome: 'refused', reason, seq: record.seq, at: record.at } : refusedWithoutTrace(parts, reason);
}

/** null when it could not be made durable. */
async function write(parts: UnlockParts, record: JournalDraft): Promise<JournalRecord | null> {
  try {
    const written = await parts.journal.append(record);
    parts.onRecord(written);
    return written;
  } catch (error) {
    if (error instanceof JournalUnavailable) return null;
    throw error;
  }
}

function draft(parts: UnlockParts, who: Asker, jti: string | null): Omit<JournalDraft, 'act'> {
  return { ...journalTime(parts.clock), door: who.door, jti, commandId: who.commandId, tier: who.tier, detail: null, of: null };
}

/** City time as the journal writes it; without one, the machine's own date and `u` null. */
export function journalTime(clock: CityClock): { at: string; u: number | null } {
  const { t, u } = clock.read();
  const known = Number.isFinite(u);
  return { at: new Date(Math.round(known ? t : clock.localMs())).toISOString(), u: known ? Math.ceil(u) : null };
}

function refusedWithoutTrace(parts: UnlockParts, reason: RefusalReason): Opening {
  return { outcome: 'refused', reason, seq: null, at: journalTime(parts.clock).at };
}

function recalled(parts: UnlockParts, commandId: CommandId): Opening | null {
  const answer = parts.recall.answers.get(commandId);
  if (!answer) return null;
  const { seq, at, door } = answer.record;
  switch (answer.outcome) {
    case 'opened': return { outcome: 'opened', seq, at, relockAfterSeconds: door !== null && parts.driver.has(door) ? parts.driver.relockAfterSeconds(door) : 0 };
    case 'refused': return { outcome: 'refused', reason: answer.reason, seq, at };
    case 'unknown': return { outcome: 'unknown', seq, at };
    default: return answer satisfies never;
  }
}

function matchPin(parts: UnlockParts, door: DoorName, digits: string): AccessGrant[] {
  return pinGrants(parts.shelf(), door, digits.length).filter(({ pin }) => pin !== null && parts.sha256(pinHashInput(door, pin.salt, digits)) === pin.hash);
}
