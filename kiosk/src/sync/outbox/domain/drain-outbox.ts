/** One sealed visit that waits for the hall server. `body` is the exact text that is signed and sent, each time the same. */
export interface OutboxEntry {
  /** intake id, also the Idempotency-Key */ id: string;
  /** order of entry on this kiosk, from 1 */ order: number;
  body: string;
  attempts: number;
  /** not before this time (ms); 0 = at once */ notBeforeMs: number;
  /** parked: refused by the server, kept for staff */ parked: string | null;
}

/** How long to wait after the n-th failure. The cap keeps an outbox empty soon after the network heals: it is a LAN, and one kiosk sends one at a time. */
export const RETRY = { firstMs: 1_000, factor: 2, capMs: 15_000 } as const;

/** @param jitter 0..1, drawn by the caller: kiosks that lost the server together must not come back together. */
export const backOffMs = (attempts: number, jitter: number): number =>
  Math.min(RETRY.capMs, RETRY.firstMs * RETRY.factor ** Math.max(0, attempts - 1)) * (0.5 + jitter / 2);

/** What became of one sending. `refused` carries the problem code. Whatever time can heal is `unreachable`. */
export type Sending = { kind: 'applied' } | { kind: 'replayed' } | { kind: 'refused'; code: string } | { kind: 'unreachable' };

export type NextSending =
  | { kind: 'send'; entry: OutboxEntry }
  | { kind: 'rest'; untilMs: number | null };

/** First in first out, one at a time: a later visit never overtakes an earlier one, parked ones stand aside. */
export const nextSending = (entries: readonly OutboxEntry[], nowMs: number, hurry = false): NextSending => {
  const first = entries.filter((entry) => entry.parked === null).reduce<OutboxEntry | null>((a, b) => a === null || b.order < a.order ? b : a, null);
  if (first === null) return { kind: 'rest', untilMs: null };
  return hurry || first.notBeforeMs <= nowMs ? { kind: 'send', entry: first } : { kind: 'rest', untilMs: first.notBeforeMs };
};

export type Settled = { kind: 'remove'; id: string } | { kind: 'keep'; entry: OutboxEntry };

/** Refused entries are parked for staff, never dropped: somebody stands in the hall with that number. */
export const settle = (entry: OutboxEntry, sending: Sending, nowMs: number, jitter: number): Settled => {
  const attempts = entry.attempts + 1;
  switch (sending.kind) {
    case 'applied':
    case 'replayed': return { kind: 'remove', id: entry.id };
    case 'refused': return { kind: 'keep', entry: { ...entry, attempts, parked: sending.code } };
    case 'unreachable': return { kind: 'keep', entry: { ...entry, attempts, notBeforeMs: nowMs + backOffMs(attempts, jitter) } };
  }
};

/** Refusals that time heals (a new start of the server, an update of this page) are retried; the rest are parked. */
const PASSING = new Set(['internal', 'too-many-requests', 'client-too-old']);

/** HTTP answer -> what became of the sending. `replayed` is told by the header `Idempotency-Replayed: true`. */
export const toSending = (status: number, code: string | null, replayed: boolean): Sending => {
  if (status >= 200 && status < 300) return { kind: replayed ? 'replayed' : 'applied' };
  if (status >= 500 || code === null || PASSING.has(code)) return { kind: 'unreachable' };
  return { kind: 'refused', code };
};
