/** What the last two bytes of an answer mean, as far as this product cares. */
export const SW = {
  ok: 0x9000,
  endOfFile: 0x6282,
  offsetPastEnd: 0x6b00,
  noLimit: 0x6300,
  securityNotSatisfied: 0x6982,
  blocked: 0x6983,
  /** this card family's answer to VERIFY on a locked PIN */
  blockedHere: 0x6984,
  notFound: 0x6a82,
  noSuchReference: 0x6a88,
} as const;

export type Answer = { data: Uint8Array; statusWord: number };

/** null: shorter than a status word. PC/SC bindings answer with nothing at all when the card was pulled. */
export function parseAnswer(bytes: Uint8Array): Answer | null {
  if (bytes.length < 2) return null;
  const cut = bytes.length - 2;
  return { data: bytes.subarray(0, cut), statusWord: ((bytes[cut] ?? 0) << 8) | (bytes[cut + 1] ?? 0) };
}

/** 63Cx: tries left, or null when the status word says something else. */
export function triesIn(statusWord: number): number | null {
  return (statusWord & 0xfff0) === 0x63c0 ? statusWord & 0x0f : null;
}

export function isLocked(statusWord: number): boolean {
  return statusWord === SW.blocked || statusWord === SW.blockedHere || statusWord === 0x63c0;
}

/** Answer to the query of tries. `unlimited` also covers a PIN that is already verified: a success has just reset its counter. */
export type TriesAnswer = { kind: 'counted'; left: number } | { kind: 'unlimited' } | { kind: 'no-pin' } | { kind: 'unreadable' };

export function toTries(statusWord: number): TriesAnswer {
  const left = triesIn(statusWord);
  if (left !== null) return { kind: 'counted', left };
  if (isLocked(statusWord)) return { kind: 'counted', left: 0 };
  if (statusWord === SW.ok || statusWord === SW.noLimit) return { kind: 'unlimited' };
  if (statusWord === SW.noSuchReference || statusWord === SW.notFound) return { kind: 'no-pin' };
  return { kind: 'unreadable' };
}
