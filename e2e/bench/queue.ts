import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ActDone, BoardState } from '@engawa/reception/contract';
import { demoClerk, demoKiosk } from '@engawa/reception/testing';
import type { DemoClerk, DemoKiosk } from '@engawa/reception/testing';
import { atLeast, atMost, exactly, median, quantile, type Bench } from './bench.ts';
import type { Order, Report } from './boards.ts';
import { startCity } from '../city/start-city.ts';
import type { City } from '../city/start-city.ts';
import { cpuMsOf } from './cpu-time.ts';
import { CROWDS, ISSUE, measureIssue, type Crowd, type Pair } from './queue-issue.ts';
import { onWorkbench, until } from './workbench.ts';
import type { Workbench } from './workbench.ts';

const BOARDS = 500;
/** Calls whose way to the boards is timed, after as many as warm the server up. */
const TIMED = { warmUp: 20, calls: 60 } as const;
const COST = { rounds: 7, calls: 40, paceMs: 40 } as const;

export const bench: Bench = {
  name: 'queue',
  title: 'a call until 500 boards show it; its cost ÷ a plain ws broadcast; tickets per second ÷ raw inserts; 500 boards that come at once',
  run: () => onWorkbench(async (workbench) => {
    const city = await startCity({ folder: workbench.folder, buildings: [], rooms: false });
    workbench.after(() => city.stop());
    const desk = await callSomebody(city);
    const alone = await openBoards('socket.io', city.url.reception, 1, workbench);
    const ours = await openBoards('socket.io', city.url.reception, BOARDS, workbench);
    const peer = await openPeer(workbench);
    const theirs = await openBoards('ws', peer.url, BOARDS, workbench);

    const slowest: number[] = [];
    const everyBoard: number[] = [];
    await ours.order({ watch: true });
    await ours.order({ answers: true });
    for (let call = -TIMED.warmUp; call < TIMED.calls; call += 1) {
      const { calledAtMs, atMs } = await callOnce(desk, ours);
      if (call < 0) continue;
      slowest.push(Math.max(...atMs) - calledAtMs);
      everyBoard.push(...atMs.map((at) => at - calledAtMs));
    }
    await ours.order({ answers: false });
    await alone.order({ watch: true });
    const rounds = await measureCost(city, desk, { one: alone, ours, theirs }, peer);
    const returned = await comeBack(city, workbench);
    const rush = await measureIssue(city, desk.day, CROWDS.rush, workbench);
    const one = await measureIssue(city, desk.day, CROWDS.one, workbench);
    return {
      goals: [
        atMost('queue.call-to-all-500-boards-p95', quantile(slowest, 0.95), 300, 'ms'),
        atMost('queue.cpu-per-message-and-board-over-ws', median(rounds.map(({ oursUs, wsUs }) => oursUs / wsUs)), 1, '×'),
        exactly('queue.boards-that-missed-a-call', TIMED.calls * BOARDS - everyBoard.length, 0, ''),
        atMost('queue.cold-reconnect-of-500-boards', returned, 1_000, 'ms'),
        atLeast('queue.issue-in-a-rush-over-raw-insert', ratioOf(rush), 0.5, '×'),
        atLeast('queue.issue-of-one-kiosk-over-raw-insert', ratioOf(one), 0.5, '×'),
      ],
      notes: [
        `last of ${BOARDS} boards: p50 ${median(slowest).toFixed(1)} ms, p95 ${quantile(slowest, 0.95).toFixed(1)} ms; any board: p50 ${median(everyBoard).toFixed(1)} ms; ${TIMED.calls} calls, each board answers that it shows the call`,
        `processor time per message and board: reception ${median(rounds.map(({ oursUs }) => oursUs)).toFixed(1)} µs, plain ws ${median(rounds.map(({ wsUs }) => wsUs)).toFixed(1)} µs; ${COST.rounds} alternated rounds of ${COST.calls} calls`,
        'reception\'s figure is what 500 boards add: rounds with all of them less rounds of the same calls that one board watches (HTTP, transaction, hall read anew)',
        'cold reconnect: reception was killed and is up again; from the first of 500 boards that come at once, in one process, until the last of them shows the state',
        issued(CROWDS.rush, rush), issued(CROWDS.one, one),
        'a ticket: signature checked, ledger, ticket and evidence durable in a transaction that intakes of the same moment share, promised by a reading of the hall; a raw insert: the same row with all indexes, as many clients at a time, one transaction and one connection each, forced to disk like ours; both sides pay for their clients, and all boards watch',
        `a call that one board watches costs ${median(rounds.map(({ callMs }) => callMs)).toFixed(1)} ms of processor time`,
      ],
    };
  }),
};

const ratioOf = (pairs: readonly Pair[]): number => median(pairs.map(({ ours, bare }) => ours / bare));
const issued = ({ kiosks, lanes }: Crowd, pairs: readonly Pair[]): string =>
  `${kiosks} kiosk(s), ${lanes} intakes at a time: ${median(pairs.map(({ ours }) => ours)).toFixed(0)} tickets/s, ${median(pairs.map(({ bare }) => bare)).toFixed(0)} raw inserts/s, ${median(pairs.map(({ cpuMs }) => cpuMs)).toFixed(1)} ms of reception's processor time a ticket; ${ISSUE.pairs} pairs of ${ISSUE.tickets}`;

/** A clerk at counter 1 with a visitor called: each recall from here on is a new state of the board. */
async function callSomebody(city: City): Promise<{ clerk: DemoClerk; kiosk: DemoKiosk; day: string; ticket: string }> {
  const kiosk = await demoKiosk(city.url.reception);
  const { businessDay } = await kiosk.hello('boot', { lastSequence: 0 });
  const clerk = await demoClerk(city.url.reception);
  await kiosk.submit(await kiosk.intake({ sequence: 1, day: businessDay.day, procedures: ['juminhyo'], issuedAtMs: Date.now() }));
  const { ticketId } = ActDone.parse(await (await clerk.send('POST', '/api/staff/call-next')).json());
  return { clerk, kiosk, day: businessDay.day, ticket: ticketId };
}

type Desk = Awaited<ReturnType<typeof callSomebody>>;
type Boards = { order(order: Order): Promise<Report>; reached(): Promise<{ atMs: number[] }> };

async function openBoards(kind: 'socket.io' | 'ws', url: string, count: number, { after }: Workbench): Promise<Boards> {
  const child = fork(new URL('./boards.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  after(() => child.kill());
  const next = (wanted: (report: Report) => boolean): Promise<Report> => new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the ${kind} boards said nothing for a minute`)), 60_000);
    const listen = (report: Report): void => {
      if (!wanted(report)) return;
      clearTimeout(timer);
      child.off('message', listen);
      resolve(report);
    };
    child.on('message', listen);
  });
  const boards: Boards = {
    order: (order) => { const done = next((report) => !('reached' in report)); child.send(order); return done; },
    reached: async () => await next((report) => 'reached' in report) as { reached: number; atMs: number[] },
  };
  await boards.order({ kind, url, count });
  return boards;
}

async function recall({ clerk, ticket }: Desk): Promise<void> {
  const answer = await clerk.send('POST', `/api/staff/tickets/${ticket}/recall`);
  if (answer.status !== 200) throw new Error(`recall answered ${answer.status}`);
  await answer.arrayBuffer();
}

async function callOnce(desk: Desk, boards: Boards): Promise<{ calledAtMs: number; atMs: number[] }> {
  const reached = boards.reached();
  const calledAtMs = performance.timeOrigin + performance.now();
  await recall(desk);
  return { calledAtMs, atMs: (await reached).atMs };
}

type Peer = { url: string; pid: number; send(message: object): void };
async function openPeer({ after }: Workbench): Promise<Peer> {
  const child: ChildProcess = fork(new URL('./ws-peer.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  after(() => child.kill());
  const [port] = await once(child, 'message') as [number];
  return { url: `ws://127.0.0.1:${port}`, pid: child.pid ?? 0, send: (message) => child.send(message) };
}

/** Rounds in turns: calls that one board watches, the same calls with all boards besides, as many messages of the same length by the peer. */
async function measureCost(city: City, desk: Desk, { one, ours, theirs }: Record<'one' | 'ours' | 'theirs', Boards>, peer: Peer): Promise<{ oursUs: number; wsUs: number; callMs: number }[]> {
  const reception = city.pid('reception') ?? 0;
  const heard = async (boards: Boards): Promise<number> => (await boards.order({ tell: true }) as { heard: number }).heard;
  /** One call each `paceMs` on both sides: a process that is never idle between two calls finds its caches warm and looks cheaper. */
  const cost = async (pid: number, boards: Boards, each: () => Promise<unknown>): Promise<{ ms: number; messages: number }> => {
    await heard(boards);
    const before = cpuMsOf(pid);
    for (let call = 0; call < COST.calls; call += 1) await Promise.all([each(), sleep(COST.paceMs)]);
    return { ms: cpuMsOf(pid) - before, messages: await heard(boards) };
  };
  const template = await boardMessage(city);
  const rounds = [];
  for (let round = 0; round < COST.rounds; round += 1) {
    await ours.order({ watch: false });
    // Each waits until the one board shows it: calls in a hurry would share a reading of the hall and look cheaper.
    const alone = await cost(reception, ours, () => callOnce(desk, one));
    await ours.order({ watch: true });
    // The boards' own coming is paid before the round begins.
    await sleep(200);
    const watched = await cost(reception, ours, () => callOnce(desk, ours));
    let rev = round * COST.calls;
    const ws = await cost(peer.pid, theirs, () => {
      const reached = theirs.reached();
      peer.send(template((rev += 1)));
      return reached;
    });
    rounds.push({ oursUs: ((watched.ms - alone.ms) * 1_000) / (watched.messages - alone.messages), wsUs: (ws.ms * 1_000) / ws.messages, callMs: alone.ms / COST.calls });
  }
  return rounds;
}

/** The peer's message: the board as it stands now, with another call each time. */
async function boardMessage(city: City): Promise<(rev: number) => object> {
  const board = BoardState.parse(await (await fetch(`${city.url.reception}/api/board`)).json());
  const [call] = board.calls;
  if (!call) throw new Error('nobody is called on the board');
  return (rev) => ({ stream: 'board', epoch: '00000000-0000-4000-8000-000000000000', rev, at: new Date().toISOString(), body: { ...board, calls: [{ ...call, callId: `bench-${rev}-${call.callId}`.slice(0, call.callId.length), repeat: rev }] } });
}

/** The hall server dies and is started again; ms from the first knock until every board has the state. */
async function comeBack(city: City, workbench: Workbench): Promise<number> {
  await city.kill('reception');
  await city.start('reception');
  const late = await openBoards('socket.io', city.url.reception, 0, workbench);
  const begunAt = performance.now();
  await late.order({ kind: 'socket.io', url: city.url.reception, count: BOARDS });
  await late.order({ watch: true });
  await until('all boards have the state', async () => ((await late.order({ tell: true }) as { heard: number }).heard >= BOARDS || undefined));
  return performance.now() - begunAt;
}
