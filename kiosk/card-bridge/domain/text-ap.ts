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

/** Longest file that is read, in bytes. The longest known four items take 430; a claim beyond this is a broken or hostile card. */
export const MAX_FILE_BYTES = 8192;
