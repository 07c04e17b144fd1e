/** A process of the bench `estimate`: measures what its parent sends and answers with the rows. */
import type { HallFile } from '../simulation/waiting/hall-file.ts';
import { measureHall } from '../simulation/waiting/measure.ts';

export interface Task { readonly id: number; readonly hall: HallFile; readonly days: number; readonly seed: number }
export interface Done { readonly id: number; readonly people: number; readonly zmsMinutes: number; readonly maeMinutes: number; readonly p90Coverage: number }

process.on('message', ({ id, hall, days, seed }: Task) => {
  const { rows, people } = measureHall(hall, { days, seed, withOracle: false });
  const row = (wanted: string) => rows.find((one) => one.id === wanted);
  const done: Done = { id, people, zmsMinutes: row('zms')?.maeMinutes ?? Number.NaN, maeMinutes: row('learned')?.maeMinutes ?? Number.NaN, p90Coverage: row('learned')?.p90Coverage ?? Number.NaN };
  process.send?.(done);
});
