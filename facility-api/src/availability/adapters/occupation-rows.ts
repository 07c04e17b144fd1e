import type { Queryable } from '../../database/database.ts';
import type { LeafRow } from '../domain/occupation.ts';

/** Where a memory stands: all that this snapshot saw is in it. `server`: when PostgreSQL was started, since transaction ids of a restored one begin anew. */
export interface Standing { snapshot: string; server: string }
export interface Step extends Standing { /** some marks may be gone, or everything is marked */ everything: boolean; marked: { space: string; fromMs: number; untilMs: number }[]; rows: LeafRow[] }

/** The columns of a leaf's row, as `jsonb_build_array` or as columns, in the order of {@link rowOf}. */
const LEAF = `o.space, (extract(epoch FROM lower(o.during)) * 1000)::float8, (extract(epoch FROM upper(o.during)) * 1000)::float8,
  CASE WHEN b.state = 'held' THEN (extract(epoch FROM b.hold_until) * 1000)::float8 END`;
const LIVE = `('held', 'confirmed', 'released')`;
type Columns = [space: string, startMs: number, endMs: number, holdUntilMs: number | null];
const rowOf = ([space, startMs, endMs, holdUntilMs]: Columns): LeafRow => ({ space, startMs, endMs, holdUntilMs });

export async function readStanding(db: Queryable): Promise<Standing> {
  const { rows } = await db.query<Standing>('SELECT pg_current_snapshot()::text AS snapshot, pg_postmaster_start_time()::text AS server');
  return rows[0] as Standing;
}

/**
 * What changed since `standing`, and the rows as they are now, in ONE statement: one snapshot sees the marks, the rows and itself.
 * A mark counts when the old snapshot could not see its transaction; an order of ids could not tell, since a later one may commit first.
 */
export async function readStep(db: Queryable, standing: Standing): Promise<Step> {
  const { rows } = await db.query<{ snapshot: string; server: string; everything: boolean; marked: [string, number, number][]; leaves: Columns[] }>(
    `WITH marks AS MATERIALIZED (SELECT space, during FROM availability_marks WHERE made_in >= pg_snapshot_xmin($1::pg_snapshot) AND NOT pg_visible_in_snapshot(made_in, $1::pg_snapshot)),
      stretches AS MATERIALIZED (SELECT DISTINCT space, tstzrange(date_trunc('day', lower(during), 'Asia/Tokyo'), date_trunc('day', upper(during), 'Asia/Tokyo') + interval '24 hours') AS days FROM marks WHERE space IS NOT NULL)
     SELECT pg_current_snapshot()::text AS snapshot, pg_postmaster_start_time()::text AS server,
      EXISTS (SELECT FROM marks WHERE space IS NULL) OR (SELECT below FROM availability_pruned) > pg_snapshot_xmin($1::pg_snapshot) AS everything,
      (SELECT coalesce(jsonb_agg(jsonb_build_array(space, (extract(epoch FROM lower(days)) * 1000)::float8, (extract(epoch FROM upper(days)) * 1000)::float8)), '[]') FROM stretches) AS marked,
      (SELECT coalesce(jsonb_agg(leaf.leaf), '[]') FROM (SELECT DISTINCT found.leaf, found.booking FROM stretches CROSS JOIN LATERAL (
        SELECT o.booking, jsonb_build_array(${LEAF}) AS leaf FROM occupancies o JOIN bookings b ON b.id = o.booking
          WHERE o.state IN ${LIVE} AND o.space = stretches.space AND o.during && stretches.days OFFSET 0) AS found) AS leaf) AS leaves`, [standing.snapshot]);
  const { snapshot, server, everything, marked, leaves } = rows[0]!;
  return { snapshot, server, everything: everything || server !== standing.server, marked: marked.map(([space, fromMs, untilMs]) => ({ space, fromMs, untilMs })), rows: leaves.map(rowOf) };
}

/** All live rows of some leaves that touch the time. */
export async function readRows(db: Queryable, spaces: readonly string[], fromMs: number, untilMs: number): Promise<LeafRow[]> {
  const { rows } = await db.query<Columns>({
    name: 'availability-rows', rowMode: 'array', values: [spaces, new Date(fromMs), new Date(untilMs)],
    text: `SELECT ${LEAF} FROM occupancies o JOIN bookings b ON b.id = o.booking WHERE o.state IN ${LIVE} AND o.space = ANY ($1) AND o.during && tstzrange($2, $3)`,
  });
  return rows.map(rowOf);
}

/** Longest that a mark is kept. A server that asked nobody for so long reads everything anew. */
const KEEP = '1 hour';
export async function pruneMarks(db: Queryable): Promise<void> {
  await db.query(
    `WITH gone AS (DELETE FROM availability_marks WHERE made_at < now() - interval '${KEEP}' RETURNING made_in),
      old AS (DELETE FROM availability_checks WHERE asked_at < now() - interval '30 days')
     UPDATE availability_pruned SET below = greatest(below, (SELECT (max(made_in)::text::numeric + 1)::text::xid8 FROM gone)) WHERE EXISTS (SELECT FROM gone)`);
}
/** From the next question on every server reads everything anew. */
export const markEverything = (db: Queryable): Promise<unknown> => db.query('INSERT INTO availability_marks (space, during) VALUES (NULL, NULL)');
