/**
 * How a service answered. `busy`: not now, for so long if it said so. `silent`: nothing, or a fault of its own; it may have taken the
 * notice. `gone`: there is no such address any more. `not-taken`: it takes nothing from us for this address. `too-large`: this notice alone.
 */
export type Answer = { readonly answer: 'taken' } | { readonly answer: 'busy'; readonly retryAfterMs: number | null } | { readonly answer: 'silent' | 'gone' | 'not-taken' | 'too-large' };

/**
 *   due -taken-> sent      due -its cause is over-> dropped      due -too-large-> refused
 *   due -busy, silent-> due, later      gone, not-taken: the way is over, and the address forgotten
 */
export type AfterSending = { readonly end: 'sent' | 'refused' } | { readonly end: 'later'; readonly atMs: number } | { readonly end: 'way-over'; readonly why: 'gone' | 'not-taken' };

/** A call is worth minutes: the first try again after a second, then twice as long each time, never longer than half a minute. */
export const RETRY = { firstMs: 1_000, mostMs: 30_000, /** whatever a service asks for: after that a visit is over */ longestMs: 3_600_000 } as const;

/** `tries` counts the one that was just made; `chance` in [0, 1) spreads servers that fail together. */
export function afterSending(answer: Answer, tries: number, nowMs: number, chance: number): AfterSending {
  const pauseMs = Math.min(RETRY.mostMs, RETRY.firstMs * 2 ** (tries - 1)) * (0.75 + chance / 2);
  switch (answer.answer) {
    case 'taken': return { end: 'sent' };
    case 'too-large': return { end: 'refused' };
    case 'silent': return { end: 'later', atMs: nowMs + pauseMs };
    case 'busy': return { end: 'later', atMs: nowMs + Math.min(RETRY.longestMs, Math.max(pauseMs, answer.retryAfterMs ?? 0)) };
    case 'gone': case 'not-taken': return { end: 'way-over', why: answer.answer };
    default: return answer satisfies never;
  }
}

/** `Retry-After` (RFC 9110, 10.2.3): seconds or a date; anything else says nothing. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
