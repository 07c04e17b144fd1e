/** Our forecast against the formula of ZMS in the same halls for the same people: 30 days, of which the first ten only teach. */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { readHall } from '../simulation/waiting/hall-file.ts';
import { atLeast, atMost, type Bench, type Goal } from './bench.ts';
import type { Done, Task } from './estimate-seeds.ts';

const HALL = fileURLToPath(new URL('../simulation/waiting/halls/small-town.json', import.meta.url));
const PROCESS = fileURLToPath(new URL('./estimate-seeds.ts', import.meta.url));
const VISITS_A_DAY = [250, 325, 370];
const DAYS = 30;
/** From this day on everything takes a fifth longer. */
const SHIFT = { fromDay: 15, serviceFactor: 1.2 };
/** 20 by default (minutes of work); a shorter look is no result. */
const SEEDS = Number(process.env.ESTIMATE_SEEDS ?? 20);

interface Load { readonly perDay: number; readonly shifted: boolean }
const LOADS: readonly Load[] = [false, true].flatMap((shifted) => VISITS_A_DAY.map((perDay) => ({ perDay, shifted })));

/** Tasks go to whichever process is free. @throws when a process ends before its answers are there */
async function inProcesses(tasks: readonly Task[]): Promise<Done[]> {
  const left = [...tasks];
  const done: Done[] = [];
  const work = (): Promise<void> => new Promise((resolve, reject) => {
    const child = fork(PROCESS, { execArgv: ['--import', 'tsx'] });
    const next = (): void => {
      const task = left.shift();
      if (task === undefined) { child.removeAllListeners('exit'); child.kill(); resolve(); } else child.send(task);
    };
    child.on('message', (answer: Done) => { done.push(answer); next(); });
    child.on('exit', (code) => reject(new Error(`a measuring process ended with ${code}`)));
    next();
  });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), tasks.length) }, work));
  return done;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Over all seeds: errors are averaged before they are divided, coverage is weighed by people. */
function goalsOf({ perDay, shifted }: Load, done: readonly Done[]): Goal[] {
  const name = `${shifted ? 'shift' : 'wait'}.${perDay}`;
  const ratio = mean(done.map((one) => one.maeMinutes)) / mean(done.map((one) => one.zmsMinutes));
  const people = done.reduce((sum, one) => sum + one.people, 0);
  const covered = (100 * done.reduce((sum, one) => sum + one.p90Coverage * one.people, 0)) / people;
  if (shifted) return [atMost(`${name}.error÷zms`, ratio, 0.75, '×')];
  return [atMost(`${name}.error÷zms`, ratio, 0.6, '×'), atLeast(`${name}.within-p90`, covered, 88, '%'), atMost(`${name}.within-p90`, covered, 92, '%')];
}

async function run(): Promise<{ goals: Goal[]; notes: string[] }> {
  if (!Number.isInteger(SEEDS) || SEEDS < 1) throw new Error('ESTIMATE_SEEDS must be a whole number from 1 on.');
  const hall = await readHall(HALL);
  const tasks = LOADS.flatMap(({ perDay, shifted }, load) => Array.from({ length: SEEDS }, (_, n): Task => ({
    id: load, days: DAYS, seed: n + 1, hall: { ...hall, arrivals: { ...hall.arrivals, perDay }, ...(shifted && { drift: SHIFT }) },
  })));
  const done = await inProcesses(tasks);
  const byLoad = LOADS.map((load, id) => ({ load, done: done.filter((one) => one.id === id) }));
  return {
    goals: byLoad.flatMap((one) => goalsOf(one.load, one.done)),
    notes: [
      `${SEEDS} seeds, ${DAYS} days each, ${done.reduce((sum, one) => sum + one.people, 0)} people who had to wait`,
      ...byLoad.map(({ load, done: of }) => `${load.perDay} visits a day${load.shifted ? ', a fifth slower from day 15' : ''}: ours ${mean(of.map((one) => one.maeMinutes)).toFixed(2)} min, ZMS as delivered ${mean(of.map((one) => one.zmsMinutes)).toFixed(2)} min; within P90 ${of.map((one) => (100 * one.p90Coverage).toFixed(1)).sort().join(' ')} % by seed`),
    ],
  };
}

export const bench: Bench = { name: 'estimate', title: 'announced waits against the formula of ZMS, and how many promises are kept', run };
