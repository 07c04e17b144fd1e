import type { Town } from '@engawa/reception/contract';

/** 五十音 rows by the letter that names them, and the first letter of each in the order of the code points. */
const ROWS = [['あ', 'ァ'], ['か', 'カ'], ['さ', 'サ'], ['た', 'タ'], ['な', 'ナ'], ['は', 'ハ'], ['ま', 'マ'], ['や', 'ャ'], ['ら', 'ラ'], ['わ', 'ヮ']] as const;
export type KanaRow = (typeof ROWS)[number][0];
const rowOf = (kana: string): KanaRow => ROWS.findLast(([, first]) => first <= kana.charAt(0))?.[0] ?? 'あ';

export interface TownRow { readonly row: KanaRow; readonly towns: readonly Town[] }
/** Towns by the row of their reading, both in the order of the readings; rows without a town are left out. */
export const townRows = (towns: readonly Town[]): TownRow[] => {
  const ordered = [...towns].sort((one, other) => (one.kana < other.kana ? -1 : one.kana > other.kana ? 1 : 0));
  return ROWS.map(([row]) => ({ row, towns: ordered.filter(({ kana }) => rowOf(kana) === row) })).filter((one) => one.towns.length > 0);
};
