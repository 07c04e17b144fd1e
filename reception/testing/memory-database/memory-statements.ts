import { HIGHEST_SERIES } from '../../src/kiosks/adapters/postgres-kiosks.ts';
import { COLUMNS, inTurnAt } from '../../src/queue/adapters/postgres-ticket-store.ts';
import { inTurn, type Placed } from '../../src/queue/domain/order.ts';
import { MemoryDatabaseError, type Sight, type Values } from './memory-rows.ts';

export interface Answer { rows: Values[]; rowCount: number }
/** `sql` is the production statement word by word; only the list of a new ticket's columns may grow. What is checked and locked comes before what is written: a statement that must wait begins anew. */
export interface Statement { readonly sql: string | RegExp; run(sight: Sight, params: readonly any[], match: readonly string[]): Answer }

const found = (rows: readonly Values[]): Answer => ({ rows: [...rows], rowCount: rows.length });
const changed = (rowCount: number): Answer => ({ rows: [], rowCount });
const insertOnce = (s: Sight, table: string, key: string, values: Values): Answer => changed(s.insert(table, key, values) ? 1 : 0);
const dayOf = (value: Date | string): string => (typeof value === 'string' ? value : value.toISOString().slice(0, 10));

interface TicketRow extends Values { ticket_id: string; day: string; series: number; sequence: number; queue_day: string; intake_id: string | null; secret_hash: Buffer; zone: string; order_at: Date; booked_at: Date | null; care: Placed['care']; line: string; standing: { status: string; counter?: string; untilMs?: number }; announcements: number; first_called_at: Date | null }
const tickets = (s: Sight): TicketRow[] => s.values('tickets') as TicketRow[];
/** The same row gives the same object, so that whoever reads it again knows that it did not change. */
const shapes = new WeakMap<TicketRow, Map<boolean, Values>>();
const columns = (s: Sight, t: TicketRow): Values => {
  const form_kept = s.find('sealed_forms', t.ticket_id) !== null;
  let both = shapes.get(t);
  if (both === undefined) { both = new Map(); shapes.set(t, both); }
  let row = both.get(form_kept);
  if (row === undefined) { row = { ...t, form_kept }; both.set(form_kept, row); }
  return row;
};
const byComing = (a: TicketRow, b: TicketRow): number => a.order_at.getTime() - b.order_at.getTime() || a.series - b.series || a.sequence - b.sequence;
const atCounter = (t: Values): string | undefined => { const { status, counter } = (t as TicketRow).standing; return status === 'called' || status === 'serving' ? counter : undefined; };
const placed = (t: TicketRow): Placed => ({ orderAtMs: t.order_at.getTime(), series: t.series, sequence: t.sequence, care: t.care, bookedAtMs: t.booked_at?.getTime() ?? null });
/** The partial unique index one_visitor_per_counter. */
const keepOneVisitor = (s: Sight, t: TicketRow): void => {
  const counter = atCounter(t);
  if (counter !== undefined && s.clash('tickets', (other) => atCounter(other) === counter, t.ticket_id)) throw new MemoryDatabaseError('23505', 'one_visitor_per_counter');
};

const LEDGER: Statement[] = [
  { sql: 'INSERT INTO ledger (scope, key, fingerprint, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    run: (s, [scope, key, fingerprint, at]) => insertOnce(s, 'ledger', `${scope}\n${key}`, { fingerprint, at, outcome: null }) },
  { sql: "INSERT INTO ledger (scope, key, fingerprint, at) VALUES ($1, $2, '', $3) ON CONFLICT DO NOTHING",
    run: (s, [scope, key, at]) => insertOnce(s, 'ledger', `${scope}\n${key}`, { fingerprint: Buffer.alloc(0), at, outcome: null }) },
  { sql: 'SELECT fingerprint, outcome FROM ledger WHERE scope = $1 AND key = $2',
    run: (s, [scope, key]) => { const row = s.find('ledger', `${scope}\n${key}`); return found(row === null ? [] : [{ ...row, outcome: row['outcome'] === null ? null : JSON.parse(row['outcome'] as string) }]); } },
  { sql: 'UPDATE ledger SET outcome = $3 WHERE scope = $1 AND key = $2',
    run: (s, [scope, key, outcome]) => { const row = s.lock('ledger', `${scope}\n${key}`); if (row === null) return changed(0); s.update('ledger', `${scope}\n${key}`, { ...row, outcome }); return changed(1); } },
  { sql: 'SELECT pg_advisory_xact_lock($1)',
    run: (s, [name]) => { s.hold(String(name)); return found([{}]); } },
];

const TICKETS: Statement[] = [
  { sql: /^INSERT INTO tickets \(([a-z_, ]+)\) VALUES \([$\d, ]+\) ON CONFLICT DO NOTHING$/,
    run: (s, params, [, names = '']) => {
      const given = Object.fromEntries(names.split(', ').map((name, i) => [name, params[i]]));
      const row = { ...given, standing: JSON.parse(given['standing']), last_act: null, announcements: 0, first_called_at: null, steps: [], promised_from: null, promised_until: null, told_ahead: null, forecast: null } as unknown as TicketRow;
      const same = (v: Values): boolean => { const o = v as TicketRow; return (o.day === row.day && o.series === row.series && o.sequence === row.sequence) || (o.intake_id !== null && o.intake_id === row.intake_id) || o.secret_hash.equals(row.secret_hash); };
      return s.clash('tickets', same) ? changed(0) : insertOnce(s, 'tickets', row.ticket_id, row);
    } },
  { sql: `SELECT ${COLUMNS} FROM tickets t WHERE t.day = $1 AND t.series = $2 AND t.sequence = $3`,
    run: (s, [day, series, sequence]) => found(tickets(s).filter((t) => t.day === day && t.series === series && t.sequence === sequence).map((t) => columns(s, t))) },
  { sql: `SELECT ${COLUMNS} FROM tickets t WHERE t.ticket_id = $1 FOR UPDATE OF t`,
    run: (s, [id]) => { const row = s.lock('tickets', id); return found(row === null ? [] : [columns(s, row as TicketRow)]); } },
  { sql: `UPDATE tickets SET standing = $2, last_act = $3, announcements = announcements + $4, line = $7, steps = $8,
          first_called_at = CASE WHEN first_called_at = $6 THEN NULL ELSE COALESCE(first_called_at, $5) END WHERE ticket_id = $1`,
    run: (s, [id, standing, lastAct, announced, made, undone, line, steps]) => {
      const row = s.lock('tickets', id) as TicketRow | null;
      if (row === null) return changed(0);
      const next = { ...row, standing: JSON.parse(standing), last_act: lastAct === null ? null : JSON.parse(lastAct), announcements: row.announcements + announced, line, steps: JSON.parse(steps), first_called_at: undone !== null && row.first_called_at?.getTime() === undone.getTime() ? null : row.first_called_at ?? made } as TicketRow;
      keepOneVisitor(s, next);
      s.update('tickets', id, next);
      return changed(1);
    } },
  { sql: `WITH next AS (
          SELECT ticket_id FROM tickets
          WHERE queue_day = $1 AND ((standing ->> 'status') = 'waiting' OR ((standing ->> 'status') = 'away' AND (standing ->> 'untilMs')::bigint <= $6)) AND line = ANY ($2)
          ORDER BY ${inTurnAt('$5')} LIMIT 1 FOR UPDATE SKIP LOCKED)
        UPDATE tickets t SET standing = $3, last_act = $4, announcements = t.announcements + 1, first_called_at = COALESCE(t.first_called_at, $5)
        FROM next WHERE t.ticket_id = next.ticket_id RETURNING ${COLUMNS}`,
    run: (s, [day, zones, standing, lastAct, at, nowMs]) => {
      const line = tickets(s).filter((t) => t.queue_day === day && (t.standing.status === 'waiting' || (t.standing.status === 'away' && (t.standing.untilMs ?? Infinity) <= nowMs)) && zones.includes(t.line)).map((t) => ({ t, ...placed(t) })).sort(inTurn(at.getTime()));
      const first = line.find(({ t }) => s.tryLock('tickets', t.ticket_id))?.t;
      if (first === undefined) return found([]);
      const next = { ...first, standing: JSON.parse(standing), last_act: JSON.parse(lastAct), announcements: first.announcements + 1, first_called_at: first.first_called_at ?? at } as TicketRow;
      keepOneVisitor(s, next);
      s.update('tickets', first.ticket_id, next);
      return found([columns(s, next)]);
    } },
  { sql: `SELECT ${COLUMNS} FROM tickets t WHERE t.queue_day = $1 ORDER BY t.order_at, t.series, t.sequence`,
    run: (s, [day]) => found(tickets(s).filter((t) => t.queue_day === day).sort(byComing).map((t) => columns(s, t))) },
  { sql: `INSERT INTO desk_numbers (day, last_sequence) VALUES ($1, 1)
      ON CONFLICT (day) DO UPDATE SET last_sequence = desk_numbers.last_sequence + 1 RETURNING last_sequence`,
    run: (s, [day]) => {
      if (s.insert('desk_numbers', day, { last_sequence: 1 })) return found([{ last_sequence: 1 }]);
      const row = s.lock('desk_numbers', day) ?? { last_sequence: 0 };
      const last_sequence = (row['last_sequence'] as number) + 1;
      s.update('desk_numbers', day, { last_sequence });
      return found([{ last_sequence }]);
    } },
  { sql: 'UPDATE tickets SET care = $2 WHERE ticket_id = $1',
    run: (s, [id, care]) => { const row = s.lock('tickets', id); if (row === null) return changed(0); s.update('tickets', id, { ...row, care }); return changed(1); } },
  { sql: 'UPDATE tickets SET care = NULL WHERE queue_day < $1 AND care IS NOT NULL',
    run: (s, [today]) => {
      const over = tickets(s).filter((t) => t.queue_day < today && t.care !== null);
      for (const t of over) s.lock('tickets', t.ticket_id);
      for (const t of over) s.update('tickets', t.ticket_id, { ...t, care: null });
      return changed(over.length);
    } },
  { sql: `UPDATE tickets SET standing = '{"status":"cancelled"}', last_act = NULL
    WHERE queue_day < $1 AND (standing ->> 'status') NOT IN ('done', 'cancelled')`,
    run: (s, [today]) => {
      const over = tickets(s).filter((t) => t.queue_day < today && !['done', 'cancelled'].includes(t.standing.status));
      for (const t of over) s.lock('tickets', t.ticket_id);
      for (const t of over) s.update('tickets', t.ticket_id, { ...t, standing: { status: 'cancelled' }, last_act: null });
      return changed(over.length);
    } },
  { sql: 'UPDATE sealed_forms SET delete_after = $2 WHERE ticket_id = $1',
    run: (s, [id, at]) => { const row = s.lock('sealed_forms', id); if (row === null) return changed(0); s.update('sealed_forms', id, { ...row, delete_after: at }); return changed(1); } },
  { sql: 'INSERT INTO sealed_forms (ticket_id, intake_id, sealed) VALUES ($1, $2, $3)',
    run: (s, [ticket_id, intake_id, sealed]) => insertOnce(s, 'sealed_forms', ticket_id, { ticket_id, intake_id, sealed: JSON.parse(sealed), delete_after: null }) },
  { sql: 'INSERT INTO hand_over (entry, ticket_id, changed_at) SELECT (SELECT coalesce(max(entry), 0) + 1 FROM hand_over), ticket_id, received_at FROM tickets WHERE ticket_id = $1',
    run: (s, [ticket_id]) => { const entry = s.values('hand_over').length + 1; return insertOnce(s, 'hand_over', String(entry), { entry, ticket_id }); } },
];

interface KioskRow extends Values { kiosk_id: string; series: number; thumbprint: string; retired_on: string | null; boot_id: string | null }
const kiosks = (s: Sight): KioskRow[] => s.values('kiosks') as KioskRow[];
const findKiosk = (lock: boolean) => (s: Sight, [id]: readonly any[]): Answer => { const row = lock ? s.lock('kiosks', id) : s.find('kiosks', id); return found(row === null ? [] : [row]); };
const KIOSK = 'SELECT kiosk_id, series, public_key, boot_id, retired_on FROM kiosks WHERE kiosk_id = $1';

const KIOSKS: Statement[] = [
  { sql: KIOSK, run: findKiosk(false) },
  { sql: `${KIOSK} FOR UPDATE`, run: findKiosk(true) },
  { sql: 'SELECT kiosk_id, series FROM kiosks WHERE thumbprint = $1 AND retired_on IS NULL',
    run: (s, [thumbprint]) => found(kiosks(s).filter((k) => k.thumbprint === thumbprint && k.retired_on === null)) },
  { sql: `SELECT s AS series FROM generate_series(1, $1::int) AS s
    WHERE NOT EXISTS (SELECT 1 FROM kiosks k WHERE k.series = s AND (k.retired_on IS NULL OR k.retired_on >= $2))
      AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.series = s AND t.day >= $2)
    ORDER BY EXISTS (SELECT 1 FROM kiosks k WHERE k.series = s), s LIMIT 1`,
    run: (s, [highest, day]) => {
      const all = kiosks(s);
      const free = Array.from({ length: Math.min(highest, HIGHEST_SERIES) }, (_, i) => i + 1)
        .filter((n) => !all.some((k) => k.series === n && (k.retired_on === null || k.retired_on >= day)) && !tickets(s).some((t) => t.series === n && t.day >= day))
        .sort((a, b) => Number(all.some((k) => k.series === a)) - Number(all.some((k) => k.series === b)) || a - b);
      return found(free.slice(0, 1).map((series) => ({ series })));
    } },
  { sql: 'INSERT INTO kiosks (kiosk_id, series, thumbprint, public_key, enrolled_at) VALUES ($1, $2, $3, $4, $5)',
    run: (s, [kiosk_id, series, thumbprint, public_key, enrolled_at]) => {
      if (s.clash('kiosks', (k) => k['series'] === series && k['retired_on'] === null)) throw new MemoryDatabaseError('23505', 'one_kiosk_per_series');
      if (s.clash('kiosks', (k) => k['thumbprint'] === thumbprint && k['retired_on'] === null)) throw new MemoryDatabaseError('23505', 'one_kiosk_per_key');
      return insertOnce(s, 'kiosks', kiosk_id, { kiosk_id, series, thumbprint, public_key: JSON.parse(public_key), enrolled_at, boot_id: null, last_seen_at: null, pending: 0, help_since: null, retired_on: null });
    } },
  { sql: 'SELECT high_water, as_of, booted FROM kiosk_days WHERE kiosk_id = $1 AND day = $2',
    run: (s, [id, day]) => { const row = s.find('kiosk_days', `${id} ${dayOf(day)}`); return found(row === null ? [] : [row]); } },
  { sql: `INSERT INTO kiosk_days (kiosk_id, day, high_water, as_of, booted) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (kiosk_id, day) DO UPDATE SET high_water = $3, as_of = $4, booted = $5`,
    run: (s, [id, day, high_water, as_of, booted]) => {
      const key = `${id} ${dayOf(day)}`;
      const values = { high_water, as_of, booted };
      if (!s.insert('kiosk_days', key, values)) { s.lock('kiosk_days', key); s.update('kiosk_days', key, values); }
      return changed(1);
    } },
  { sql: 'UPDATE kiosks SET boot_id = coalesce($2, boot_id), pending = $3, last_seen_at = $4 WHERE kiosk_id = $1',
    run: (s, [id, boot, pending, at]) => { const row = s.lock('kiosks', id) as KioskRow | null; if (row === null) return changed(0); s.update('kiosks', id, { ...row, boot_id: boot ?? row.boot_id, pending, last_seen_at: at }); return changed(1); } },
  { sql: 'SELECT series, last_seen_at, pending, help_since FROM kiosks WHERE retired_on IS NULL ORDER BY series',
    run: (s) => found(kiosks(s).filter((k) => k.retired_on === null).sort((a, b) => a.series - b.series)) },
];

export const STATEMENTS: readonly Statement[] = [...LEDGER, ...TICKETS, ...KIOSKS];
