import type { FeeSchedule, Quote } from '../../../contract/index.ts';
import { minutesOf } from '../../facilities/domain/city-day.ts';
import { EXEMPT, ONCE, ROUNDING, hoursNote, percentNote, percentOffNote } from './fee-words.ts';

export interface FeeQuestion {
  /** minutes of the day, half-open */ from: number; until: number;
  weekend: boolean; commercial: boolean; month: number; /** item ids of the schedule, in any order; unknown ones cost nothing */ items: readonly string[];
  /** absent or null: the schedule's first class */ userClass?: string | null | undefined; /** dearest ticket */ admissionYen?: number | undefined; /** a reduction whose evidence the city has seen */ reduction?: string | null | undefined;
}
type Line = Quote['lines'][number];
type Factor = FeeSchedule['factors'][number];

const startedHours = (minutes: number): number => Math.ceil(minutes / 60);
const sumOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + line.yen, 0);
export const userClassOf = (fees: FeeSchedule, asked: Pick<FeeQuestion, 'userClass'>): string | null => asked.userClass ?? fees.userClasses[0]?.id ?? null;
const countsFor = (classes: readonly string[] | undefined, userClass: string | null): boolean => classes === undefined || (userClass !== null && classes.includes(userClass));

function applies(factor: Factor, asked: FeeQuestion, userClass: string | null): boolean {
  const { when } = factor;
  if (when === 'weekend') return asked.weekend;
  if (when === 'commercial') return asked.commercial;
  if ('userClass' in when) return countsFor(when.userClass, userClass);
  const admissionYen = asked.admissionYen ?? 0;
  return admissionYen >= when.admissionFromYen && (when.admissionBelowYen === undefined || admissionYen < when.admissionBelowYen);
}

/**
 * Price of a use, explained line by line: started hours of each band of the user class, then the factors in their order (each on the sum so
 * far, room fee only), then the reduction on the room fee, then items, then rounding. The lines always sum to `totalYen`.
 */
export function quoteFee(fees: FeeSchedule, asked: FeeQuestion): Quote {
  const userClass = userClassOf(fees, asked);
  const lines = bandLines(fees, asked, userClass);
  let roomYen = sumOf(lines);
  for (const factor of fees.factors) {
    if (!applies(factor, asked, userClass)) continue;
    const yen = Math.round((roomYen * (factor.percent - 100)) / 100);
    roomYen += yen;
    lines.push({ title: factor.title, clause: factor.clause, note: percentNote(factor.percent), yen });
  }
  const reduction = fees.reductions.find(({ id }) => id === asked.reduction);
  if (reduction && (reduction.alsoCommercial || !asked.commercial)) {
    // Rounded in favour of whoever pays.
    const yen = -Math.ceil((roomYen * reduction.percentOff) / 100);
    lines.push({ title: reduction.title, clause: reduction.clause, note: reduction.percentOff === 100 ? EXEMPT : percentOffNote(reduction.percentOff), yen: yen === 0 ? 0 : yen });
  }
  lines.push(...itemLines(fees, asked));
  const sum = sumOf(lines);
  const totalYen = rounded(sum, fees);
  if (totalYen !== sum) lines.push({ title: ROUNDING[fees.rounding](fees.roundToYen), clause: '', note: null, yen: totalYen - sum });
  return { lines, totalYen };
}

function bandLines(fees: FeeSchedule, asked: FeeQuestion, userClass: string | null): Line[] {
  const lines: Line[] = [];
  for (const band of fees.bands) {
    const minutes = Math.min(asked.until, minutesOf(band.until)) - Math.max(asked.from, minutesOf(band.from));
    if (minutes <= 0 || !countsFor(band.classes, userClass)) continue;
    const hours = startedHours(minutes);
    lines.push({ title: band.title, clause: band.clause, note: hoursNote(hours, band.yenPerHour), yen: hours * band.yenPerHour });
  }
  return lines;
}

function itemLines(fees: FeeSchedule, asked: FeeQuestion): Line[] {
  const hours = startedHours(asked.until - asked.from);
  return fees.items.filter((item) => asked.items.includes(item.id) && (!item.months || item.months.includes(asked.month))).map((item) => ({
    title: item.title, clause: item.clause,
    ...('yenPerUse' in item ? { note: ONCE, yen: item.yenPerUse } : { note: hoursNote(hours, item.yenPerHour), yen: hours * item.yenPerHour }),
  }));
}

function rounded(sum: number, fees: FeeSchedule): number {
  const whole = Math.floor(sum / fees.roundToYen) * fees.roundToYen;
  const rest = sum - whole;
  const up = fees.rounding === 'up' ? rest > 0 : fees.rounding === 'half-up' && rest * 2 >= fees.roundToYen;
  return up ? whole + fees.roundToYen : whole;
}

/** Why a schedule says no price for a use, although `quoteFee` would count something. Empty: it has one. */
export type Unpriced = { why: 'time'; minutes: number } | { why: 'user-class' | 'item' | 'reduction'; code: string };
export function findUnpriced(fees: FeeSchedule, asked: FeeQuestion): Unpriced[] {
  const userClass = userClassOf(fees, asked);
  const covered = fees.bands.filter((band) => countsFor(band.classes, userClass)).reduce((sum, band) => sum + Math.max(0, Math.min(asked.until, minutesOf(band.until)) - Math.max(asked.from, minutesOf(band.from))), 0);
  const minutes = asked.until - asked.from - covered;
  return [
    ...(asked.userClass != null && !fees.userClasses.some(({ id }) => id === asked.userClass) ? [{ why: 'user-class' as const, code: asked.userClass }] : []),
    ...(minutes > 0 ? [{ why: 'time' as const, minutes }] : []),
    ...asked.items.filter((code) => !fees.items.some(({ id }) => id === code)).map((code) => ({ why: 'item' as const, code })),
    ...(asked.reduction != null && !fees.reductions.some(({ id }) => id === asked.reduction) ? [{ why: 'reduction' as const, code: asked.reduction }] : []),
  ];
}
