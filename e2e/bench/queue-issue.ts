import { randomBytes, randomUUID } from 'node:crypto';
import type { DemoKiosk } from '@engawa/reception/testing';
import pg from 'pg';
import type { City } from '../city/start-city.ts';
import { cpuMsOf } from './cpu-time.ts';
import { inLanes, type Workbench } from './workbench.ts';

/** Pairs of one round of ours and one of the peer, in turns, after one that warms up. */
export const ISSUE = { pairs: 5, tickets: 100, lanes: 8 } as const;

const BARE = `INSERT INTO bare_tickets (ticket_id, day, series, sequence, queue_day, intake_id, secret_hash, zone, procedures, language, issued_at, received_at, order_at, standing, has_form, line)
  VALUES ($1, $2, 99, $3, $2, $4, $5, 'A', $6, 'ja', now(), now(), now(), '{"status":"waiting"}', false, 'A')`;

/** Tickets a second from a kiosk over HTTP, and bare rows of the same table a second, prepared and with nothing around them. */
export async function measureIssue(city: City, { kiosk, day }: { kiosk: DemoKiosk; day: string }, { after }: Workbench): Promise<{ ours: number; bare: number; cpuMs: number }[]> {
  const pool = new pg.Pool({ connectionString: city.databases.reception, max: ISSUE.lanes });
  after(() => pool.end());
  await pool.query('CREATE TABLE bare_tickets (LIKE tickets INCLUDING ALL)');
  let sequence = 1;
  const reception = city.pid('reception') ?? 0;
  const round = async (): Promise<{ ours: number; bare: number; cpuMs: number }> => {
    // The hall stays one in which a hundred wait: who came in the rounds before has gone.
    await pool.query(`UPDATE tickets SET standing = '{"status":"cancelled"}', last_act = NULL WHERE status = 'waiting'`);
    const numbers = Array.from({ length: ISSUE.tickets }, () => (sequence += 1));
    const intakes = await Promise.all(numbers.map((number) => kiosk.intake({ sequence: number, day, procedures: ['juminhyo'], issuedAtMs: Date.now() })));
    const before = cpuMsOf(reception);
    const ours = await inLanes(intakes, ISSUE.lanes, async (intake) => {
      const answer = await kiosk.submit(intake);
      if (answer.status !== 201) throw new Error(`a ticket was answered ${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
    });
    const cpuMs = (cpuMsOf(reception) - before) / ISSUE.tickets;
    const bare = await inLanes(numbers, ISSUE.lanes, async (number) => {
      await pool.query({ name: 'bare', text: BARE, values: [randomUUID(), day, number, randomUUID(), randomBytes(32), ['juminhyo']] });
    });
    return { ours: ISSUE.tickets / ours, bare: ISSUE.tickets / bare, cpuMs };
  };
  await round();
  const pairs = [];
  for (let pair = 0; pair < ISSUE.pairs; pair += 1) pairs.push(await round());
  return pairs;
}
