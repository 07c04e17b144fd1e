/** What a booking is compared with: the bare insert that it cannot beat, and the check-then-insert that many systems do. */
import { randomUUID } from 'node:crypto';
import type { FreshDatabase } from '@engawa/facility-api/testing';
import type { Slot } from './booking-city.ts';
import { inLanes } from './workbench.ts';

type Pool = FreshDatabase['pool'];

/** `bare_occupancies` has the product's own primary key and exclusion constraint, copied by PostgreSQL; `naive_occupancies` has neither. */
export async function makeBareTables(pool: Pool): Promise<void> {
  await pool.query('CREATE TABLE bare_occupancies (LIKE occupancies INCLUDING ALL)');
  await pool.query('CREATE TABLE naive_occupancies (booking uuid, space text, during tstzrange)');
  await pool.query('CREATE INDEX ON naive_occupancies USING gist (space, during)');
}

/** The statement with which the product takes its leaves, prepared, and nothing around it. */
export async function insertBare(pool: Pool, { space, start, end }: Slot): Promise<void> {
  const { rowCount } = await pool.query({
    name: 'bare-insert',
    text: `INSERT INTO bare_occupancies (booking, space, during, state) SELECT $1::uuid, space, tstzrange($2, $3), 'held' FROM unnest($4::text[]) AS space ORDER BY space ON CONFLICT DO NOTHING RETURNING 1`,
    values: [randomUUID(), start, end, [space]],
  });
  if (rowCount !== 1) throw new Error(`The bare insert of ${space} at ${start} was refused: the slots of a round must be new.`);
}

/** Looks whether the slot is free, then takes it. `doubled`: slots that more than one racer won. */
export async function claimNaively(pool: Pool, slots: readonly Slot[], racers: number): Promise<{ doubled: number; winners: number }> {
  await inLanes(slots, 2, async ({ space, start, end }) => {
    await Promise.all(Array.from({ length: racers }, async () => {
      const { rows } = await pool.query('SELECT 1 FROM naive_occupancies WHERE space = $1 AND during && tstzrange($2, $3)', [space, start, end]);
      if (rows.length === 0) await pool.query('INSERT INTO naive_occupancies (booking, space, during) VALUES ($1, $2, tstzrange($3, $4))', [randomUUID(), space, start, end]);
    }));
  });
  const { rows } = await pool.query<{ doubled: number; winners: number }>(
    'SELECT count(*) FILTER (WHERE n > 1)::int AS doubled, sum(n)::int AS winners FROM (SELECT count(*) AS n FROM naive_occupancies GROUP BY space, during) AS won');
  return rows[0] ?? { doubled: Number.NaN, winners: Number.NaN };
}
