/**
 * A full hall on two servers over one database, and one after the other dies (`kill -9`), comes back, and loses its network.
 * Before each server stands a front, as a balancer does in a hall: where a server is gone, its people are led to the other.
 */
import { fork } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoClerk, demoKiosk, DEMO_STAFF, type DemoClerk } from '@engawa/reception/testing';
import pg from 'pg';
import { quantile } from '../../bench/bench.ts';
import { onWorkbench, until, type Workbench } from '../../bench/workbench.ts';
import { CHECKOUT } from '../../city/checkout.ts';
import { createChild } from '../../city/child.ts';
import { freePort } from '../../city/free-port.ts';
import { startLine, type Line } from '../../city/proxy.ts';
import { startCity } from '../../city/start-city.ts';
import type { Member, Order, Report, Told } from './crowd.ts';
import { truth } from './shown.ts';
import { newShift, takeTickets, workAt, type Shift } from './work.ts';

export interface HallSize { readonly consoles: number; readonly boards: number; readonly phones: number; /** so many that somebody always waits: a hall without work proves nothing */ readonly tickets: number; /** a clerk's time between two acts */ readonly paceMs: number }
export const FULL: HallSize = { consoles: 30, boards: 100, phones: 400, tickets: 450, paceMs: 2_000 };
/** What happened, and how everybody came through it. `wrong`: screens that, at rest, did not show what the hall is. */
export interface Incident { readonly what: string; readonly joinedMs: readonly number[]; readonly wrong: number }
export interface HallProof { readonly incidents: readonly Incident[]; readonly shift: Shift; readonly doubleCalls: number; readonly lostTickets: number; readonly lostActs: number; readonly doubleNumbers: number }

const WORK_MS = 4_000;
const CUT_MS = 6_000;
/** A change may take a second to the last screen. */
const REST = { stepMs: 100, changeMs: 1_000, budgetMs: 60_000 } as const;

/** A hall of so many counters that all serve the same zone, with a clerk each. */
async function largeHall(folder: string, consoles: number): Promise<string> {
  const city = join(folder, 'hall');
  await cp(join(CHECKOUT, 'reception', 'city'), city, { recursive: true });
  const edit = async (file: string, change: (data: any) => unknown): Promise<void> => { await writeFile(join(city, file), JSON.stringify(change(JSON.parse(await readFile(join(city, file), 'utf8'))))); };
  const names = Array.from({ length: consoles }, (_, n) => n + 1);
  await edit('hall.json', (hall) => ({ ...hall, counters: names.map((n) => ({ id: String(n), name: { ja: `${n}番窓口`, 'ja-easy': `${n}番の 窓口`, en: `Counter ${n}` }, zones: ['A', 'B', 'C', 'D', 'E', 'F'] })) }));
  await edit('staff.json', (file) => ({ ...file, staff: names.map((n) => ({ ...file.staff[1], id: String(2_000 + n), name: `模擬 ${n}` })) }));
  return city;
}

function openCrowd({ after }: Workbench): { open(members: readonly Member[]): Promise<unknown>; tell(forget?: true): Promise<Told> } {
  const child = fork(new URL('./crowd.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  after(() => child.kill());
  const ask = (order: Order): Promise<Report> => new Promise((resolve, reject) => {
    const gone = (): void => { reject(new Error('The crowd is gone.')); };
    child.once('exit', gone).once('message', (report: Report) => { child.off('exit', gone); resolve(report); });
    child.send(order);
  });
  return { open: (members) => ask({ open: members }), tell: async (forget) => { const report = await ask(forget === undefined ? { tell: true } : { tell: true, forget }); if ('told' in report) return report.told; throw new Error('The crowd said something else.'); } };
}

interface Server { readonly name: string; readonly front: Line; kill(): Promise<void>; start(): Promise<void>; readonly port: number }

/** Runs the whole proof. @throws when a command is never answered */
export const proveHall = (size: HallSize, say: (line: string) => void = () => {}, postgresUrl?: string): Promise<HallProof> => onWorkbench(async (bench) => {
  const hall = await largeHall(bench.folder, size.consoles);
  const city = await startCity({ folder: join(bench.folder, 'city'), receptionCity: hall, buildings: [], rooms: false, ...(postgresUrl === undefined ? {} : { postgresUrl, databasePrefix: `proof_${process.pid}` }) });
  bench.after(() => city.stop());
  const port = await freePort();
  await mkdir(join(bench.folder, 'second'));
  const second = createChild({
    name: 'reception', entry: 'reception/src/main.ts', logFile: join(bench.folder, 'second', 'reception.log'), say: () => {},
    environment: { PORT: String(port), DATABASE_URL: city.databases.reception, DATA_DIR: join(city.folder, 'reception'), CITY_DIR: hall, PUBLIC_URL: city.url.reception, FACILITY_URL: city.url.facility, CARD_BRIDGE_URL: city.url.cardBridge, ENROLMENT: 'open' },
  });
  bench.after(() => second.stop());
  await second.start();
  const fronts = [await startLine({ to: city.ports.reception }), await startLine({ to: port })];
  for (const front of fronts) bench.after(() => front.close());
  const servers: readonly Server[] = [
    { name: 'the first server', front: fronts[0]!, port: city.ports.reception, kill: () => city.kill('reception'), start: () => city.start('reception') },
    { name: 'the second server', front: fronts[1]!, port, kill: () => second.kill(), start: () => second.start() },
  ];
  const origins = fronts.map((front) => `http://127.0.0.1:${front.port}`);
  const mine = (n: number): string[] => [origins[n % 2]!, origins[(n + 1) % 2]!];

  const shift = newShift();
  const kiosks = await Promise.all([0, 1, 2].map((n) => demoKiosk(origins[n % 2]!)));
  const days = await Promise.all(kiosks.map((kiosk) => kiosk.hello('boot', { lastSequence: 0 })));
  const each = Math.ceil(size.tickets / kiosks.length);
  const secrets = (await Promise.all(kiosks.map((kiosk, n) => takeTickets(kiosk, { day: days[n]!.businessDay.day, from: 1, count: each, origins: mine(n) }, shift)))).flat();
  const clerks: DemoClerk[] = [];
  // One after the other, as people come in: tries that are not yet known to be right are counted for an address.
  while (clerks.length < size.consoles) clerks.push(await demoClerk(mine(clerks.length)[0]!, { staffId: String(2_001 + clerks.length), code: DEMO_STAFF[1].code }, String(clerks.length + 1)));
  const crowd = openCrowd(bench);
  const members: Member[] = [
    ...Array.from({ length: size.boards }, (_, n) => ({ stream: 'board', url: mine(n)[0]! })),
    ...secrets.slice(0, size.phones).map((secret, n) => ({ stream: `ticket:${secret}`, url: mine(n)[0]! })),
    ...clerks.map(({ cookie }, n) => ({ stream: 'console', url: mine(n)[0]!, cookie })),
  ];
  await crowd.open(members);
  say(`${size.consoles} consoles, ${size.boards} boards, ${size.phones} phones on two servers; ${shift.labels.length} tickets`);

  const incidents: Incident[] = [];
  let sequence = each + 1;
  const everybody = (): Promise<Told> => until('everybody has a line and a state', async () => { const told = await crowd.tell(); return told.connected === members.length ? told : undefined; }, REST.budgetMs);
  /** Work goes on during `happens`; then everybody rests, and what stands on each screen is compared with the database. */
  const during = async (what: string, happens: () => Promise<void>): Promise<void> => {
    await everybody();
    await crowd.tell(true);
    let working = true;
    const desks = clerks.map(({ cookie }, n) => workAt({ counter: String(n + 1), cookie, origins: mine(n) }, shift, { paceMs: size.paceMs, goesOn: () => working }));
    const coming = takeTickets(kiosks[0]!, { day: days[0]!.businessDay.day, from: sequence, count: 8, origins: mine(incidents.length) }, shift);
    sequence += 8;
    await sleep(WORK_MS);
    await happens();
    await sleep(WORK_MS);
    working = false;
    await Promise.all([...desks, coming]);
    const restMs = performance.now();
    const { joinedMs } = await everybody();
    const wrong = await atRest(crowd, city.databases.reception, restMs);
    incidents.push({ what, joinedMs: joinedMs.slice(), wrong });
    say(`${what}: ${joinedMs.length} came back, ${joinedMs.length === 0 ? '-' : `the last after ${Math.max(...joinedMs).toFixed(0)} ms (p50 ${quantile(joinedMs, 0.5).toFixed(0)})`}; wrong at rest: ${wrong}`);
  };
  for (const [at, server] of servers.entries()) {
    const other = servers[1 - at]!;
    await during(`${server.name} is killed`, async () => { await server.kill(); server.front.lead(other.port); });
    await during(`${server.name} is there again`, async () => { await server.start(); server.front.lead(server.port); });
  }
  for (const server of servers) await during(`the network of ${server.name} is cut and healed`, async () => { server.front.cut(); await sleep(CUT_MS); server.front.restore(); });
  return { incidents, shift, ...await judge(city.databases.reception, shift) };
});

/** How many screens do not show what the database holds, a second after the last act at the latest. Nobody is asked anything that would make a server read. */
async function atRest(crowd: ReturnType<typeof openCrowd>, url: string, sinceMs: number): Promise<number> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    const holds = await truth(db);
    for (;;) {
      const { screens } = await crowd.tell();
      const wrong = screens.filter(({ stream, shows }) => holds(stream) !== shows).length;
      if (wrong === 0 || performance.now() - sinceMs > REST.changeMs) return wrong;
      await sleep(REST.stepMs);
    }
  } finally { await db.end(); }
}

/** What the database says of all that was acknowledged. */
async function judge(url: string, { calls, finished, labels }: Shift): Promise<Pick<HallProof, 'doubleCalls' | 'lostTickets' | 'lostActs' | 'doubleNumbers'>> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    const { rows } = await db.query<{ id: string; status: string; announcements: number }>(`SELECT ticket_id AS id, standing ->> 'status' AS status, announcements FROM tickets`);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const twice = calls.length - new Set(calls.map(({ ticketId }) => ticketId)).size;
    return {
      doubleCalls: twice + rows.filter(({ announcements }) => announcements > 1).length, lostTickets: labels.length - rows.length,
      // Everybody went home: who still stands at a counter was called without a clerk who knows of it.
      lostActs: finished.filter((id) => byId.get(id)?.status !== 'done').length + rows.filter(({ status }) => status === 'called' || status === 'serving').length, doubleNumbers: labels.length - new Set(labels).size,
    };
  } finally { await db.end(); }
}
