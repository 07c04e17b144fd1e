import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeskTicketIssued, NoticesView } from '../contract/index.ts';
import { demoClerk, DEMO_STAFF, freshDatabase, startReception, type FreshDatabase } from './index.ts';
import { callsTo, until } from './notices-hall.ts';
import { startSimulatedPush, type SimulatedPush } from './simulated-push/simulated-push.ts';

let db: FreshDatabase;
let push: SimulatedPush;
let folder: string;
let child: ChildProcess | null = null;
beforeAll(async () => { [db, push, folder] = [await freshDatabase(), await startSimulatedPush(), await mkdtemp(join(tmpdir(), 'engawa-killed-'))]; }, 60_000);
afterAll(async () => { child?.kill('SIGKILL'); await push?.close(); await db?.drop(); await rm(folder, { recursive: true, force: true }); });

/** 10:00 of a Tuesday in Tokyo, from where the city's clock goes on. */
const offsetMs = Date.UTC(2026, 10, 24, 1) - Date.now();
/** The real program, as `npm start` runs it. */
const start = (): Promise<string> => new Promise((resolve, reject) => {
  const program = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('../src/main.ts', import.meta.url))], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: db.url, DATA_DIR: folder, CLOCK_OFFSET_MS: String(offsetMs), PUSH_SERVICES: push.origin }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = program;
  program.once('exit', (status) => reject(new Error(`reception ended with ${status}`)));
  createInterface({ input: program.stdout }).once('line', (line) => resolve(`http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`));
});

describe('a server that is killed while it says something', () => {
  it('[Y5] another says it when the claim is over, under the same id and topic, so that the phone shows it once', async () => {
    const origin = await start();
    const clerk = await demoClerk(origin, DEMO_STAFF[0], '4');
    const ticket = DeskTicketIssued.parse(await (await clerk.send('POST', '/api/staff/tickets', { procedures: ['sodan'], language: 'ja' })).json());
    const page = `${origin}/api/tickets/${ticket.secret}/notices`;
    const phone = push.phone(NoticesView.parse(await (await fetch(page)).json()).push?.key ?? '');
    expect((await fetch(page, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ way: 'push', language: 'ja', address: phone.address }) })).status).toBe(200);
    push.fault = 'silent';
    expect((await clerk.send('POST', `/api/staff/tickets/${ticket.ticketId}/call`)).status).toBe(200);
    // The push service has the call and has said nothing: the server dies before it can write down how it ended.
    await until(() => expect(callsTo(phone)).toHaveLength(1));
    const gone = new Promise((resolve) => { child?.removeAllListeners('exit').once('exit', resolve); });
    child?.kill('SIGKILL');
    await gone;
    push.fault = 'none';
    const other = await startReception({ url: db.url, dataDir: folder, clock: () => Date.now() + offsetMs + 31_000, notices: { push: { services: [push.origin] } } });
    try {
      await until(() => expect(callsTo(phone)).toHaveLength(2));
      expect([new Set(callsTo(phone).map(({ message }) => message.id)).size, new Set(callsTo(phone).map(({ topic }) => topic)).size, push.wrong]).toEqual([1, 1, []]);
    } finally { await other.close(); }
  }, 60_000);
});
