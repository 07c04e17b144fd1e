import { createHash } from 'node:crypto';
import { BoardState, ConsoleState, ticketLabel, TicketView } from '@engawa/reception/contract';
import type pg from 'pg';

/** What stands on a screen, as far as it must agree with the database when nobody acts any more; clock times may be a moment apart. */
export function shortly(stream: string, body: unknown): string {
  if (stream === 'board') {
    const { calls, missed, waits } = BoardState.parse(body);
    return JSON.stringify([calls.length, missed.length, waits.reduce((sum, { waiting }) => sum + waiting, 0)]);
  }
  if (stream === 'console') return JSON.stringify(ConsoleState.parse(body).queue.filter(({ status }) => status !== 'done').map(({ ticketId, status, counter }) => [ticketId, status, counter]).sort());
  const { label, status, counter } = TicketView.parse(body);
  return JSON.stringify([label, status, counter]);
}

interface Row { readonly id: string; readonly secret: string; readonly day: string; readonly series: number; readonly sequence: number; readonly status: string; readonly counter: string | null }

/** The same, told by the database itself: a server that knows less than it shows it nowhere. */
export async function truth(db: pg.Client): Promise<(stream: string) => string> {
  const { rows } = await db.query<Row>(`SELECT ticket_id AS id, encode(secret_hash, 'hex') AS secret, day::text, series, sequence, standing ->> 'status' AS status, standing ->> 'counter' AS counter FROM tickets`);
  const count = (...of: string[]): number => rows.filter(({ status }) => of.includes(status)).length;
  const bySecret = new Map(rows.map((row) => [row.secret, row]));
  const board = JSON.stringify([count('called'), count('missed'), count('waiting', 'away')]);
  const console_ = JSON.stringify(rows.filter(({ status }) => status !== 'done' && status !== 'cancelled').map(({ id, status, counter }) => [id, status, counter]).sort());
  return (stream) => {
    if (stream === 'board') return board;
    if (stream === 'console') return console_;
    const row = bySecret.get(createHash('sha256').update(stream.slice('ticket:'.length)).digest('hex'));
    return row === undefined ? 'no such ticket' : JSON.stringify([ticketLabel(row), row.status, row.counter]);
  };
}
