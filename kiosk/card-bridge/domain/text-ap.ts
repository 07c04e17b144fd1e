import { fromHex } from './bytes.ts';

/** 券面事項入力補助 application (text AP). Cards are known by whether they have it, never by their ATR. */
export const TEXT_AP = fromHex('D3921000310001010408');

/**
 * The files that this product may select: deny by default.
 * Absent on purpose: 0001 個人番号 and 0014 照合番号A (which is the 個人番号 again). The PIN opens 0001 as well,
 * so the card does not protect the visitor from us: this list does (番号法 20条).
 */
export const FILES = {
  fourItems: 0x0002,
  integrity: 0x0003,
  certificate: 0x0004,
  apInfo: 0x0005,
  cardKey: 0x0007,
  pin: 0x0011,
  numberB: 0x0015,
} as const;
export type FileId = (typeof FILES)[keyof typeof FILES];

const allowed: ReadonlySet<number> = new Set(Object.values(FILES));
export function isAllowedFile(fileId: number): fileId is FileId {
  return allowed.has(fileId);
}

/**
 * 暗証番号 of the text AP: four digits, three tries, unlocked at a counter only.
 * `leastTries`: with fewer the kiosk does not try, so that it can never be the one that locks a card.
 */
export const TEXT_AP_PIN = { digits: 4, tries: 3, leastTries: 2 } as const;

/**
 * 照合番号B: era year, month and day of birth, year of expiry, security code of the face; ten tries. Opens the four items and,
 * unlike the PIN, not the 個人番号. `leastTries`: three stay for the counter, because fourteen digits are easily mistyped.
 */
export const NUMBER_B = { digits: 14, tries: 10, leastTries: 4 } as const;

/** 照合 (what opens the four items): its reference file, its length in ASCII digits, and the tries below which nothing is sent. */
export type Secret = { kind: 'pin' | 'number-b'; file: FileId; digits: number; tries: number; leastTries: number };

/**
 * One application that holds the four items. The next card generation regroups its applications: it gets a row of its own here,
 * recognised by SELECT in this order, and nothing above changes.
 */
export type CardApplication = {
  aid: Uint8Array;
  files: { fourItems: FileId; integrity: FileId; certificate: FileId; cardKey: FileId };
  secrets: { pin: Secret; numberB: Secret };
};
export const CARD_APPLICATIONS: readonly CardApplication[] = [{
  aid: TEXT_AP,
  files: FILES,
  secrets: { pin: { kind: 'pin', file: FILES.pin, ...TEXT_AP_PIN }, numberB: { kind: 'number-b', file: FILES.numberB, ...NUMBER_B } },
}];

/** The secret that a reference file stands for, or null for a file of data. */
export function secretOf(fileId: number): Secret | null {
  for (const { secrets } of CARD_APPLICATIONS) for (const secret of Object.values(secrets)) if (secret.file === fileId) return secret;
  return null;
}

/** Longest file that is read, in bytes. The longest known four items take 430; a claim beyond this is a broken or hostile card. */
export const MAX_FILE_BYTES = 8192;
