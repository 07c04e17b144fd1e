import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProcedureId, TicketId } from '../contract/index.ts';
import type { Queryable, Transaction } from '../src/database/database.ts';
import { seededChance } from '../src/forecast/domain/chance.ts';
import { dayTickets } from '../src/queue/adapters/day-tickets.ts';
import { postgresTicketStore } from '../src/queue/adapters/postgres-ticket-store.ts';
import { businessDayAt } from '../src/queue/domain/business-day.ts';
import { freshDatabase, type FreshDatabase } from './index.ts';

const NOW = Date.UTC(2026, 10, 24, 1, 0);
const today = businessDayAt(NOW, '04:00');
const DAY = today.day;
const SEEDS = [1, 2, 3, 4, 5, 7, 8];
let db: FreshDatabase;
beforeAll(async () => { db = await freshDatabase(); }, 60_000);
afterAll(async () => { await db?.drop(); });

const idOf = (n: number): TicketId => TicketId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
const hashOf = (n: number): Buffer => createHash('sha256').update(`secret ${n}`).digest();
/** Came before the one of the number before: the order of coming is not that of writing. */
const add = (into: Queryable, n: number): Promise<boolean> => postgresTicketStore(into).add({
  ticketId: idOf(n), day: DAY, series: 1, sequence: n, queueDay: DAY, intakeId: null, secretHash: hashOf(n), zone: 'A', procedures: [ProcedureId.parse('juminhyo')], language: 'ja',
  issuedAtMs: NOW - n, receivedAtMs: NOW, orderAtMs: NOW - n, standing: { status: 'waiting' }, hasForm: false, care: null, bookedAtMs: null,
});
const care = (into: Queryable, n: number, given: boolean): Promise<void> => postgresTicketStore(into).setCare(idOf(n), given ? 'unwell' : null);

/** Three servers' transactions, each writing its own tickets, in an order that chance decides; after each step the readings are compared. */
async function interleave(seed: number, firstNumber: number): Promise<{ compared: number; seenLate: number }> {
  const chance = seededChance(seed);
  const kept = dayTickets(db.pool, () => today);
  const lines: { tx: Transaction; open: boolean; mine: number[] }[] = [];
  while (lines.length < 3) lines.push({ tx: await db.pool.connect(), open: false, mine: [] });
  let number = firstNumber;
  let newest = 0;
  const told = { compared: 0, seenLate: 0 };
  const steps = async (line: (typeof lines)[number]): Promise<void> => {
    if (!line.open) { await line.tx.query('BEGIN'); line.open = true; }
    const what = chance();
    if (what < 0.4) { number += 1; if (await add(line.tx, number)) line.mine.push(number); return; }
    if (what < 0.6) { const n = line.mine[Math.floor(chance() * line.mine.length)]; if (n !== undefined) await care(line.tx, n, chance() < 0.5); return; }
    if (what < 0.7) { await line.tx.query('SAVEPOINT effect'); number += 1; await add(line.tx, number); await line.tx.query('ROLLBACK TO SAVEPOINT effect'); return; }
    const before = (await kept.read()).tickets.length;
    if (what < 0.78) { await line.tx.query('ROLLBACK'); line.mine = []; } else await line.tx.query('COMMIT');
    line.open = false;
    const shown = (await kept.read()).tickets;
    const last = Math.max(0, ...shown.map(({ sequence }) => sequence));
    if (shown.length > before && last === newest) told.seenLate += 1;
    newest = last;
  };
  try {
    for (let step = 0; step < 120; step += 1) {
      await steps(lines[Math.floor(chance() * lines.length)]!);
      const { tickets } = await kept.read();
      expect([seed, step, tickets]).toEqual([seed, step, await postgresTicketStore(db.pool).list(DAY)]);
      told.compared += 1;
    }
  } finally {
    for (const { tx, open } of lines) { if (open) await tx.query('ROLLBACK'); tx.release(); }
  }
  return told;
}

describe('the tickets of the day in memory', () => {
  it.each(SEEDS)('[Q90] are those of the database, in whatever order transactions commit (seed %i)', async (seed) => {
    await db.pool.query('DELETE FROM tickets');
    const { compared, seenLate } = await interleave(seed, seed * 1_000);
    // The exercise did something: tickets with a smaller number than another that was shown already came in late.
    expect([compared, seenLate > 0]).toEqual([120, true]);
  });

  it('[Q90] what was read is not read again, whoever asks at once shares a reading, and a whole reading forgets what is gone', async () => {
    await db.pool.query('DELETE FROM tickets');
    for (let n = 1; n <= 30; n += 1) await add(db.pool, n);
    let asked = 0;
    let rows = 0;
    const counting = { query: async (question: string) => { asked += 1; const answer = await db.pool.query(question); rows += (answer.rows as { ticket_id: string | null }[]).filter(({ ticket_id }) => ticket_id !== null).length; return answer; } } as unknown as Queryable;
    const kept = dayTickets(counting, () => today);
    const many = await Promise.all(Array.from({ length: 500 }, () => kept.read()));
    expect([asked, new Set(many.map(({ tickets }) => tickets.length))]).toEqual([2, new Set([30])]);
    // Another database of the same cluster may hold an older transaction open for a moment; then more than the new row is read.
    let brought = 0;
    for (let tried = 0; tried < 2_000 && brought !== 1; tried += 1) {
      rows = 0;
      await care(db.pool, 7, true);
      await kept.read();
      brought = rows;
    }
    const { tickets, ticketOf } = await kept.read();
    expect([brought, tickets.filter((t) => t.care !== null).map((t) => t.sequence)]).toEqual([1, [7]]);
    expect([ticketOf(hashOf(7))?.sequence, ticketOf(hashOf(99))]).toEqual([7, undefined]);
    await db.pool.query('DELETE FROM tickets WHERE sequence = 7');
    kept.readWhole();
    expect([(await kept.read()).tickets.length, ticketOf(hashOf(8))?.sequence]).toEqual([29, 8]);
  });
});
