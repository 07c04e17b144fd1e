import type { Queryable } from '../../database/database.ts';
import { joined } from '../application/joined.ts';
import type { BusinessDaySpan } from '../domain/business-day.ts';
import type { Ticket } from '../domain/ticket.ts';
import { COLUMNS, toTicket } from './postgres-ticket-store.ts';

/** The day's tickets as one snapshot of the database, in the order of their coming, and which of them a secret opens. */
export interface DayRead { readonly today: BusinessDaySpan; readonly tickets: readonly Ticket[]; ticketOf(secretHash: Buffer): Ticket | undefined }

/** 番号札 of the business day in memory: a reading fetches only what was written since the one before. */
export interface DayTickets {
  /** Everything that was committed before the call. Whoever asks during a reading shares the next one. */
  read(): Promise<DayRead>;
  /** The next reading fetches the whole day. Forms vanish without a word of their ticket, and a database that was restored counts its transactions anew. */
  readWhole(): void;
}

// The horizon is the oldest transaction that was open when the rows were read: what it or a later one writes was not seen yet, in
// whatever order they commit. Nothing is counted by a sequence, which would lose the row of a number that commits late. Ages, not
// numbers, are compared, because a row keeps only the lower half of its transaction's number. The outer join tells the horizon also
// where nothing is new.
const CHANGED = `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon, t.secret_hash, ${COLUMNS}
  FROM (SELECT 1) AS always LEFT JOIN tickets t ON t.queue_day = $1 AND ($2::text IS NULL OR age(t.xmin) <= age($2::xid8::xid))`;

const inComing = (a: Ticket, b: Ticket): number => a.orderAtMs - b.orderAtMs || a.series - b.series || a.sequence - b.sequence;
interface Kept { readonly day: string; horizon: string | null; readonly byId: Map<string, Ticket>; readonly bySecret: Map<string, string>; inOrder: readonly Ticket[] }
const nothing = (day: string): Kept => ({ day, horizon: null, byId: new Map(), bySecret: new Map(), inOrder: [] });

export function dayTickets(db: Queryable, today: () => BusinessDaySpan): DayTickets {
  let kept = nothing('');
  const read = joined(async (): Promise<DayRead> => {
    const span = today();
    if (kept.day !== span.day) kept = nothing(span.day);
    const into = kept;
    const { rows } = await db.query<{ horizon: string; ticket_id: string | null; secret_hash: Buffer }>({ name: 'changed-tickets', text: CHANGED, values: [into.day, into.horizon] });
    const fresh = rows.filter(({ ticket_id }) => ticket_id !== null);
    for (const row of fresh) {
      const ticket = toTicket(row);
      into.byId.set(ticket.ticketId, ticket);
      into.bySecret.set(row.secret_hash.toString('base64'), ticket.ticketId);
    }
    into.horizon = rows[0]?.horizon ?? null;
    if (fresh.length > 0) into.inOrder = [...into.byId.values()].sort(inComing);
    return { today: span, tickets: into.inOrder, ticketOf: (secretHash) => into.byId.get(into.bySecret.get(secretHash.toString('base64')) ?? '') };
  });
  return { read, readWhole() { kept = nothing(''); } };
}
