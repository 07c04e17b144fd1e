/** One measured figure against its goal. Ratios are against a peer or a limit measured in the same run. */
export interface Goal { id: string; value: number; unit: string; /** in words: `≥ 0.1`, `= 1` */ goal: string; holds: boolean }

/** A bench measures side by side, alternating, and answers with medians; `notes` are facts a reader needs to judge them. */
export interface Bench { name: string; title: string; run(): Promise<{ goals: Goal[]; notes: string[] }> }

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Nearest-rank quantile; `NaN` of nothing, so that an empty measurement can never look good. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}

export const atLeast = (id: string, value: number, goal: number, unit: string): Goal => ({ id, value, unit, goal: `≥ ${goal}`, holds: value >= goal });
export const atMost = (id: string, value: number, goal: number, unit: string): Goal => ({ id, value, unit, goal: `≤ ${goal}`, holds: value <= goal });
export const exactly = (id: string, value: number, goal: number, unit: string): Goal => ({ id, value, unit, goal: `= ${goal}`, holds: value === goal });
