import type { Building, Moved } from './building.ts';
import { RELAY_MS } from './building.ts';
import type { CityServer } from './city-server.ts';

/** What may never happen at a door. */
export const FAULTS = {
  'no-record': 'a relay moved before the journal had it durably',
  forged: 'a door opened to what the city never signed',
  'wrong-door': 'a door opened to the right of another door',
  'out-of-time': 'a door opened outside the booked time',
  cancelled: 'a door opened to a booking that its resident had cancelled',
  withdrawn: 'a door opened to a booking of which the city knew that the door had heard its end',
  superseded: 'a door opened to an epoch of which the city knew that the door had heard its end',
  twice: 'one press, one answer or one nonce opened a door twice',
} as const;
export type Fault = keyof typeof FAULTS;

/** A press lives 20 s and an answer a minute, and neither is in the list of what was taken back; the city's clock is a second wrong at most. */
const AFTER_WITHDRAWAL_MS = { keypad: 0, command: 20_000, panel: 61_000 } as const;
const CITY_CLOCK_MS = 1_000;

/** @returns the faults of a day with a word on the first of each. */
export function judge(building: Building, city: CityServer): Map<Fault, string> {
  const found = new Map<Fault, string>();
  const used = new Map<string, number>();
  for (const moved of building.moved) for (const fault of faultsOf(moved, city, used)) if (!found.has(fault)) found.set(fault, `${moved.door} at ${new Date(moved.atMs).toISOString()} (${moved.intent?.tier ?? 'nothing'})`);
  return found;
}

function faultsOf({ door, atMs, intent }: Moved, city: CityServer, used: Map<string, number>): Fault[] {
  if (intent === null || intent.jti === null) return ['no-record'];
  const right = city.signed.get(intent.jti);
  const booking = right && city.rows.bookings.get(right.booking);
  if (!right || !booking) return ['forged'];
  const tier = intent.tier === 'keypad' || intent.tier === 'panel' ? intent.tier : 'command';
  const faults: Fault[] = [];
  if (booking.door !== door) faults.push('wrong-door');
  const slackMs = tier === 'panel' ? CITY_CLOCK_MS : 0;
  if (atMs < city.opensMs(booking.id) - slackMs || atMs >= booking.endMs + RELAY_MS + slackMs) faults.push('out-of-time');
  const deadMs = city.deadAtDoor.get(booking.id);
  if (booking.state === 'cancelled' && !city.withdrawn.has(booking.id)) faults.push('cancelled');
  if (deadMs !== undefined && atMs > deadMs + RELAY_MS + AFTER_WITHDRAWAL_MS[tier]) faults.push('withdrawn');
  if (right.epoch < city.newEpoch.epoch && atMs > city.newEpoch.atDoorMs + RELAY_MS) faults.push('superseded');
  if (tier !== 'keypad') {
    for (const once of [intent.jti, ...(right.nonce === null ? [] : [right.nonce])]) {
      used.set(once, (used.get(once) ?? 0) + 1);
      if ((used.get(once) ?? 0) > 1) faults.push('twice');
    }
  }
  return faults;
}
