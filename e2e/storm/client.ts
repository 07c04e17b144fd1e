/** One resident's phone in the storm: sends, sends again with the same key until somebody answers, and notes what it was told. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Booking } from '@engawa/facility-api/contract';
import type { PaymentSimulator, SignedInResident } from '@engawa/facility-api/testing';
import type { Answer, Entry, History, Place, Told } from './history.ts';
import type { Visit } from './plan.ts';

/** `body`: what is sent to wish for it. */
export interface Slot { readonly room: string; readonly place: Place; readonly body: { room: string; start: string; end: string; people: number; commercial: false; items: [] } }
export interface Crowd {
  readonly slots: readonly Slot[]; readonly leavesOf: ReadonlyMap<string, readonly string[]>; readonly origins: readonly string[]; readonly simulator: PaymentSimulator; readonly history: History;
  /** commands that were answered only after they had been sent again */ again: number;
  /** this machine's clock in milliseconds, finer than one */ now(): number;
}

const PATIENCE = { callMs: 8_000, pauseMs: 150, givesUpMs: 120_000, looks: 60 } as const;
type Sent = { status: number; body: Booking & { code?: string } } | null;

async function insist(crowd: Crowd, as: SignedInResident, first: number, request: { path: string; key?: string; body?: unknown }, hangsUp: boolean): Promise<Sent> {
  const deadline = crowd.now() + PATIENCE.givesUpMs;
  for (let tried = 0; ; tried += 1) {
    const answer = await fetch(`${crowd.origins[(first + tried) % crowd.origins.length] as string}${request.path}`, {
      method: request.key === undefined ? 'GET' : 'POST', signal: AbortSignal.timeout(PATIENCE.callMs),
      headers: { cookie: as.cookie, ...(request.key !== undefined && { 'idempotency-key': request.key, 'content-type': 'application/json' }) }, ...(request.key !== undefined && { body: JSON.stringify(request.body ?? {}) }),
    }).then(async (response) => ({ status: response.status, body: await response.json() as Booking & { code?: string } }), () => null);
    // A server that says that it could not does not know either whether it did.
    if (answer && answer.status < 500) { crowd.again += tried > 0 ? 1 : 0; return answer; }
    if (hangsUp || crowd.now() > deadline) return null;
    await sleep(PATIENCE.pauseMs);
  }
}

function tell(crowd: Crowd, booking: Booking): Told {
  const at = (room: string, start: string, end: string): Place => ({ leaves: crowd.leavesOf.get(room) ?? [], startMs: Date.parse(start), endMs: Date.parse(end) });
  return {
    id: booking.id, status: booking.status, place: at(booking.room, booking.start, booking.end), holdUntilMs: booking.holdUntil === null ? null : Date.parse(booking.holdUntil),
    change: booking.change ? { place: at(booking.change.room, booking.change.start, booking.change.end), holdUntilMs: Date.parse(booking.change.holdUntil) } : null,
  };
}
const answerOf = (crowd: Crowd, sent: Sent): Answer => {
  if (!sent) return { how: 'unknown' };
  if (sent.status < 300) return { how: 'done', told: tell(crowd, sent.body) };
  return { how: sent.body.code === 'slot-taken' ? 'taken' : sent.body.code === 'not-your-booking' ? 'gone' : 'refused' };
};

/** Does one command and notes it. @returns the answer, null when nobody ever gave one */
async function act(crowd: Crowd, as: SignedInResident, first: number, what: { kind: Exclude<Entry['kind'], 'pay'>; booking: string | null; wish: Place | null; path: string; key: string; body?: unknown }, hangsUp = false): Promise<Sent> {
  const sentMs = crowd.now();
  const sent = await insist(crowd, as, first, { path: what.path, body: what.body, ...(what.kind !== 'look' && { key: what.key }) }, hangsUp);
  const answer = answerOf(crowd, sent);
  crowd.history.entries.push({ kind: what.kind, key: what.key, booking: what.booking ?? (answer.how === 'done' ? answer.told.id : null), wish: what.wish, sentMs, answeredMs: crowd.now(), answer });
  return sent;
}

export const look = (crowd: Crowd, as: SignedInResident, first: number, id: string): Promise<Sent> => act(crowd, as, first, { kind: 'look', booking: id, wish: null, path: `/api/bookings/${id}`, key: `look ${id}` });

/** Pays what is due for `target` (the booking or its change) and looks until the city knows. */
async function pay(crowd: Crowd, as: SignedInResident, first: number, id: string, target: string, key: string, isSettled: (booking: Booking) => boolean): Promise<void> {
  const opened = await insist(crowd, as, first, { path: `/api/bookings/${target}/payment`, key, body: {} }, false);
  if (!opened || opened.status !== 200) return;
  const session = (opened.body as unknown as { url: string }).url.split('/').at(-1) ?? '';
  const sentMs = crowd.now();
  crowd.history.entries.push({ kind: 'pay', key, booking: id, wish: null, sentMs, answeredMs: sentMs, answer: { how: 'refused' } });
  const paying = crowd.simulator.pay(session);
  for (let looked = 0; looked < PATIENCE.looks; looked += 1) {
    const told = await look(crowd, as, first, id);
    if (told && (told.status >= 300 || isSettled(told.body))) break;
    await sleep(PATIENCE.pauseMs * 2);
  }
  await paying;
}

/** One visit from the wish to its end. `n` names it and chooses the server that it asks first. */
export async function goThrough(crowd: Crowd, as: SignedInResident, visit: Visit, n: number): Promise<void> {
  const slot = crowd.slots[visit.slot] as Slot;
  const key = `v${n}`;
  const body = { ...slot.body, purpose: key };
  const placed = await act(crowd, as, n, { kind: 'place', booking: null, wish: slot.place, path: '/api/bookings', key, body }, visit.hangsUp);
  if (!placed || placed.status !== 201) return;
  const { id } = placed.body;
  if (visit.repeats) {
    const again = await insist(crowd, as, n + 1, { path: '/api/bookings', key, body }, false);
    if (again) crowd.history.repeats.push({ key, first: id, again: again.body.id });
  }
  if (visit.ending === 'let-go') return;
  if (visit.ending !== 'give-back') {
    await pay(crowd, as, n, id, id, `${key}-pay`, (booking) => booking.status !== 'held');
    if (visit.moveTo !== null) await moveTo(crowd, as, visit, n, id, crowd.slots[visit.moveTo] as Slot);
  }
  if (visit.ending !== 'keep') await act(crowd, as, n, { kind: 'cancel', booking: id, wish: null, path: `/api/bookings/${id}/cancel`, key: `${key}-cancel`, body: {} });
}

async function moveTo(crowd: Crowd, as: SignedInResident, visit: Visit, n: number, id: string, to: Slot): Promise<void> {
  const key = `v${n}`;
  const changed = await act(crowd, as, n + 1, { kind: 'change', booking: id, wish: to.place, path: `/api/bookings/${id}/change`, key: `${key}-move`, body: { ...to.body, purpose: key } });
  const change = changed?.status === 200 ? changed.body.change : null;
  if (change && visit.paysDifference) await pay(crowd, as, n, id, change.id, `${key}-difference`, (booking) => !booking.change);
}
