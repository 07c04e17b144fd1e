/** What must hold when the storm is over: the books of the city against the provider's own, and no wish with two bookings. */
import type { PaymentSimulator } from '@engawa/facility-api/testing';
import type pg from 'pg';
import { until } from '../bench/workbench.ts';

export interface AtRest { readonly money: string[]; readonly doubled: string[]; readonly halves: string[]; readonly overlaps: string[]; readonly confirmed: number; readonly withUsYen: number; readonly refunds: number }
const SETTLES_MS = 600_000;

/**
 * Waits until the worker has nothing left to do that has to do with money. The provider says each captured payment once more, as providers do;
 * that wakes the worker and must change nothing.
 */
export async function settle(db: pg.Pool, simulator: PaymentSimulator): Promise<void> {
  const paid = [...simulator.sessions.values()].filter(({ payment }) => payment !== null);
  let next = 0;
  await until('all money is where it belongs', async () => {
    for (let told = 0; told < 8 && paid.length > 0; told += 1) await simulator.notify((paid[next++ % paid.length] as (typeof paid)[number]).id, 'payment.captured');
    const { rows } = await db.query<{ open: number }>(`SELECT (SELECT count(*) FROM jobs WHERE kind = 'refund')::int + (SELECT count(*) FROM payments WHERE state IN ('open', 'failed', 'expired') AND (session_id = ANY ($1) OR id = ANY ($2::uuid[])))::int AS open`,
      [paid.map(({ id }) => id), paid.map(({ orderNumber }) => orderNumber)]).catch(() => ({ rows: [{ open: 1 }] }));
    return rows[0]?.open === 0 ? true : undefined;
  }, SETTLES_MS);
}

export async function judgeAtRest(db: pg.Pool, simulator: PaymentSimulator): Promise<AtRest> {
  const { rows: bookings } = await db.query<{ id: string; state: string; total: number; fee: number; change: boolean; orders: string[] | null }>(
    `SELECT b.id, b.state, b.total_yen AS total, b.fee_yen AS fee, b.replaces IS NOT NULL AS change, array_agg(p.id::text) FILTER (WHERE p.id IS NOT NULL) AS orders FROM bookings b LEFT JOIN payments p ON p.booking = b.id GROUP BY b.id`);
  // The provider's books, by our order number: what came less what went back.
  const stays = new Map([...simulator.sessions.values()].filter(({ payment }) => payment !== null && payment.status !== 'failed').map(({ orderNumber, amount, payment }) => [orderNumber, amount - (payment?.refundedYen ?? 0)]));
  const ours = new Set(bookings.flatMap(({ orders }) => orders ?? []));
  const money = [...stays].filter(([order, yen]) => yen > 0 && !ours.has(order)).map(([order, yen]) => `${yen} yen of order ${order} that nobody knows`);
  for (const { id, state, total, fee, change, orders } of bookings) {
    const should = !change && (state === 'confirmed' || state === 'released') ? total + fee : fee;
    const is = (orders ?? []).reduce((sum, order) => sum + (stays.get(order) ?? 0), 0);
    if (should !== is) money.push(`${id} is ${state}, ${is} yen are with us and should be ${should}`);
  }
  const list = async (sql: string): Promise<string[]> => (await db.query<{ what: string }>(sql)).rows.map(({ what }) => what);
  return {
    money, confirmed: bookings.filter(({ state, change }) => state === 'confirmed' && !change).length, withUsYen: [...stays.values()].reduce((sum, yen) => sum + yen, 0), refunds: simulator.refunds.length,
    doubled: await list(`SELECT purpose || ' has ' || count(*) || ' bookings' AS what FROM bookings WHERE replaces IS NULL GROUP BY purpose HAVING count(*) > 1`),
    halves: await list(`SELECT b.id::text AS what FROM bookings b LEFT JOIN occupancies o ON o.booking = b.id AND o.state = b.state WHERE b.replaces IS NULL GROUP BY b.id, b.room HAVING count(o.space) <> CASE b.room WHEN 'hall-whole' THEN 3 WHEN 'hall-ab' THEN 2 ELSE 1 END`),
    overlaps: await list(`SELECT a.booking || ' and ' || b.booking AS what FROM occupancies a JOIN occupancies b ON a.space = b.space AND a.during && b.during AND a.booking < b.booking WHERE a.state IN ('held', 'confirmed', 'released') AND b.state IN ('held', 'confirmed', 'released')`),
  };
}
