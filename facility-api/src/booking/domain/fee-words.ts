import type { Wording } from '../../../contract/index.ts';

/** `12,000`. By hand: toLocaleString builds a formatter each time, a sixth of all that a booking cost. */
const grouped = (yen: number): string => String(yen).replace(/\B(?=(\d{3})+$)/g, ',');

/** What the lines of a price say beside the words of the ordinance. */
export const hoursNote = (hours: number, yen: number): Wording =>
  ({ ja: `${grouped(yen)}円 × ${hours}時間`, 'ja-easy': `${grouped(yen)}｜円(えん) × ${hours}｜時間(じかん)`, en: `¥${grouped(yen)} × ${hours} h` });
export const percentNote = (percent: number): Wording => ({ ja: `${percent}%`, 'ja-easy': `${percent}%`, en: `${percent}%` });
export const percentOffNote = (percent: number): Wording => ({ ja: `${percent}%を減額`, 'ja-easy': `${percent}% 安(やす)く なります`, en: `${percent}% off` });
export const EXEMPT: Wording = { ja: '全額を免除', 'ja-easy': '部屋(へや)の お金(かね)は いりません', en: 'Exempt' };
export const ONCE: Wording = { ja: '1回分', 'ja-easy': '1回分(いっかいぶん)', en: 'Once' };
export const ROUNDING = {
  down: (yen: number): Wording => ({ ja: `${yen}円未満は切り捨て`, 'ja-easy': `${yen}｜円(えん)より 小(ちい)さい お金(かね)は いりません`, en: `Rounded down to ¥${yen}` }),
  up: (yen: number): Wording => ({ ja: `${yen}円未満は切り上げ`, 'ja-easy': `${yen}｜円(えん)ずつ 数(かぞ)えて 上(うえ)に そろえます`, en: `Rounded up to ¥${yen}` }),
  'half-up': (yen: number): Wording => ({ ja: `${yen}円未満は四捨五入`, 'ja-easy': `${yen}｜円(えん)ずつ 数(かぞ)えて 近(ちか)い 方(ほう)に そろえます`, en: `Rounded to the nearest ¥${yen}` }),
} as const;
