import { z } from 'zod';

/** Of ten people nine are to be called within their range. */
export const PROMISED_SHARE = 0.9;
/** How far a level goes: ranges become at most four and a half times as wide, or as narrow. */
const FURTHEST = 1.5;
/** One day of nothing but misses would move the level by 1.8. A day has at least so many promises, else one miss would say too much. */
const GAIN_A_DAY = 2;
const LEAST_A_DAY = 20;
/** What one day's block says of one cell: half of it is believed, if the cell had many; errors within a day are one error. */
const BLOCK_GAIN = 0.5;
const BLOCK_VISITS = 10;
const DAY_MEMORY = 0.3;

/** Short, middle and long waits are calibrated apart: by the median that was foretold. */
export const LOADS = ['short', 'middle', 'long'] as const;
export type Load = (typeof LOADS)[number];
export const loadOf = (medianMinutes: number): Load => (medianMinutes < 10 ? 'short' : medianMinutes < 30 ? 'middle' : 'long');
export const cellOf = (kind: string, load: Load): string => `${kind}/${load}`;

const Block = z.strictObject({ told: z.int().min(0), missed: z.int().min(0) });
/** Logarithms by which the distance from P50 to P90 is stretched: `all` moves with every outcome, a cell once a day. */
export const PromiseLevels = z.strictObject({
  all: z.number(), cells: z.record(z.string(), z.number()), perDay: z.number().positive(),
  day: z.string().nullable(), block: z.record(z.string(), Block),
});
export type PromiseLevels = z.infer<typeof PromiseLevels>;

export const newLevels = (): PromiseLevels => ({ all: 0, cells: {}, perDay: 100, day: null, block: {} });

const within = (level: number): number => Math.max(-FURTHEST, Math.min(FURTHEST, level));
export const stretchOf = (levels: PromiseLevels, cell: string): number => Math.exp(within(levels.all + (levels.cells[cell] ?? 0)));

/** The day is over: what each cell's block says beyond what all of the day say together. */
function closeDay(levels: PromiseLevels): PromiseLevels {
  const blocks = Object.entries(levels.block);
  const told = blocks.reduce((sum, [, block]) => sum + block.told, 0);
  if (told === 0) return levels;
  const missedShare = blocks.reduce((sum, [, block]) => sum + block.missed, 0) / told;
  const moved = blocks.map(([cell, block]) => [cell, within((levels.cells[cell] ?? 0) + BLOCK_GAIN * (block.told / (block.told + BLOCK_VISITS)) * (block.missed / block.told - missedShare))] as const);
  return { ...levels, cells: { ...levels.cells, ...Object.fromEntries(moved) }, perDay: levels.perDay + DAY_MEMORY * (told - levels.perDay), block: {} };
}

/**
 * An adaptive conformal level: each miss widens all ranges a little and each hit narrows them a ninth of that, so that over the
 * days nine of ten are within, whatever the forecast itself believes.
 */
export function learnOutcome(levels: PromiseLevels, outcome: { readonly day: string; readonly cell: string; readonly missed: boolean }): PromiseLevels {
  const today = levels.day === outcome.day ? levels : { ...closeDay(levels), day: outcome.day };
  const before = today.block[outcome.cell] ?? { told: 0, missed: 0 };
  const gain = GAIN_A_DAY / Math.max(LEAST_A_DAY, today.perDay);
  return {
    ...today,
    all: within(today.all + gain * ((outcome.missed ? 1 : 0) - (1 - PROMISED_SHARE))),
    block: { ...today.block, [outcome.cell]: { told: before.told + 1, missed: before.missed + (outcome.missed ? 1 : 0) } },
  };
}
