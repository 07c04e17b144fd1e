import { randomUUID } from 'node:crypto';
import { BOOKABLE } from '../../booking/domain/policy.ts';
import type { Database, Queryable, Transaction } from '../../database/database.ts';
import { DAY_MS, dayOf } from '../../facilities/domain/city-day.ts';
import type { OccupationKeeper } from '../application/ports.ts';
import { dayIn, emptyOccupation, findFaults, forget, take } from '../domain/occupation.ts';
import type { Occupation, OccupationFault } from '../domain/occupation.ts';
import { readRows, readStanding, readStep } from './occupation-rows.ts';
import type { Standing } from './occupation-rows.ts';

/** Days kept beyond those that can be booked, so that everything is read anew once a week and not each midnight. */
const SPARE_DAYS = 7;
/** Leaves whose rows are read at once: about 60,000 rows of a busy city. */
const LEAVES_AT_ONCE = 200;
type Memory = Standing & { occupation: Occupation };

/**
 * Bitmaps in the memory of this process, brought up to date before each answer.
 *
 *   unknown --read everything--> known --a question: marks since the snapshot--> known
 *   known --marks pruned, PostgreSQL restarted, a week gone, all marked, a check found a fault--> unknown
 */
export function keepOccupation(pool: Database, spaces: readonly string[], clock: () => number, onFaults: (faults: OccupationFault[]) => void = () => {}): OccupationKeeper {
  const server = randomUUID();
  let memory: Memory | null = null;
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: a step begins where the one before it ended. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work, work);
    last = done.catch(() => {});
    return done;
  };
  const known = async (): Promise<Memory> => {
    const kept = memory !== null && holdsDay(memory.occupation, clock()) ? memory : null;
    memory = kept && (await follow(pool, kept)) ? kept : await inSnapshot(pool, (tx) => readEverything(tx, spaces, clock()));
    return memory;
  };

  let next: Promise<Occupation> | null = null;
  // Who asks while a step is under way waits for the following one: the snapshot must be younger than the question. All who wait share it.
  const current = (): Promise<Occupation> => next ??= inTurn(async () => {
    next = null;
    return (await known()).occupation;
  });

  const checkSome = async (some: readonly string[], faults: OccupationFault[]): Promise<number> => inTurn(() => inSnapshot(pool, async (tx) => {
    if (memory === null || !holdsDay(memory.occupation, clock()) || !(await follow(tx, memory))) memory = await readEverything(tx, spaces, clock());
    const { occupation } = memory;
    const truth = await readTruth(tx, some, dayOf(occupation.firstMs), occupation.days);
    faults.push(...findFaults(occupation, truth));
    return truth.leaves.size * truth.days;
  }));
  const check: OccupationKeeper['check'] = async () => {
    const faults: OccupationFault[] = [];
    let leafDays = 0;
    // A part at a time, so that no question waits for the whole city.
    for (const some of inParts(spaces)) leafDays += await checkSome(some, faults);
    if (faults.length > 0) {
      memory = null;
      onFaults(faults);
    }
    return { leafDays, faults };
  };
  const attend = async (): Promise<void> => {
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM availability_checks c WHERE asked_at > now() - interval \'1 minute\' AND NOT EXISTS (SELECT FROM availability_findings f WHERE f.check_id = c.id AND f.server = $1)', [server]);
    for (const { id } of rows) {
      const { leafDays, faults } = await check();
      await pool.query('INSERT INTO availability_findings (check_id, server, leaf_days, faults) VALUES ($1, $2, $3, $4)', [id, server, leafDays, JSON.stringify(faults)]);
    }
  };
  return { current, check, attend };
}

const holdsDay = (occupation: Occupation, nowMs: number): boolean => {
  const today = dayIn(occupation, nowMs);
  return today >= 0 && today + BOOKABLE.daysAhead < occupation.days;
};
function* inParts(spaces: readonly string[]): Generator<string[]> {
  const all = [...new Set(spaces)];
  for (let i = 0; i < all.length; i += LEAVES_AT_ONCE) yield all.slice(i, i + LEAVES_AT_ONCE);
}

/** Brings `memory` up to the snapshot of one statement; false = everything must be read anew. */
async function follow(db: Queryable, memory: Memory): Promise<boolean> {
  const step = await readStep(db, memory);
  if (step.everything) return false;
  for (const { space, fromMs, untilMs } of step.marked) forget(memory.occupation, space, fromMs, untilMs);
  for (const row of step.rows) take(memory.occupation, row);
  memory.snapshot = step.snapshot;
  return true;
}

async function readTruth(tx: Queryable, spaces: readonly string[], firstDay: string, days: number): Promise<Occupation> {
  const occupation = emptyOccupation(spaces, firstDay, days);
  for (const some of inParts(spaces)) for (const row of await readRows(tx, some, occupation.firstMs, occupation.firstMs + days * DAY_MS)) take(occupation, row);
  return occupation;
}
const readEverything = async (tx: Queryable, spaces: readonly string[], nowMs: number): Promise<Memory> =>
  ({ ...(await readStanding(tx)), occupation: await readTruth(tx, spaces, dayOf(nowMs), BOOKABLE.daysAhead + 1 + SPARE_DAYS) });

/** All statements of `work` see one snapshot. */
async function inSnapshot<T>(pool: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const tx = await pool.connect();
  try {
    await tx.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const value = await work(tx);
    await tx.query('COMMIT');
    tx.release();
    return value;
  } catch (error) {
    await tx.query('ROLLBACK').then(() => tx.release(), (broken: Error) => tx.release(broken));
    throw error;
  }
}
