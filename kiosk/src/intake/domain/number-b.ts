/**
 * 照合番号B, taken apart as it stands on the face of the card, so that a slip shows at its part: birth (YYMMDD, the era's year),
 * year of expiry, security code. Fourteen digits together.
 */
export const NUMBER_B_PARTS = ['birth', 'expiry', 'code'] as const;
export type NumberBPart = (typeof NUMBER_B_PARTS)[number];
export const PART_DIGITS: Readonly<Record<NumberBPart, number>> = { birth: 6, expiry: 4, code: 4 };

/** `open` is the part that is typed and seen; the others are masked. Null: all are complete. */
export interface NumberBDraft { parts: Readonly<Record<NumberBPart, string>>; open: NumberBPart | null }
export const EMPTY_NUMBER_B: NumberBDraft = { parts: { birth: '', expiry: '', code: '' }, open: 'birth' };

/** The first cards were issued in 2016; none is valid for longer than until the eleventh birthday after its issue. */
const FIRST_YEAR = 2016;
const LONGEST_YEARS = 11;
export type PartFault = 'no-such-day' | 'no-such-year';

const DAYS = [31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** What cannot stand on a card. 00 is a month or day that nobody knows. `thisYear` in Tokyo. */
export const partFault = (part: NumberBPart, digits: string, thisYear: number): PartFault | null => {
  if (digits.length < PART_DIGITS[part]) return null;
  const [month, day, year] = [Number(digits.slice(2, 4)), Number(digits.slice(4, 6)), Number(digits)];
  switch (part) {
    case 'birth': return month > 12 || day > (DAYS[month] ?? 31) ? 'no-such-day' : null;
    case 'expiry': return year < FIRST_YEAR || year > thisYear + LONGEST_YEARS ? 'no-such-year' : null;
    case 'code': return null;
  }
};

const isWhole = ({ parts }: NumberBDraft, part: NumberBPart, thisYear: number): boolean =>
  parts[part].length === PART_DIGITS[part] && partFault(part, parts[part], thisYear) === null;

/** A whole part closes by itself and the next one that is not whole opens; a part that cannot be stays open. */
export const putDigit = (draft: NumberBDraft, digit: string, thisYear: number): NumberBDraft => {
  const { open } = draft;
  if (open === null || !/^[0-9]$/.test(digit) || draft.parts[open].length >= PART_DIGITS[open]) return draft;
  const next: NumberBDraft = { ...draft, parts: { ...draft.parts, [open]: draft.parts[open] + digit } };
  if (!isWhole(next, open, thisYear)) return next;
  return { ...next, open: NUMBER_B_PARTS.find((part) => !isWhole(next, part, thisYear)) ?? null };
};

/** One digit back; from an empty part into the one before. */
export const eraseDigit = (draft: NumberBDraft): NumberBDraft => {
  const at = draft.open === null ? NUMBER_B_PARTS.length : NUMBER_B_PARTS.indexOf(draft.open);
  const part = draft.open !== null && draft.parts[draft.open] !== '' ? draft.open : NUMBER_B_PARTS[at - 1];
  return part === undefined ? draft : { open: part, parts: { ...draft.parts, [part]: draft.parts[part].slice(0, -1) } };
};

/** The fourteen digits, once each part is whole. */
export const numberBOf = (draft: NumberBDraft, thisYear: number): string | null =>
  NUMBER_B_PARTS.every((part) => isWhole(draft, part, thisYear)) ? NUMBER_B_PARTS.map((part) => draft.parts[part]).join('') : null;

/** 照合番号B keeps three of its ten tries, as the bridge does. Null: not known before the first one. */
const KEPT_TRIES = 3;
export const offeredTriesOfB = (triesLeft: number | null): number | null => (triesLeft === null ? null : Math.max(0, triesLeft - KEPT_TRIES));

/** The year in Tokyo, which has no summer time. */
export const yearInTokyo = (nowMs: number): number => new Date(nowMs + 9 * 3_600_000).getUTCFullYear();
