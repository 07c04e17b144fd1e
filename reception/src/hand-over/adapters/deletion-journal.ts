import { createHash } from 'node:crypto';
import { SealedForm, type DeletionReason, type DeletionReceipt, type IntakeForm, type TicketId } from '../../../contract/index.ts';
import { inTransaction, type Database, type Queryable, type Transaction } from '../../database/database.ts';
import { keptAfterUndoMs, type Retention } from '../domain/retention.ts';

/** Any constant: writers of the journal wait for each other, because each receipt holds the hash of the one before. */
const LOCK = 410_005;
/** Forms in one transaction: a whole day of a big hall passes in a few. */
const AT_ONCE = 200;
const GENESIS = '0'.repeat(64);

interface Row { entry: string; ticket_id: string; at: Date; reason: DeletionReason; procedures: string[]; value_count: number | null; sealed_sha256: string; previous: string; hash: string }
type Unhashed = Omit<Row, 'hash'>;
const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
/** The hash covers every column and the hash before it, as JSON in this order. */
const hashOf = (r: Unhashed): string => sha256(JSON.stringify([r.previous, Number(r.entry), r.ticket_id, r.at.toISOString(), r.reason, r.procedures, r.value_count, r.sealed_sha256]));

export type OpenSeal = (sealed: SealedForm, intakeId: string) => Promise<IntakeForm | null>;
interface Due { ticket_id: string; intake_id: string; sealed: unknown; procedures: string[]; reason: DeletionReason }

// SKIP LOCKED: a form that a clerk is just correcting is left for the next sweep.
const DUE = `SELECT f.ticket_id, f.intake_id, f.sealed, t.procedures, CASE WHEN t.queue_day < $1 THEN 'day-ended' ELSE 'visit-finished' END AS reason
  FROM sealed_forms f JOIN tickets t USING (ticket_id) LEFT JOIN hand_over h USING (ticket_id)
  WHERE t.queue_day < $1 OR f.delete_after + (CASE WHEN h.state IN ('取得済', '処理中') THEN $4::bigint ELSE $3::bigint END) * interval '1 millisecond' < $2
  ORDER BY f.ticket_id LIMIT ${AT_ONCE} FOR UPDATE OF f SKIP LOCKED`;

async function writeReceipt(tx: Transaction, due: Due, open: OpenSeal, nowMs: number, last: { entry: number; hash: string }): Promise<{ entry: number; hash: string }> {
  const sealed = SealedForm.parse(due.sealed);
  const form = await open(sealed, due.intake_id);
  const row: Unhashed = {
    entry: String(last.entry + 1), ticket_id: due.ticket_id, at: new Date(nowMs), reason: due.reason, procedures: due.procedures,
    value_count: form === null ? null : Object.keys(form.values).length, sealed_sha256: sha256(Buffer.from(sealed.ciphertext, 'base64url')), previous: last.hash,
  };
  const hash = hashOf(row);
  await tx.query('INSERT INTO deletions (entry, ticket_id, at, reason, procedures, value_count, sealed_sha256, previous, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [row.entry, row.ticket_id, row.at, row.reason, row.procedures, row.value_count, row.sealed_sha256, row.previous, hash]);
  await tx.query('DELETE FROM sealed_forms WHERE ticket_id = $1', [due.ticket_id]);
  return { entry: last.entry + 1, hash };
}

/** Deletes what is due and writes a receipt for each, in one transaction: neither is ever without the other. Returns how many. */
export async function vanishForms(pool: Database, open: OpenSeal, when: { today: string; nowMs: number; undoMs: number; policy: Retention }): Promise<number> {
  const kept = keptAfterUndoMs(when.policy, when.undoMs);
  for (let total = 0; ;) {
    const gone = await inTransaction(pool, async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const { rows: due } = await tx.query<Due>(DUE, [when.today, new Date(when.nowMs), kept.plain, kept.taken]);
      if (due.length === 0) return 0;
      const { rows } = await tx.query<{ entry: string; hash: string }>('SELECT entry, hash FROM deletions ORDER BY entry DESC LIMIT 1');
      let last = { entry: Number(rows[0]?.entry ?? 0), hash: rows[0]?.hash ?? GENESIS };
      for (const one of due) last = await writeReceipt(tx, one, open, when.nowMs, last);
      return due.length;
    });
    total += gone;
    if (gone < AT_ONCE) return total;
  }
}

export interface ChainReport { readonly whole: boolean; readonly entries: number; /** the first entry that does not fit */ readonly brokenAt: number | null; /** kept elsewhere, it shows also a cut-off end */ readonly head: string; /** the head that was asked for is in the chain; true where none was */ readonly knownHead: boolean }

/** Walks the whole chain. A clock that went back breaks nothing: the order is that of the entries. */
export async function verifyDeletions(db: Queryable, kept: string | null = null): Promise<ChainReport> {
  let [previous, entries, knownHead] = [GENESIS, 0, kept === null || kept === GENESIS];
  for (;;) {
    const { rows } = await db.query<Row>('SELECT * FROM deletions WHERE entry > $1 ORDER BY entry LIMIT 1000', [entries]);
    for (const row of rows) {
      if (Number(row.entry) !== entries + 1 || row.previous !== previous || row.hash !== hashOf(row)) return { whole: false, entries, brokenAt: entries + 1, head: previous, knownHead };
      previous = row.hash;
      knownHead ||= row.hash === kept;
      entries += 1;
    }
    if (rows.length < 1000) return { whole: true, entries, brokenAt: null, head: previous, knownHead };
  }
}

export async function findReceipt(db: Queryable, ticketId: TicketId): Promise<DeletionReceipt | null> {
  const { rows } = await db.query<Row>('SELECT * FROM deletions WHERE ticket_id = $1 ORDER BY entry DESC LIMIT 1', [ticketId]);
  const row = rows[0];
  return row === undefined ? null : { entry: Number(row.entry), at: row.at.toISOString(), reason: row.reason, procedures: row.procedures, valueCount: row.value_count, sealedSha256: row.sealed_sha256, hash: row.hash };
}
