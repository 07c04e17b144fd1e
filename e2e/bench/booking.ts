import type { SignedInResident } from '@engawa/facility-api/testing';
import { atLeast, atMost, exactly, median, type Bench } from './bench.ts';
import { LANES, openBookingCity } from './booking-city.ts';
import type { BookingCity, Slot } from './booking-city.ts';
import { claimNaively, insertBare, makeBareTables } from './booking-peers.ts';
import { inLanes, onWorkbench } from './workbench.ts';

/** Pairs of one round of ours and one of the peer, in turns. */
const PAIRS = 5;
const A_ROUND = 300;
/** Holds 仮押さえ that one resident may have at once. */
const HOLDS_EACH = 3;
const RACE = { slots: 200, racers: 8 } as const;

export const bench: Bench = {
  name: 'booking',
  title: 'bookings per second over HTTP ÷ raw inserts on the same database; eight racers for one slot',
  run: () => onWorkbench(async (workbench) => {
    const city = await openBookingCity(workbench);
    await makeBareTables(city.database.pool);
    // Raced for on the last days, every seventh hour: where a whole day is taken, nobody could be offered anything.
    const contested = city.slots.filter((_, index) => index % 7 === 0).slice(-RACE.slots);
    const pairs = await measureRate(city, city.slots.slice(0, city.slots.length - 7 * RACE.slots));
    const race = await runRace(city, contested);
    const naive = await claimNaively(city.database.pool, contested, RACE.racers);
    return {
      goals: [
        // Each booking is eleven statements in a transaction with its ledger and audit, and an HTTP request, on the peer's same two
        // processors. 1.3 is the goal of the batched path, which does not exist yet.
        atLeast('booking.http-over-raw-insert', median(pairs.map(({ ours, bare }) => ours / bare)), 0.25, '×'),
        exactly('booking.winners-per-slot-least', Math.min(...race.winners), 1, ''),
        exactly('booking.winners-per-slot-most', Math.max(...race.winners), 1, ''),
        exactly('booking.losers-told-taken-with-offer', race.offered / (RACE.slots * (RACE.racers - 1)), 1, 'share'),
        atMost('booking.server-errors', race.serverErrors + pairs.reduce((sum, { failed }) => sum + failed, 0), 0, ''),
        exactly('booking.doubles-in-database', race.doubles, 0, ''),
      ],
      notes: [
        `${median(pairs.map(({ ours }) => ours)).toFixed(0)} bookings/s over HTTP, ${median(pairs.map(({ bare }) => bare)).toFixed(0)} raw inserts/s; ${PAIRS} pairs of ${A_ROUND}, ${LANES} at a time, writes forced to disk`,
        'raw = one prepared autocommit INSERT … ON CONFLICT DO NOTHING into a table LIKE occupancies INCLUDING ALL: one row, one statement, no HTTP, no session, no rule',
        'what limits it: a booking is eleven statements one after the other (session, BEGIN, ledger, resident, holds, lapsed, insert, audit, result, COMMIT, answer) against one; HTTP hardly counts. Batches will share them',
        'the load is made on the same machine, so both sides pay for their client',
        `contested: ${RACE.slots} slots × ${RACE.racers} racers, ${race.seconds.toFixed(1)} s; a naive check-then-insert gave ${naive.doubled} of ${RACE.slots} slots away more than once (${naive.winners} winners)`,
      ],
    };
  }),
};

/** Slots that nobody else wants. `failed`: answers other than 201. */
async function measureRate(city: BookingCity, slots: readonly Slot[]): Promise<{ ours: number; bare: number; failed: number }[]> {
  const needed = A_ROUND * (PAIRS + 1);
  if (slots.length < needed) throw new Error(`The city has only ${slots.length} free slots; ${needed} are needed.`);
  const residents = await city.residents(Math.ceil(needed / HOLDS_EACH));
  const round = async (number: number): Promise<{ ours: number; bare: number; failed: number }> => {
    const mine = slots.slice(number * A_ROUND, (number + 1) * A_ROUND).map((slot, index) => ({ slot, resident: residents[Math.floor((number * A_ROUND + index) / HOLDS_EACH)] as SignedInResident }));
    // Nobody presses twice at once: a resident's three holds lie a third of the round apart.
    const spread = [0, 1, 2].flatMap((turn) => mine.filter((_, index) => index % HOLDS_EACH === turn));
    let failed = 0;
    const ours = await inLanes(spread, LANES, async ({ slot, resident }) => { if ((await city.place(resident, slot)).status !== 201) failed += 1; });
    const bare = await inLanes(mine, LANES, ({ slot }) => insertBare(city.database.pool, slot));
    return { ours: A_ROUND / ours, bare: A_ROUND / bare, failed };
  };
  await round(PAIRS);
  const pairs = [];
  for (let number = 0; number < PAIRS; number += 1) pairs.push(await round(number));
  return pairs;
}

async function runRace(city: BookingCity, slots: readonly Slot[]): Promise<{ winners: number[]; offered: number; serverErrors: number; doubles: number; seconds: number }> {
  // Nobody races for more slots than he may hold.
  const residents = await city.residents(Math.ceil((slots.length * RACE.racers) / HOLDS_EACH) + RACE.racers);
  const winners = slots.map(() => 0);
  let offered = 0;
  let serverErrors = 0;
  const seconds = await inLanes(slots.map((slot, index) => ({ slot, index })), LANES / RACE.racers, async ({ slot, index }) => {
    const racers = Array.from({ length: RACE.racers }, (_, racer) => residents[(index * RACE.racers + racer) % residents.length] as SignedInResident);
    for (const { status, body } of await Promise.all(racers.map((racer) => city.place(racer, slot)))) {
      if (status === 201) winners[index]! += 1;
      if (status === 409 && body.code === 'slot-taken' && (body.offers?.length ?? 0) > 0) offered += 1;
      if (status >= 500) serverErrors += 1;
    }
  });
  const { rows } = await city.database.pool.query<{ doubles: number }>(
    `SELECT count(*)::int AS doubles FROM occupancies a JOIN occupancies b ON a.space = b.space AND a.during && b.during AND a.booking < b.booking
      WHERE a.state IN ('held', 'confirmed', 'released') AND b.state IN ('held', 'confirmed', 'released')`);
  return { winners, offered, serverErrors, doubles: rows[0]?.doubles ?? Number.NaN, seconds };
}
