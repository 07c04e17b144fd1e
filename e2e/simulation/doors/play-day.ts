import { generateKeyPairSync } from 'node:crypto';
import { ed25519Verifier } from '@engawa/locks/testing';
import { issuerOf } from '@engawa/facility-api/testing';
import type { StoredBooking } from '@engawa/facility-api/testing';
import { World } from '../world.ts';
import { echo, forge, lie, mash, replay, tryEdges } from './attackers.ts';
import { Building, DOORS } from './building.ts';
import { judge } from './checks.ts';
import type { Fault } from './checks.ts';
import { CityServer } from './city-server.ts';
import type { Variant } from './mutants.ts';
import { tryDoor } from './person.ts';
import type { Attempt } from './person.ts';
import { DoorWire } from './wire.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const STARTS_MS = Date.UTC(2026, 11, 1, 0);
const HOURS = 5;
const ISSUER = issuerOf(generateKeyPairSync('ed25519').privateKey);

export interface Day { readonly found: ReadonlyMap<Fault, string>; readonly attempts: readonly Attempt[]; readonly opened: number; readonly hash: string; readonly lines: readonly string[] | null }

/** One seed, one day of a house with three doors: the city and the agent are the production code; cable, disk, power, clocks and people are played. */
export async function playDay(seed: number, variant: Variant = {}, tells = false): Promise<Day> {
  const world = new World(seed, STARTS_MS, tells);
  const wire = new DoorWire(world);
  const city = new CityServer(world, wire, ISSUER, variant);
  const building = new Building(world, wire, { verifySignature: remembering(ed25519Verifier(ISSUER.keys)) }, variant);
  const attempts: Attempt[] = [];
  const endsMs = STARTS_MS + HOURS * HOUR_MS;
  const at = (ms: number, act: () => void): void => { world.after(Math.max(0, ms - world.nowMs), act); };
  const sometime = (): number => world.between(STARTS_MS, endsMs);
  const times = (most: number, act: () => void): void => { for (let n = Math.floor(world.between(0, most + 1)); n > 0; n -= 1) at(sometime(), act); };

  city.start();
  void building.start();
  const bookings = plan(world);
  let serial = 0;
  for (const { booking, madeMs } of bookings) {
    at(madeMs, () => {
      city.book(booking);
      world.tell(`booked ${booking.reference} ${booking.door}`);
      const visit = (ms: number): void => at(ms, () => {
        serial += 1;
        void tryDoor(world, city, building, wire, { booking, phone: world.chance(0.85), serial }).then((attempt) => { attempts.push(attempt); });
      });
      visit(Math.max(world.nowMs + 2_000, booking.startMs + world.between(-12, 5) * MINUTE_MS));
      if (world.chance(0.7)) visit(world.between(Math.max(madeMs, booking.startMs), booking.endMs));
      if (world.chance(0.2)) at(world.between(madeMs, booking.startMs + 5 * MINUTE_MS), () => { void city.cancel(booking.id); });
      if (world.chance(0.1)) at(world.between(Math.max(madeMs, booking.startMs - 15 * MINUTE_MS), booking.endMs), () => {
        void city.withdraw(booking);
        // who was not reached comes all the same
        for (const minutes of [0.2, 1, 4, 10]) world.after(minutes * MINUTE_MS, () => building.keypad(booking.door, booking.pin ?? ''));
      });
      tryEdges(world, building, booking, booking.endMs);
      at(booking.startMs - 10 * MINUTE_MS - 2_000, () => tryEdges(world, building, booking, city.opensMs(booking.id)));
      if (world.chance(0.4)) at(world.between(booking.startMs, booking.endMs - 2 * MINUTE_MS), () => { void lie(world, city, building, booking); });
    });
  }
  trouble({ world, wire, city, building, at, sometime, times });
  echo(world, wire);
  times(24, () => replay(world, wire));
  times(3, () => forge(world, wire, building));
  times(4, () => mash(world, building));
  await world.run(endsMs);
  if (city.broke !== null) throw new Error(`seed ${seed}: the city threw`, { cause: city.broke });
  return { found: judge(building, city), attempts, opened: building.moved.length, hash: world.hash(), lines: world.lines };
}

interface Stage { world: World; wire: DoorWire; city: CityServer; building: Building; at(ms: number, act: () => void): void; sometime(): number; times(most: number, act: () => void): void }

/** Cables, power, clocks, disks, servers and locks fail in their usual ways; each comes back by itself. */
function trouble({ world, wire, city, building, at, sometime, times }: Stage): void {
  times(4, () => { wire.cut(); world.after(world.chance(0.3) ? world.between(1, 3) * HOUR_MS : world.between(5_000, 20 * MINUTE_MS), () => wire.heal()); });
  times(3, () => wire.forget());
  times(4, () => { building.powerCut(world.chance(0.25)); world.after(world.between(2_000, 5 * MINUTE_MS), () => { void building.start(); }); });
  times(3, () => { if (city.alive) { city.kill(); world.after(world.between(1_000, 3 * MINUTE_MS), () => city.start()); } });
  if (world.chance(0.2)) at(sometime(), () => { building.diskFull = true; world.after(world.between(1, 20) * MINUTE_MS, () => { building.diskFull = false; }); });
  if (world.chance(0.3)) building.deviceFaults = world.between(0.02, 0.2);
  if (world.chance(0.25)) at(sometime(), () => { void city.raiseEpoch(); });
}

/** Hours side by side at each door; some are booked long before, some at the door. */
function plan(world: World): { booking: StoredBooking; madeMs: number }[] {
  const plans: { booking: StoredBooking; madeMs: number }[] = [];
  for (const door of DOORS) {
    for (let hour = 0.5; hour + 1 <= HOURS - 0.25; hour += 1) {
      if (!world.chance(0.75)) continue;
      const startMs = STARTS_MS + hour * HOUR_MS;
      const n = plans.length + 1;
      const madeMs = world.chance(0.5) ? STARTS_MS + 1_000 : world.chance(0.5) ? world.between(STARTS_MS, startMs) : world.between(startMs - 15 * MINUTE_MS, startMs - 5_000);
      plans.push({ madeMs, booking: { id: `booking-${n}`, reference: `TEST-${String(n).padStart(2, '0')}`, resident: `resident-${n}`, room: door, facility: 'kominkan', building: 'kominkan', door, startMs, endMs: startMs + HOUR_MS, people: 2, purpose: '', totalYen: 0, state: 'confirmed', holdUntilMs: null, payment: 'none-due', pin: String(Math.floor(world.between(100_000, 999_999))), confirmedMs: madeMs } as unknown as StoredBooking });
    }
  }
  return plans;
}

/** The same bytes have the same signature: each is checked once a day. */
function remembering(verify: ReturnType<typeof ed25519Verifier>): ReturnType<typeof ed25519Verifier> {
  const known = new Map<string, ReturnType<typeof verify>>();
  return (statement) => {
    const key = `${statement.kid} ${Buffer.from(statement.signature).toString('latin1')} ${Buffer.from(statement.toBeSigned).toString('latin1')}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const fresh = verify(statement);
    known.set(key, fresh);
    return fresh;
  };
}
