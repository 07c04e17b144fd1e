import type { BusinessDay, KioskHello, KioskWelcome } from '../../../contract/index.ts';
import { PROTOCOL } from '../../../contract/index.ts';
import { refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import type { BusinessDaySpan } from '../../queue/domain/business-day.ts';
import { afterBoot, highestBy, learn, numberFrom, PACE, type Evidence } from '../domain/number-from.ts';

export const businessDayOnWire = (span: BusinessDaySpan): BusinessDay => ({ day: span.day, startsAt: new Date(span.startsAtMs).toISOString(), endsAt: new Date(span.endsAtMs).toISOString() });

/** What the server keeps of one kiosk; one transaction that holds the kiosk's row. */
export interface KioskMemory {
  /** the life that was last started here */ readonly bootId: string | null;
  evidence(day: string): Promise<Evidence | null>;
  save(day: string, evidence: Evidence): Promise<void>;
  /** false when this life was started here before */ isNewLife(life: string): Promise<boolean>;
  seen(life: string | null, pending: number): Promise<void>;
  readToken(token: string): number | null;
  makeToken(): string;
}

interface Heard { readonly hello: KioskHello; readonly today: BusinessDaySpan; readonly nowMs: number; readonly sealTo: KioskWelcome['sealTo'] }

/** A number of another day says nothing of today; a kiosk that is ahead of the day (wrong clock) proves nothing. */
const saidOf = (hello: KioskHello, day: string): number => (hello.day === day ? hello.lastSequence : 0);

const welcome = (heard: Heard, token: string, first: number | null): KioskWelcome =>
  ({ serverTime: new Date(heard.nowMs).toISOString(), token, businessDay: businessDayOnWire(heard.today), numberFrom: first, sealTo: heard.sealTo });

/** A new life of the kiosk begins: it gets the first number that is surely above all earlier lives. */
export async function startKiosk(memory: KioskMemory, heard: Heard): Promise<Outcome<KioskWelcome>> {
  const { hello, today, nowMs } = heard;
  if (hello.protocol < PROTOCOL) return refuse('client-too-old', { protocol: PROTOCOL });
  // A life starts once; it may repeat itself while no other has started. Anything else is an old letter, played again.
  if (memory.bootId !== hello.bootId && !await memory.isNewLife(hello.bootId)) return refuse('kiosk-signature', { reason: 'life-is-over' });
  // The token of an earlier life proves nothing here: an old disk image brings an old number and its token together.
  const evidence = learn(await memory.evidence(today.day), { lastSequence: saidOf(hello, today.day), tokenMs: null });
  const first = numberFrom(evidence, nowMs, today.startsAtMs);
  await memory.save(today.day, afterBoot(first, nowMs));
  await memory.seen(hello.bootId, hello.pending);
  return { ok: true, value: welcome(heard, memory.makeToken(), first) };
}

/** A sign of life. Only of the life that was last started here is it evidence; any other keeps its old token and stays unproven. */
export async function hearHeartbeat(memory: KioskMemory, heard: Heard): Promise<Outcome<KioskWelcome>> {
  const { hello, today } = heard;
  if (hello.protocol < PROTOCOL) return refuse('client-too-old', { protocol: PROTOCOL });
  const known = memory.bootId === hello.bootId;
  const ahead = hello.day !== null && hello.day > today.day;
  const before = await memory.evidence(today.day);
  const learned = learn(before, { lastSequence: saidOf(hello, today.day), tokenMs: known && !ahead ? memory.readToken(hello.token) : null });
  if (learned !== null) {
    // First word of a new day: an earlier life whose clock ran ahead may have given its first few numbers already.
    const floor = before === null ? highestBy(today.startsAtMs, today.startsAtMs + 2 * PACE.clockErrorMs) : 0;
    await memory.save(today.day, { ...learned, highWater: Math.max(learned.highWater, floor) });
  }
  await memory.seen(null, hello.pending);
  return { ok: true, value: welcome(heard, known ? memory.makeToken() : hello.token, null) };
}
