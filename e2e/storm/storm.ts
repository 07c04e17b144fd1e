/** The storm: a crowd races for hot slots over HTTP while servers and database are killed; then everything that anybody was told is checked. */
import { setTimeout as sleep } from 'node:timers/promises';
import { FacilityList } from '@engawa/facility-api/contract';
import { makeResident } from '@engawa/facility-api/testing';
import type { SignedInResident } from '@engawa/facility-api/testing';
import pg from 'pg';
import { inLanes, onWorkbench } from '../bench/workbench.ts';
import { judgeAtRest, settle } from './at-rest.ts';
import type { AtRest } from './at-rest.ts';
import { checkHistory } from './check-history.ts';
import type { Verdict } from './check-history.ts';
import { goThrough, look } from './client.ts';
import type { Crowd, Slot } from './client.ts';
import { newHistory } from './history.ts';
import { openHouse } from './house-in-storm.ts';
import type { HouseInStorm } from './house-in-storm.ts';
import { chanceOf, drawVisits, WISHES_A_DAY } from './plan.ts';
import type { Visit } from './plan.ts';
import type { StormArguments } from './storm-arguments.ts';

export interface StormReport extends Verdict { readonly atRest: AtRest; readonly commands: Record<string, number>; readonly again: number; readonly unknown: number; readonly killed: { server: number; database: number }; readonly seconds: number }

const ROOMS = ['hall-a', 'hall-b', 'hall-c', 'hall-ab', 'hall-whole', 'studio24-a', 'studio24-b'];
/** Hours of Tokyo that are raced for, each room for an hour or two. */
const HOURS = [10, 11, 13, 18] as const;
const SLOTS_A_DAY = ROOMS.length * HOURS.length;
/** Visits of one resident lie far apart, so that quotas stay out of the race. */
const VISITS_EACH = 6;

export const storm = (asked: StormArguments, say: (line: string) => void = () => {}): Promise<StormReport> => onWorkbench(async (bench) => {
  const house = await openHouse(bench, asked);
  const db = new pg.Pool({ connectionString: house.databaseUrl, max: 8 });
  db.on('error', () => {});
  bench.after(() => db.end());
  const visits = drawVisits(asked.seed, asked.attempts, SLOTS_A_DAY);
  const residents: SignedInResident[] = [];
  await inLanes(Array.from({ length: Math.ceil(asked.attempts / VISITS_EACH) }), 8, async () => { residents.push(await makeResident(db)); });
  const crowd: Crowd = { ...await findSlots(house.origins[0] as string, Math.ceil(asked.attempts / WISHES_A_DAY)), origins: house.origins, simulator: house.simulator, history: newHistory(), again: 0, now: () => performance.timeOrigin + performance.now() };
  say(`${asked.clients} clients, ${asked.servers} servers, ${residents.length} residents, ${crowd.slots.length} slots; seed ${asked.seed}`);

  const killed = { server: 0, database: 0 };
  const weather = new AbortController();
  const kills = killAll(house, asked, killed, weather.signal, say);
  const begun = performance.now();
  await inLanes(visits.map((visit, n) => ({ visit, n })), asked.clients, async ({ visit, n }: { visit: Visit; n: number }) => {
    await goThrough(crowd, residents[n % residents.length] as SignedInResident, visit, n);
    if ((n + 1) % 1_000 === 0) say(`${n + 1} wishes, ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
  });
  const seconds = (performance.now() - begun) / 1_000;
  weather.abort();
  await kills;
  await settle(db, house.simulator);
  await lookAtAll(crowd, residents);
  const { entries } = crowd.history;
  const commands: Record<string, number> = {};
  for (const { kind, answer } of entries) commands[`${kind} ${answer.how}`] = (commands[`${kind} ${answer.how}`] ?? 0) + 1;
  return { ...checkHistory(crowd.history), atRest: await judgeAtRest(db, house.simulator), commands, again: crowd.again, unknown: entries.filter(({ answer }) => answer.how === 'unknown').length, killed, seconds };
});

/** One after the other dies and comes back: servers mostly, the database now and then. */
async function killAll(house: HouseInStorm, { killEverySeconds, seed, servers }: StormArguments, killed: StormReport['killed'], goesOn: AbortSignal, say: (line: string) => void): Promise<void> {
  if (killEverySeconds === 0) return;
  const chance = chanceOf(seed + 1);
  for (;;) {
    await sleep(killEverySeconds * 1_000, undefined, { signal: goesOn }).catch(() => {});
    if (goesOn.aborted) return;
    if ((killed.server + killed.database) % 3 === 1) { await house.killDatabase(); killed.database += 1; say('the database was killed and recovered'); }
    else { const which = Math.floor(chance() * servers); await house.killServer(which); killed.server += 1; say(`server ${which + 1} was killed and is there again`); }
  }
}

/** Whoever was promised a booking asks for it once more. */
async function lookAtAll(crowd: Crowd, residents: readonly SignedInResident[]): Promise<void> {
  const promised = crowd.history.entries.filter(({ kind, booking }) => kind === 'place' && booking !== null);
  await inLanes(promised, 16, async ({ booking, key }) => {
    const n = Number(key.slice(1));
    await look(crowd, residents[n % residents.length] as SignedInResident, n, booking as string);
  });
}

/** The same slots on so many days on which the hall is open. */
async function findSlots(origin: string, days: number): Promise<{ slots: Slot[]; leavesOf: Map<string, readonly string[]> }> {
  const list = FacilityList.parse(await (await fetch(`${origin}/api/facilities`)).json());
  const leavesOf = new Map(list.facilities.flatMap(({ rooms }) => rooms).map(({ id, spaces }) => [String(id), spaces.map(String)]));
  const slots: Slot[] = [];
  for (let ahead = 2; slots.length < days * SLOTS_A_DAY; ahead += 1) {
    if (ahead > 90) throw new Error('There are not enough days ahead for so many wishes.');
    const midnight = Date.parse(`${list.today}T00:00:00+09:00`) + ahead * 86_400_000;
    const day = new Date(midnight + 9 * 3_600_000).toISOString().slice(0, 10);
    const { rooms } = await (await fetch(`${origin}/api/availability?day=${day}&from=10:00&until=19:00&people=1&facility=engawa-hall`)).json() as { rooms: { why: string | null }[] };
    if (rooms.some(({ why }) => why !== null)) continue;
    for (const hour of HOURS) for (const room of ROOMS) {
      const startMs = midnight + hour * 3_600_000;
      // Every second one lasts two hours, so that neighbours race as well.
      const endMs = startMs + (slots.length % 2 === 0 ? 1 : 2) * 3_600_000;
      slots.push({ room, place: { leaves: leavesOf.get(room) ?? [], startMs, endMs }, body: { room, start: new Date(startMs).toISOString(), end: new Date(endMs).toISOString(), people: 1, commercial: false, items: [] } });
    }
  }
  return { slots, leavesOf };
}
