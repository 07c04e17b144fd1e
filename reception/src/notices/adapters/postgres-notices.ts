import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Language, NoticeWay, TicketId, type NoticeOn } from '../../../contract/index.ts';
import { inTransaction, type Database } from '../../database/database.ts';
import { UNDO_MS } from '../../queue/domain/decide-act.ts';
import type { ClaimedNotice, NoticeStore, TicketWays, Way } from '../application/ports.ts';

/** Two telephones of a family, and a mail: whoever asks for more wants something else. */
const WAYS_MOST = 4;

/** Keeps addresses: AES-256-GCM under a key derived from the server's secret, bound to the way. `hash` finds one again and tells nothing of it. */
export function addressSafe(serverSecret: Buffer) {
  const derive = (what: string): Buffer => Buffer.from(hkdfSync('sha256', serverSecret, Buffer.alloc(0), `engawa notice ${what} 1`, 32));
  const [key, finder] = [derive('address'), derive('finder')];
  return {
    hash: (way: NoticeWay, sameAs: string): Buffer => createHmac('sha256', finder).update(`${way} ${sameAs}`).digest(),
    seal(wayId: string, address: string): Buffer {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(wayId));
      return Buffer.concat([iv, cipher.update(address, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open(wayId: string, sealed: Buffer): string | null {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(wayId)).setAuthTag(sealed.subarray(-16));
      try { return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8'); } catch { return null; }
    },
  };
}
export type AddressSafe = ReturnType<typeof addressSafe>;

const WayRow = z.object({ way_id: z.string(), ticket_id: TicketId, kind: NoticeWay, language: Language });
const toWay = (row: unknown): Way => { const r = WayRow.parse(row); return { wayId: r.way_id, ticketId: r.ticket_id, way: r.kind, language: r.language }; };
const ClaimedRow = WayRow.extend({ notice_id: z.string(), cause: z.string(), tries: z.int(), address: z.instanceof(Buffer).nullable() });

export const postgresNotices = (pool: Database, safe: AddressSafe): NoticeStore => ({
  async ways() { return (await pool.query('SELECT way_id, ticket_id, kind, language FROM notice_ways WHERE address IS NOT NULL')).rows.map(toWay); },

  async plan(wanted, nowMs) {
    // The way may be over since it was listed; the join leaves out what hangs on nothing, UNIQUE (way_id, cause) what was planned.
    const { rowCount } = await pool.query(`INSERT INTO notices (notice_id, way_id, cause, next_at)
      SELECT p.notice_id, w.way_id, p.cause, $2 FROM jsonb_to_recordset($1::jsonb) AS p (notice_id uuid, way_id uuid, cause text) JOIN notice_ways w ON w.way_id = p.way_id AND w.address IS NOT NULL
      ON CONFLICT (way_id, cause) DO NOTHING`, [JSON.stringify(wanted.map(({ wayId, cause }) => ({ notice_id: randomUUID(), way_id: wayId, cause }))), new Date(nowMs)]);
    return rowCount ?? 0;
  },

  async claim(way, by, limit, nowMs, untilMs) {
    // The row lock makes choice and claim one step; SKIP LOCKED passes over what another server is just taking.
    const { rows } = await pool.query(`UPDATE notices n SET claimed_by = $1, claimed_until = $2, tries = n.tries + 1
      FROM (SELECT d.notice_id FROM notices d JOIN notice_ways v ON v.way_id = d.way_id
        WHERE d.state = 'due' AND d.next_at <= $3 AND (d.claimed_until IS NULL OR d.claimed_until <= $3) AND v.kind = $4
        ORDER BY d.next_at, d.notice_id LIMIT $5 FOR UPDATE OF d SKIP LOCKED) due, notice_ways w
      WHERE n.notice_id = due.notice_id AND w.way_id = n.way_id
      RETURNING n.notice_id, n.cause, n.tries, w.way_id, w.ticket_id, w.kind, w.language, w.address`, [by, new Date(untilMs), new Date(nowMs), way, limit]);
    return rows.map((row): ClaimedNotice => {
      const r = ClaimedRow.parse(row);
      return { ...toWay(row), noticeId: r.notice_id, cause: r.cause, tries: r.tries, address: r.address === null ? null : safe.open(r.way_id, r.address) };
    });
  },

  async end(noticeId, by, how, nowMs) {
    if (how !== 'dropped' && how.end === 'way-over') { await wayOver(pool, noticeId, how.why, nowMs); return; }
    if (how !== 'dropped' && how.end === 'later') {
      await pool.query(`UPDATE notices SET claimed_until = NULL, next_at = $3 WHERE notice_id = $1 AND claimed_by = $2 AND state = 'due'`, [noticeId, by, new Date(how.atMs)]);
      return;
    }
    // Also when its claim ran out meanwhile: whoever heard the answer knows best.
    await pool.query(`UPDATE notices SET state = $2, ended_at = $3 WHERE notice_id = $1 AND state = 'due'`, [noticeId, how === 'dropped' ? 'dropped' : how.end, new Date(nowMs)]);
  },

  async forget(today, nowMs) {
    // A finish can be taken back while its undo lasts; who is back at the counter may still have another step to hear of.
    await pool.query(`DELETE FROM notice_ways w USING tickets t WHERE t.ticket_id = w.ticket_id AND (t.queue_day < $1
      OR ((t.standing ->> 'status') IN ('done', 'cancelled') AND COALESCE((t.last_act ->> 'atMs')::bigint, 0) + $2 <= $3))`, [today, UNDO_MS, nowMs]);
  },
});

/** Nothing goes to this address any more: it is forgotten, and the page tells why. */
const wayOver = (pool: Database, noticeId: string, why: string, nowMs: number): Promise<void> => inTransaction(pool, async (tx) => {
  await tx.query(`UPDATE notice_ways w SET address = NULL, address_hash = uuid_send(w.way_id), why = $2 FROM notices n WHERE n.notice_id = $1 AND w.way_id = n.way_id AND w.address IS NOT NULL`, [noticeId, why]);
  await tx.query(`UPDATE notices n SET state = 'refused', ended_at = $2 FROM notices o WHERE o.notice_id = $1 AND n.way_id = o.way_id AND n.state = 'due'`, [noticeId, new Date(nowMs)]);
});

export const ticketWays = (pool: Database, safe: AddressSafe): TicketWays => ({
  async list(ticketId) {
    const { rows } = await pool.query<{ way_id: string; kind: string; why: string | null; trying: boolean }>(`SELECT w.way_id, w.kind, w.why,
        EXISTS (SELECT 1 FROM notices n WHERE n.way_id = w.way_id AND n.state = 'due' AND n.tries > 0 AND n.claimed_until IS NULL) AS trying
      FROM notice_ways w WHERE w.ticket_id = $1 ORDER BY w.asked_at, w.way_id`, [ticketId]);
    return rows.map(({ way_id, kind, why, trying }): NoticeOn => ({ wayId: way_id, way: NoticeWay.parse(kind), state: why !== null ? 'refused' : trying ? 'trying' : 'ready', why: why === null ? null : why === 'gone' ? 'gone' : 'not-taken' }));
  },
  ask: (ticketId, { way, language, address, sameAs }, nowMs) => inTransaction(pool, async (tx) => {
    // The ticket's row keeps two that ask at once in order, so that the limit holds.
    const { rows } = await tx.query<{ status: string }>(`SELECT standing ->> 'status' AS status FROM tickets WHERE ticket_id = $1 FOR UPDATE`, [ticketId]);
    if (rows[0] === undefined || rows[0].status === 'done' || rows[0].status === 'cancelled') return 'over' as const;
    const hash = safe.hash(way, sameAs);
    const known = await tx.query<{ way_id: string; address_hash: Buffer }>('SELECT way_id, address_hash FROM notice_ways WHERE ticket_id = $1', [ticketId]);
    const same = known.rows.find(({ address_hash }) => address_hash.equals(hash));
    if (same === undefined && known.rows.length >= WAYS_MOST) return 'full' as const;
    const wayId = same?.way_id ?? randomUUID();
    await tx.query(`INSERT INTO notice_ways (way_id, ticket_id, kind, language, address, address_hash, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (ticket_id, kind, address_hash) DO UPDATE SET language = $4, address = $5`, [wayId, ticketId, way, language, safe.seal(wayId, address), hash, new Date(nowMs)]);
    return { wayId };
  }),
  async end(ticketId, wayId) { await pool.query('DELETE FROM notice_ways WHERE ticket_id = $1 AND way_id = $2', [ticketId, wayId]); },
  async endWay(wayId) { await pool.query('DELETE FROM notice_ways WHERE way_id = $1', [wayId]); },
  async languageOf(wayId) {
    const { rows } = await pool.query<{ language: string }>('SELECT language FROM notice_ways WHERE way_id = $1', [wayId]);
    return rows[0] === undefined ? null : Language.parse(rows[0].language);
  },
  async endAll(way, sameAs) { await pool.query('DELETE FROM notice_ways WHERE address_hash = $1', [safe.hash(way, sameAs)]); },
});
