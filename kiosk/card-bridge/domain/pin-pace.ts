/**
 * How fast PINs may come for one card that lies there. A person needs some five seconds for four digits; a script needs none.
 * The count begins anew when a hand lays a card down, so a family with many cards never meets it.
 */
export const PIN_PACE = { most: 6, perMs: 60_000 } as const;

/** `sentAtMs`: when earlier PINs went to the card, oldest first. Gives the new list, or null when this one comes too soon. */
export function decidePinPace(sentAtMs: readonly number[], nowMs: number): readonly number[] | null {
  const recent = sentAtMs.filter((at) => at > nowMs - PIN_PACE.perMs && at <= nowMs);
  return recent.length >= PIN_PACE.most ? null : [...recent, nowMs];
}

/** ASCII bytes of a well-formed 照合番号B, or null. Twelve digits would be a 個人番号 and are never taken. */
export function parseNumberB(text: string): Uint8Array | null {
  return /^[0-9]{14}$/.test(text) ? Uint8Array.from(text, (digit) => digit.charCodeAt(0)) : null;
}

/** ASCII bytes of a well-formed PIN, or null. */
export function parsePin(text: string): Uint8Array | null {
  return /^[0-9]{4}$/.test(text) ? Uint8Array.from(text, (digit) => digit.charCodeAt(0)) : null;
}
