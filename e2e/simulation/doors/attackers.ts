import { randomUUID } from 'node:crypto';
import { createIssuer, windowClaims, pressClaims } from '@engawa/locks/testing';
import type { StoredBooking } from '@engawa/facility-api/testing';
import type { World } from '../world.ts';
import { DOORS } from './building.ts';
import type { Building } from './building.ts';
import { BUILDING } from './city-server.ts';
import type { CityServer } from './city-server.ts';
import type { DoorWire } from './wire.ts';

const STRANGER = createIssuer();

/** Everything that was ever on the wire comes again, a press also under a new command id. */
export function replay(world: World, wire: DoorWire): void {
  if (wire.heard.length === 0) return;
  const said = world.oneOf(world.chance(0.5) ? wire.heard.slice(-8) : wire.heard);
  wire.inject(said.word === 'unlock' && world.chance(0.6) ? { word: 'unlock', message: { ...said.message as object, commandId: randomUUID() } } : said);
}

/** Somebody who listens says some presses once more, at once and under another command id. */
export function echo(world: World, wire: DoorWire): void {
  wire.overheard = ({ word, message }) => {
    if (word === 'unlock' && world.chance(0.25)) world.after(world.between(200, 8_000), () => wire.inject({ word, message: { ...message as object, commandId: randomUUID() } }));
  };
}

/** A server that is not the city: its own key, the newest revision, its own numbers. */
export function forge(world: World, wire: DoorWire, building: Building): void {
  const door = world.oneOf(DOORS);
  const [window, press] = [STRANGER.grant(windowClaims(door, world.nowMs, '246810')), STRANGER.grant(pressClaims(door, world.nowMs))];
  wire.inject({ word: 'manifest', message: { manifest: STRANGER.manifest({ building: BUILDING, revision: 9_999, epoch: 9, grants: [window], revoked: [], serverTime: new Date(world.nowMs + 3_600_000).toISOString(), hello: null }) } });
  wire.inject({ word: 'unlock', message: { commandId: randomUUID(), grant: press } });
  world.after(2_000, () => building.keypad(door, '246810'));
}

/** Numbers without end at one keypad. */
export function mash(world: World, building: Building): void {
  const door = world.oneOf(DOORS);
  for (let n = 0; n < 8; n += 1) world.after(n * 900, () => building.keypad(door, String(Math.floor(world.between(100_000, 999_999)))));
}

/** The own number around the instant from which, and the one until which, it holds. */
export function tryEdges(world: World, building: Building, { door, pin }: StoredBooking, atMs: number): void {
  for (let n = -12; n <= 12; n += 1) world.after(Math.max(0, atMs - world.nowMs + n * 160), () => { if (pin !== null) building.keypad(door, pin); });
}

/** A guest with a right to one door: its answer at another door's panel, two answers to one nonce, an answer that is old. */
export async function lie(world: World, city: CityServer, building: Building, booking: StoredBooking): Promise<void> {
  const ask = (challenge: NonNullable<ReturnType<Building['challenge']>>) => city.answer(booking.id, booking.resident, challenge);
  const how = world.oneOf(['elsewhere', 'doubled', 'old'] as const);
  const at = how === 'elsewhere' ? world.oneOf(DOORS.filter((door) => door !== booking.door)) : booking.door;
  const challenge = building.challenge(at);
  if (challenge === null) return;
  const grants = [await ask({ ...challenge, door: booking.door }), ...(how === 'doubled' ? [await ask(challenge)] : [])];
  if (how === 'old') await world.sleep(70_000);
  for (const grant of grants) if (grant !== null) await building.read(at, grant);
}
