import type { FeeSchedule, Quote } from '../../../contract/index.ts';
import { minutesOf } from '../../facilities/domain/city-day.ts';

export interface FeeQuestion {
  /** minutes of the day, half-open */ from: number; until: number;
  weekend: boolean; commercial: boolean; month: number; /** item ids of the schedule; unknown ones are ignored */ items: readonly string[];
}
type Line = Quote['lines'][number];

const startedHours = (minutes: number): number => Math.ceil(minutes / 60);
/** `12,000`. By hand: toLocaleString builds a formatter each time, a sixth of all that a booking cost. */
const grouped = (yen: number): string => String(yen).replace(/\B(?=(\d{3})+$)/g, ',');
const hoursNote = (hours: number, yen: number): Line['note'] =>
  ({ ja: `${grouped(yen)}円 × ${hours}時間`, 'ja-easy': `${grouped(yen)}｜円(えん) × ${hours}｜時間(じかん)`, en: `¥${grouped(yen)} × ${hours} h` });
const percentNote = (percent: number): Line['note'] => ({ ja: `${percent}%`, 'ja-easy': `${percent}%`, en: `${percent}%` });
const ROUNDING = (yen: number): Line['title'] =>
  ({ ja: `${yen}円未満は切り捨て`, 'ja-easy': `${yen}｜円(えん)より 小(ちい)さい お金(かね)は いりません`, en: `Rounded down to ¥${yen}` });

/**
 * Price of a use, explained line by line: started hours of each band, then the factors in their order (each on the sum so far,
 * room fee only), then items, then rounding down. The lines always sum to `totalYen`.
 */
export function quoteFee(fees: FeeSchedule, asked: FeeQuestion): Quote {
  const lines: Line[] = [];
  for (const band of fees.bands) {
    const minutes = Math.min(asked.until, minutesOf(band.until)) - Math.max(asked.from, minutesOf(band.from));
    if (minutes <= 0) continue;
    const hours = startedHours(minutes);
    lines.push({ title: band.title, clause: band.clause, note: hoursNote(hours, band.yenPerHour), yen: hours * band.yenPerHour });
  }
  let roomYen = lines.reduce((sum, line) => sum + line.yen, 0);
  for (const factor of fees.factors) {
    const applies = { weekend: asked.weekend, commercial: asked.commercial, 'non-resident': false }[factor.when];
    if (!applies) continue;
    const yen = Math.round((roomYen * (factor.percent - 100)) / 100);
    roomYen += yen;
    lines.push({ title: factor.title, clause: factor.clause, note: percentNote(factor.percent), yen });
  }
  const hours = startedHours(asked.until - asked.from);
  for (const item of fees.items) {
    if (!asked.items.includes(item.id) || (item.months && !item.months.includes(asked.month))) continue;
    lines.push({ title: item.title, clause: item.clause, note: hoursNote(hours, item.yenPerHour), yen: hours * item.yenPerHour });
  }
  const sum = lines.reduce((total, line) => total + line.yen, 0);
  const cut = sum % fees.roundToYen;
  if (cut > 0) lines.push({ title: ROUNDING(fees.roundToYen), clause: '', note: null, yen: -cut });
  return { lines, totalYen: sum - cut };
}
