import { mkdtemp, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { vi } from 'vitest';
import { DeskTicketIssued, NoticesView, type Language } from '../contract/index.ts';
import type { NoticeSettings } from '../src/notices/adapters/open-notices.ts';
import { demoClerk, DEMO_STAFF, type DemoClerk } from './index.ts';
import { freshDatabase, type FreshDatabase } from './fresh-database.ts';
import type { Arrived, SimulatedPhone, SimulatedPush } from './simulated-push/simulated-push.ts';
import { startReception, type RunningReception } from './start-reception.ts';

/** A hall whose notices can be watched: its clock is driven by hand, its logs are read, its database is searched. */
export interface NoticesHall {
  readonly db: FreshDatabase; readonly run: RunningReception; readonly clerk: DemoClerk; readonly folder: string; nowMs: number;
  /** everything that was logged */ readonly logged: () => string;
  another(): Promise<RunningReception>;
  take(language?: Language): Promise<DeskTicketIssued>;
  act(what: string, ticketId: string): Promise<void>;
  view(secret: string): Promise<NoticesView>;
  ask(secret: string, body: object): Promise<Response>;
  /** what stands in any table, as text */ everyRow(): Promise<string>;
  close(): Promise<void>;
}

export async function openNoticesHall(notices: NoticeSettings): Promise<NoticesHall> {
  const db = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'engawa-notices-'));
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, new Writable({ write(chunk: Buffer, _encoding, done) { lines.push(chunk.toString()); done(); } }));
  const hall = { nowMs: Date.UTC(2026, 10, 24, 1) };
  const open = (): Promise<RunningReception> => startReception({ url: db.url, clock: () => hall.nowMs, dataDir: folder, notices: { patienceMs: 300, ...notices }, log });
  const run = await open();
  const clerk = await demoClerk(run.origin, DEMO_STAFF[0], '4');
  const ticketPath = (secret: string): string => `${run.origin}/api/tickets/${secret}/notices`;
  return {
    db, run, clerk, folder, get nowMs() { return hall.nowMs; }, set nowMs(ms) { hall.nowMs = ms; }, logged: () => lines.join(''), another: open,
    async take(language = 'ja') { return DeskTicketIssued.parse(await (await clerk.send('POST', '/api/staff/tickets', { procedures: ['sodan'], language })).json()); },
    async act(what, ticketId) {
      const answer = await clerk.send('POST', `/api/staff/tickets/${ticketId}/${what}`);
      if (answer.status !== 200) throw new Error(`${what} answered ${answer.status} ${await answer.text()}`);
    },
    async view(secret) { return NoticesView.parse(await (await fetch(ticketPath(secret))).json()); },
    ask: (secret, body) => fetch(ticketPath(secret), { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() }, body: JSON.stringify(body) }),
    async everyRow() {
      const { rows } = await db.pool.query<{ name: string }>(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`);
      const texts = await Promise.all(rows.map(async ({ name }) => (await db.pool.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t`)).rows.map(({ row }) => row)));
      return texts.flat().join('\n');
    },
    async close() { await run.close(); await db.drop(); await rm(folder, { recursive: true, force: true }); },
  };
}

/** Waits for what a real service, database or timer brings. */
export const until = (holds: () => unknown): Promise<unknown> => vi.waitFor(holds, { timeout: 25_000, interval: 30 });
export const callsTo = (phone: SimulatedPhone): Arrived[] => phone.arrived.filter(({ message }) => message.call);

/** A phone of this ticket that said yes. */
export async function phoneOf(hall: NoticesHall, push: SimulatedPush, secret: string, language: Language = 'ja'): Promise<SimulatedPhone> {
  const { push: offered } = await hall.view(secret);
  const phone = push.phone(offered?.key ?? '');
  const answer = await hall.ask(secret, { way: 'push', language, address: phone.address });
  if (answer.status !== 200) throw new Error(`asking answered ${answer.status} ${await answer.text()}`);
  return phone;
}
