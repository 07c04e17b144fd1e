import type { HallStatistics } from '@engawa/reception/contract';

type Point = HallStatistics['points'][number];
const BAND_MINUTES = 30;

/** The end of an axis: a round number not below `most`, in one to five equal steps. */
export function axisOf(most: number): { readonly end: number; readonly ticks: readonly number[] } {
  const step = [1, 2, 3, 5, 10, 15, 30, 60, 120, 240, 480].find((one) => one * 5 >= most) ?? Math.ceil(most / 5);
  const count = Math.max(1, Math.ceil(most / step));
  return { end: step * count, ticks: Array.from({ length: count + 1 }, (_, n) => n * step) };
}

/** Whole hours from before the first to after the last who came; the usual day where nobody came. */
export function hoursShown(points: readonly Point[]): { readonly from: number; readonly until: number } {
  if (points.length === 0) return { from: 8, until: 18 };
  const minutes = points.map(({ minute }) => minute);
  return { from: Math.floor(Math.min(...minutes) / 60), until: Math.floor(Math.max(...minutes) / 60) + 1 };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

/** What people were told, half hour by half hour: the middle of the ranges on their tickets. */
export function toldBand(points: readonly Point[]): { readonly minute: number; readonly from: number; readonly until: number }[] {
  const bins = new Map<number, { from: number; until: number }[]>();
  for (const { minute, told } of points) if (told !== null) bins.set(Math.floor(minute / BAND_MINUTES), [...(bins.get(Math.floor(minute / BAND_MINUTES)) ?? []), told]);
  return [...bins].sort(([a], [b]) => a - b).map(([bin, told]) => ({ minute: (bin + 0.5) * BAND_MINUTES, from: median(told.map(({ from }) => from)), until: median(told.map(({ until }) => until)) }));
}

/** 0–4: how dark a median wait is shown. The number itself always stands there as well. */
export const shadeOf = (minutes: number): number => [8, 12, 18, 25].filter((least) => minutes >= least).length;
