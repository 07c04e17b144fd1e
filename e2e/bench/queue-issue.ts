import { randomBytes, randomUUID } from 'node:crypto';
import { demoKiosk, type DemoKiosk } from '@engawa/reception/testing';
import pg from 'pg';
import type { City } from '../city/start-city.ts';
import { cpuMsOf } from './cpu-time.ts';
import { inLanes, type Workbench } from './workbench.ts';

/** Pairs of one round of ours and one of the peer, in turns, after one that warms up; as many wait for both as are in the hall. */
export const ISSUE = { pairs: 5, tickets: 100, rush: 24, one: 8 } as const;
/** What one kiosk never does, but a script may: eight tickets at once; and a rush, in which each of twenty-four kiosks has one under way. */
export type Crowd = { readonly kiosks: number; readonly lanes: number };
export const CROWDS = { rush: { kiosks: ISSUE.rush, lanes: ISSUE.rush }, one: { kiosks: 1, lanes: ISSUE.one } } as const satisfies Record<string, Crowd>;
export interface Pair { readonly ours: number; readonly bare: number; readonly cpuMs: number }

const BARE = `INSERT INTO bare_tickets (ticket_id, day, series, sequence, queue_day, intake_id, secret_hash, zone, procedures, language, issued_at, received_at, order_at, standing, has_form, line)
  VALUES ($1, $2, 99, $3, $2, $4, $5, 'A', $6, 'ja', now(), now(), now(), '{"status":"waiting"}', false, 'A')`;

/**
 * Tickets a second over HTTP, and bare rows of the same table a second: one durable single-row insert of as many clients at a time,
 * each in its own transaction on its own connection, prepared, with all indexes of the table and nothing around it.
 */
export async function measureIssue(city: City, day: string, { kiosks, lanes }: Crowd, { after }: Workbench): Promise<Pair[]> {
  const pool = new pg.Pool({ connectionString: city.databases.reception, max: lanes });
  after(() => pool.end());
  await pool.query('CREATE TABLE IF NOT EXISTS bare_tickets (LIKE tickets INCLUDING ALL)');
  const enrolled: DemoKiosk[] = [];
  while (enrolled.length < kiosks) enrolled.push(await demoKiosk(city.url.reception));
  const bareFrom = (await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM bare_tickets')).rows[0]?.n ?? 0;
  let sequence = 0;
  const reception = city.pid('reception') ?? 0;
  const round = async (): Promise<Pair> => {
    // The hall stays one in which a hundred wait: who came in the rounds before has gone.
    await pool.query(`UPDATE tickets SET standing = '{"status":"cancelled"}', last_act = NULL WHERE status = 'waiting'`);
    const numbers = Array.from({ length: ISSUE.tickets }, () => (sequence += 1));
    const intakes = await Promise.all(numbers.map(async (number) => {
      const kiosk = enrolled[number % kiosks] as DemoKiosk;
      return { kiosk, intake: await kiosk.intake({ sequence: number, day, procedures: ['juminhyo'], issuedAtMs: Date.now() }) };
    }));
    const before = cpuMsOf(reception);
    const ours = await inLanes(intakes, lanes, async ({ kiosk, intake }) => {
      const answer = await kiosk.submit(intake);
      if (answer.status !== 201) throw new Error(`a ticket was answered ${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
    });
    const cpuMs = (cpuMsOf(reception) - before) / ISSUE.tickets;
    const bare = await inLanes(numbers, lanes, async (number) => {
      await pool.query({ name: 'bare', text: BARE, values: [randomUUID(), day, bareFrom + number, randomUUID(), randomBytes(32), ['juminhyo']] });
    });
    return { ours: ISSUE.tickets / ours, bare: ISSUE.tickets / bare, cpuMs };
  };
  await round();
  const pairs: Pair[] = [];
  for (let pair = 0; pair < ISSUE.pairs; pair += 1) pairs.push(await round());
  return pairs;
}
