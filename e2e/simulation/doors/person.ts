import type { World } from '../world.ts';
import type { Building } from './building.ts';
import type { CityServer } from './city-server.ts';
import type { DoorWire } from './wire.ts';
import type { StoredBooking } from '@engawa/facility-api/testing';

export interface Attempt { readonly booking: string; readonly owed: 'phone' | 'pin' | null; /** to the moving relay, milliseconds; null = it stayed shut */ openedAfterMs: number | null; readonly cutOff: boolean }

/** One exchange of a telephone with the city. null: no answer in time. */
async function http<T>(world: World, city: CityServer, ask: () => Promise<T | null>, patienceMs = 5_000): Promise<T | null> {
  if (world.chance(0.02) || !city.alive) { await world.sleep(patienceMs); return null; }
  await world.sleep(world.between(15, 250));
  const late = world.sleep(patienceMs).then(() => null);
  const answer = await Promise.race([ask(), late]);
  await world.sleep(world.between(15, 250));
  return answer;
}

const PATIENCE_MS = 45_000;

/**
 * Somebody with a booking before the door: the button, asked again while it is queued; then the panel's code; then the number.
 * The attempt is owed when house and lock worked all the while, the time was well inside the booking, and there was a way:
 * a telephone with a living city, or a number that the door had been told in time.
 */
export async function tryDoor(world: World, city: CityServer, building: Building, wire: DoorWire, { booking, phone, serial }: { booking: StoredBooking; phone: boolean; serial: number }): Promise<Attempt> {
  const beganMs = world.nowMs;
  const before = { life: building.life, server: city.life, faults: building.deviceFaulted, pin: knowsPin(building, booking) };
  const cutOff = !wire.up;
  let disturbed = false;
  const watch = (): boolean => {
    disturbed ||= building.life !== before.life || building.agent === null || building.diskFull || building.deviceFaulted !== before.faults;
    return disturbed;
  };
  const openedAtMs = (): number | null => building.moved.find(({ door, atMs, intent }) => door === booking.door && atMs >= beganMs && intent?.jti != null && city.signed.get(intent.jti)?.booking === booking.id)?.atMs ?? null;
  const rightful = (): boolean => { const row = city.rows.bookings.get(booking.id); return (row?.state === 'confirmed' || row?.state === 'released') && !city.withdrawn.has(booking.id); };
  const inTime = beganMs >= city.opensMs(booking.id) + 3_000 && beganMs < booking.endMs - 120_000 && rightful();
  const serverWell = (): boolean => city.alive && city.life === before.server;
  let wellAllTheWhile = serverWell();

  for (let turn = 0; openedAtMs() === null && world.nowMs - beganMs < PATIENCE_MS; turn += 1) {
    if (phone) {
      const said = await http(world, city, () => city.press(booking.id, booking.resident, `press ${booking.id} ${serial}`));
      wellAllTheWhile &&= serverWell();
      if (openedAtMs() === null && said?.state !== 'opened') {
        const challenge = building.challenge(booking.door);
        const grant = challenge && await http(world, city, () => city.answer(booking.id, booking.resident, challenge));
        wellAllTheWhile &&= serverWell();
        if (grant) await Promise.race([building.read(booking.door, grant), world.sleep(4_000)]);
      }
    }
    watch();
    if (openedAtMs() === null && booking.pin !== null) building.keypad(booking.door, booking.pin);
    await world.sleep(world.between(1_500, 4_000));
    watch();
  }
  const owed = disturbed || !inTime || !rightful() ? null : phone && wellAllTheWhile ? 'phone' : before.pin && knowsPin(building, booking) ? 'pin' : null;
  const at = openedAtMs();
  return { booking: booking.id, owed, openedAfterMs: at === null ? null : at - beganMs, cutOff };
}

/** The door was told the number, and knows what time it is. */
function knowsPin(building: Building, booking: StoredBooking): boolean {
  const shelf = building.shelf?.();
  return shelf !== undefined && building.clockUncertaintyMs() < 3_000 && shelf.windows.some((grant) => grant.booking === booking.reference && grant.epoch >= shelf.epoch);
}
