/** A supervisor says it to a colleague, who types it within this time: once. */
export const WORD_MS = 15 * 60_000;
/** Between the first and the last step of a ceremony: a finger, a PIN, a security key looked for in a drawer. */
export const CHALLENGE_MS = 3 * 60_000;
/** Who is just signed in is surely the one who sits there, and may add a passkey; later it takes a supervisor's word. */
export const FRESH_MS = 10 * 60_000;

/** No letters that are taken for others (0 O, 1 I L, U V): said aloud and written by hand. 29 letters, so 12 of them are 58 bits. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTWXYZ';
const GROUPS = 3;

/** `ABCD-EFGH-JKMN`, from random bytes; a byte that would favour some letters is skipped. Needs 64 of them. */
export function enrolmentWord(random: Uint8Array): string {
  const letters = [...random].filter((byte) => byte < LETTERS.length * 8).map((byte) => LETTERS[byte % LETTERS.length]).slice(0, GROUPS * 4);
  if (letters.length < GROUPS * 4) throw new Error('too few random bytes for an enrolment word');
  return Array.from({ length: GROUPS }, (_, group) => letters.slice(group * 4, group * 4 + 4).join('')).join('-');
}

/** As it was typed: any width, any case, with or without dashes. */
export const plainWord = (typed: string): string => typed.normalize('NFKC').toUpperCase().replace(/[^A-Z0-9]/gu, '');
