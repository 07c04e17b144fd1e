import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ActDone, BoardState, DeskTicketIssued, type ClientToServer, type ServerToClient } from '../contract/index.ts';
import { demoClerk, freshDatabase, startReception, DEMO_STAFF, type DemoClerk, type FreshDatabase, type RunningReception } from './index.ts';

const now = Date.UTC(2026, 10, 24, 1, 0);
let db: FreshDatabase;
let one: RunningReception;
let two: RunningReception;
let clerks: DemoClerk[];
const boards: Socket<ServerToClient, ClientToServer>[] = [];

beforeAll(async () => {
  db = await freshDatabase();
  // Neither sweeps: what the other shows it has heard.
  vi.useFakeTimers({ toFake: ['setInterval'] });
  [one, two] = [await startReception({ url: db.url, clock: () => now }), await startReception({ url: db.url, clock: () => now })];
  vi.useRealTimers();
  clerks = [await demoClerk(one.origin, DEMO_STAFF[0], '1'), await demoClerk(two.origin, DEMO_STAFF[1], '2')];
}, 60_000);
afterEach(() => { for (const board of boards.splice(0)) board.close(); });
afterAll(async () => { await one?.close(); await two?.close(); await db?.drop(); });

const take = async (clerk: DemoClerk): Promise<DeskTicketIssued> => DeskTicketIssued.parse(await (await clerk.send('POST', '/api/staff/tickets', { procedures: ['juminhyo'], language: 'ja' })).json());
const act = async (clerk: DemoClerk, what: string, ticketId: string): Promise<void> => { expect([what, (await clerk.send('POST', `/api/staff/tickets/${ticketId}/${what}`)).status]).toEqual([what, 200]); };
/** A board at this server; `shows` waits until it shows what is wanted. */
async function boardAt({ origin }: RunningReception): Promise<{ shows(holds: (board: BoardState) => boolean): Promise<void> }> {
  const line: Socket<ServerToClient, ClientToServer> = io(origin, { path: '/socket.io', transports: ['websocket'], forceNew: true, reconnection: false });
  boards.push(line);
  let newest: BoardState | null = null;
  let look = (): void => {};
  line.on('state', ({ body }) => { newest = BoardState.parse(body); look(); });
  await new Promise<void>((resolve, reject) => { line.once('connect', resolve).once('connect_error', reject); });
  await line.emitWithAck('watch', { stream: 'board' });
  return { shows: (holds) => new Promise((resolve) => { look = () => { if (newest !== null && holds(newest)) resolve(); }; look(); }) };
}
const calls = (label: string) => (board: BoardState): boolean => board.calls.some((call) => call.label === label);

describe('two servers, one hall', () => {
  it('[Q50] a ticket, a call and a counter of one server stand on the boards of the other', async () => {
    const board = await boardAt(two);
    const { ticketId, label } = await take(clerks[0]!);
    await board.shows(({ waits }) => waits.some(({ waiting }) => waiting === 1));
    expect(ActDone.parse(await (await clerks[0]!.send('POST', '/api/staff/call-next')).json()).ticketId).toBe(ticketId);
    await board.shows(calls(label));
    // Served and finished at the other server: what it knows of the ticket is what the first one did.
    await act(clerks[0]!, 'serve', ticketId);
    await act(clerks[0]!, 'finish', ticketId);
    await board.shows(({ waits }) => waits.every(({ waiting }) => waiting === 0));
  });

  it('[Q50] the line on which a server listens breaks: it listens again, and shows what it missed', async () => {
    const board = await boardAt(two);
    const { rowCount } = await db.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN hall_changed'`);
    expect(rowCount).toBe(2);
    const { label } = await take(clerks[0]!);
    const { ticketId } = ActDone.parse(await (await clerks[0]!.send('POST', '/api/staff/call-next')).json());
    await board.shows(calls(label));
    await act(clerks[0]!, 'no-show', ticketId);
  });

  it('[Q50] [Q13] two clerks at two servers who call at the same moments never get the same ticket', async () => {
    const given: string[] = [];
    while (given.length < 24) given.push((await take(clerks[given.length % 2]!)).ticketId);
    const called: string[] = [];
    const work = async (clerk: DemoClerk): Promise<number> => {
      for (let count = 0; ; count += 1) {
        const answer = await clerk.send('POST', '/api/staff/call-next');
        if (answer.status !== 200) return count;
        const { ticketId } = ActDone.parse(await answer.json());
        called.push(ticketId);
        await act(clerk, 'serve', ticketId);
        await act(clerk, 'finish', ticketId);
      }
    };
    const counts = await Promise.all(clerks.map(work));
    expect(Math.min(...counts)).toBeGreaterThan(4);
    expect(called.toSorted()).toEqual(given.toSorted());
  });
});
