import { createHash } from 'node:crypto';
import { FIRST_PREV, journalHashInput } from '@engawa/locks/contract';
import type { AgentStatus, JournalRecord, UnlockOutcome } from '@engawa/locks/contract';
import type { Database, Queryable } from '../../database/database.ts';
import { inTransaction } from '../../database/database.ts';
import type { AgentLedger } from '../application/ports.ts';
import type { AgentView } from '../domain/door-health.ts';

/** Agents' standing is kept in rows and mirrored in memory, because every booking on the phone asks for it. */
export async function openAgentLedger(pool: Database): Promise<AgentLedger> {
  const known = new Map<string, AgentView>();
  const { rows } = await pool.query<{ building: string; status: AgentStatus | null }>('SELECT building, status FROM buildings');
  // Whether an agent is online now, the broker says again when we subscribe.
  for (const row of rows) known.set(row.building, { online: null, status: row.status });
  const view = (building: string): AgentView => known.get(building) ?? { online: null, status: null };
  return {
    async desired(building, nowMs) {
      const { rows: found } = await pool.query<{ revision: number; epoch: number; acknowledged: number | null }>('SELECT revision, epoch, acknowledged FROM buildings WHERE building = $1', [building]);
      const { rows: grants } = await pool.query<{ jti: string; signed: string; revoked: boolean }>('SELECT jti, signed, revoked_at IS NOT NULL AS revoked FROM grants WHERE building = $1 AND expires_at > $2 ORDER BY not_before, jti LIMIT 5000', [building, new Date(nowMs)]);
      return { revision: found[0]?.revision ?? 0, epoch: found[0]?.epoch ?? 0, acknowledged: found[0]?.acknowledged ?? null, grants: grants.filter((row) => !row.revoked).map((row) => row.signed), revoked: grants.filter((row) => row.revoked).map((row) => row.jti) };
    },
    async behind() {
      const { rows: late } = await pool.query<{ building: string }>('SELECT building FROM buildings WHERE revision > coalesce(acknowledged, -1)');
      return late.map((row) => row.building);
    },
    agent: (building) => known.get(building) ?? null,
    async heardPresence(building, online, nowMs) {
      known.set(building, { ...view(building), online });
      await pool.query('INSERT INTO buildings (building, online, heard_at) VALUES ($1, $2, $3) ON CONFLICT (building) DO UPDATE SET online = $2, heard_at = $3', [building, online, new Date(nowMs)]);
    },
    async heardStatus(status, nowMs) {
      known.set(status.building, { ...view(status.building), status });
      // An agent that lost its store has a lower revision again, so the acknowledgement may go back: then we push anew. One that is ahead
      // has heard a city that was since restored from a backup: it takes nothing older, so we go past it and tell it everything anew.
      await pool.query(
        `INSERT INTO buildings (building, status, heard_at, revision) VALUES ($1, $2, $4, coalesce($3::int + 1, 0)) ON CONFLICT (building) DO UPDATE SET status = $2, heard_at = $4,
           acknowledged = CASE WHEN $3 > buildings.revision THEN NULL ELSE $3::int END, revision = CASE WHEN $3 > buildings.revision THEN $3 + 1 ELSE buildings.revision END`,
        [status.building, JSON.stringify(status), status.manifest?.revision ?? null, new Date(nowMs)]);
    },
    async answer(building, outcome) { await pool.query('UPDATE unlocks SET outcome = $2 WHERE command_id = $1 AND building = $3 AND outcome IS NULL', [outcome.commandId, JSON.stringify(outcome), building]); },
    async outcomeOf(commandId) {
      const { rows: found } = await pool.query<{ outcome: UnlockOutcome | null }>('SELECT outcome FROM unlocks WHERE command_id = $1', [commandId]);
      return found[0]?.outcome ?? null;
    },
    keepJournal: (building, records) => inTransaction(pool, (tx) => keep(tx, building, records)),
  };
}

/** Each record must be whole (its hash) and hang on the one before. One that differs from what we have is a fork: nothing is kept. */
async function keep(tx: Queryable, building: string, records: JournalRecord[]): Promise<{ seq: number; hash: string } | 'broken'> {
  const first = records[0];
  if (!first) return 'broken';
  await tx.query('INSERT INTO buildings (building) VALUES ($1) ON CONFLICT DO NOTHING', [building]);
  await tx.query('SELECT 1 FROM buildings WHERE building = $1 FOR UPDATE', [building]);
  const { rows } = await tx.query<{ seq: number; hash: string }>('SELECT seq, hash FROM journal WHERE building = $1 AND seq >= $2 ORDER BY seq', [building, first.seq - 1]);
  const kept = new Map(rows.map((row) => [row.seq, row.hash]));
  let prev = first.seq === 1 ? FIRST_PREV : kept.get(first.seq - 1);
  for (const [i, record] of records.entries()) {
    const { hash, ...unhashed } = record;
    const whole = createHash('sha256').update(journalHashInput(unhashed)).digest('hex') === hash;
    if (!whole || record.seq !== first.seq + i || record.prev !== prev || (kept.has(record.seq) && kept.get(record.seq) !== hash)) return 'broken';
    prev = hash;
  }
  const fresh = records.filter((record) => !kept.has(record.seq));
  if (fresh.length > 0) {
    await tx.query('INSERT INTO journal (building, seq, hash, record) SELECT $1, seq, hash, record FROM unnest($2::int[], $3::text[], $4::jsonb[]) AS r (seq, hash, record)',
      [building, fresh.map((record) => record.seq), fresh.map((record) => record.hash), fresh.map((record) => JSON.stringify(record))]);
  }
  const last = records.at(-1) ?? first;
  return { seq: last.seq, hash: last.hash };
}
