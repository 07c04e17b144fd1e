import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { DeviceEvent, DoorStatus } from '../../contract/index.ts';
import type { DriverProfile } from '../../src/drivers/profiles.ts';
import type { Bench, Tricks } from './bench.ts';

/** A promise that a driver did not keep: what was expected, and what was seen. */
export class Unmet extends Error {
  override name = 'Unmet';
  constructor(readonly expected: string, readonly seen: string) { super(`expected ${expected}; seen ${seen}`); }
}

export interface Check {
  id: string;
  /** rule of `locks/SPEC.md` */ rule: string;
  says: string;
  /** what has to be done to the device for it */ needs: readonly (keyof Tricks)[];
  /** not every device reports this */ reports?: (profile: DriverProfile) => boolean;
  /** @param written what anything wrote to the terminal meanwhile */ run(bench: Bench, written: () => string): Promise<void>;
}

const text = (value: unknown) => JSON.stringify(value) ?? 'nothing';
function same(seen: unknown, expected: unknown, what = ''): void {
  if (!isDeepStrictEqual(seen, expected)) throw new Unmet(`${what}${text(expected)}`, text(seen));
}
async function until(holds: () => boolean, what: string, seen: () => unknown, ms = 8_000): Promise<void> {
  for (const end = performance.now() + ms; !holds();) {
    if (performance.now() > end) throw new Unmet(what, text(seen()));
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}
const kinds = ({ events }: Bench) => events.map(({ kind }) => kind);
const count = (bench: Bench, kind: string) => kinds(bench).filter((one) => one === kind).length;
const online = (bench: Bench) => until(() => bench.driver.status(bench.door).availability.online, 'the driver says that the device is online', () => bench.driver.status(bench.door));
/** An exit button is an opening of its own kind. */
const byHand = (bench: Bench) => count(bench, 'release-reported') + count(bench, 'egress');
/** Two openings are never more than the bolt was drawn; a device that does not count is believed. */
function movedTimes(bench: Bench, times: number): void {
  const releases = bench.releases();
  if (releases !== null) same(releases, times, 'bolt drawn by command: ');
}
async function pressed(bench: Bench, expected: 'opened' | 'refused' | 'unknown', reason?: string): Promise<void> {
  const opening = await bench.press();
  const seen = opening.outcome === 'refused' ? `${opening.outcome} ${opening.reason}` : opening.outcome;
  same(seen, reason === undefined ? expected : `${expected} ${reason}`, 'outcome ');
}
const lastDetail = ({ journal }: Bench) => journal.at(-1)?.detail ?? null;

/** What every driver must hold, as data. The order is that of a lock maker's day: first what must work, then what goes wrong. */
export const CHECKS: readonly Check[] = [
  {
    id: 'opens-once', rule: 'D20', says: 'one command draws the bolt once, and the device\'s state follows', needs: [],
    run: async (bench) => {
      await online(bench);
      await pressed(bench, 'opened');
      movedTimes(bench, 1);
      same(bench.journal.map(({ act }) => act), ['intent', 'released']);
      same(count(bench, 'release-reported'), 0, 'openings told as somebody else\'s: ');
    },
  },
  {
    id: 'repeat-is-one', rule: 'D21', says: 'the same command, twice at once and again later, is one opening with one answer', needs: [],
    run: async (bench) => {
      await online(bench);
      const commandId = randomUUID();
      const [one, two] = await Promise.all([bench.press(commandId), bench.press(commandId)]);
      same(two, one);
      same((await bench.press(commandId)).outcome, 'opened');
      movedTimes(bench, 1);
    },
  },
  {
    id: 'told-twice', rule: 'D21', says: 'a device that says everything twice is heard once', needs: ['repeat', 'openByHand'],
    run: async (bench) => {
      await online(bench);
      await bench.tricks.repeat!();
      await bench.tricks.openByHand!();
      await until(() => byHand(bench) > 0, 'the opening by hand is told', () => kinds(bench));
      await pressed(bench, 'opened');
      same(byHand(bench), 1, 'openings by hand told: ');
      movedTimes(bench, 1);
      await online(bench);
    },
  },
  {
    id: 'late-is-awaited', rule: 'D22', says: 'an opening counts when the device reports it, also when that comes late', needs: ['delay'],
    run: async (bench) => {
      await online(bench);
      await bench.tricks.delay!(Math.min(150, bench.confirmMs / 5));
      await pressed(bench, 'opened');
      movedTimes(bench, 1);
    },
  },
  {
    id: 'lost-answer', rule: 'D22', says: 'a lost answer is made good by asking, never by a second command', needs: ['loseAnswers'],
    run: async (bench) => {
      await online(bench);
      await bench.tricks.loseAnswers!();
      await pressed(bench, 'opened');
      movedTimes(bench, 1);
    },
  },
  {
    id: 'lie-is-found', rule: 'D23', says: 'a device that says yes and does not open is "unknown", never "opened"', needs: ['lie'],
    run: async (bench) => {
      await online(bench);
      await bench.tricks.lie!();
      await pressed(bench, 'unknown');
      same(lastDetail(bench), 'not-confirmed', 'named ');
      movedTimes(bench, 0);
    },
  },
  {
    id: 'reboot-in-command', rule: 'D24', says: 'a restart with a command in hand ends as "unknown", the command is not sent again, and the next one works', needs: ['rebootAtCommand'],
    run: async (bench) => {
      await online(bench);
      await bench.tricks.rebootAtCommand!();
      await pressed(bench, 'unknown');
      movedTimes(bench, 0);
      await online(bench);
      await pressed(bench, 'opened');
      movedTimes(bench, 1);
    },
  },
  {
    id: 'silent-before', rule: 'D25', says: 'silence before anything was sent is "unreachable": nothing has moved', needs: ['vanish'],
    run: async (bench) => {
      await online(bench);
      await bench.tricks.vanish!();
      await pressed(bench, 'refused', 'device-unreachable');
      movedTimes(bench, 0);
    },
  },
  {
    id: 'timeout-is-named', rule: 'D25', says: 'silence after the command ends within the deadline, as "unknown", named timed-out', needs: ['vanishAtCommand'],
    run: async (bench) => {
      await online(bench);
      await bench.tricks.vanishAtCommand!();
      await pressed(bench, 'unknown');
      same(lastDetail(bench), 'timed-out', 'named ');
    },
  },
  {
    id: 'outage', rule: 'D26', says: 'a device that is away is told, its door is "unknown" meanwhile, and it comes back by itself', needs: ['vanish', 'well'],
    run: async (bench) => {
      await online(bench);
      await bench.tricks.vanish!();
      const status = () => bench.driver.status(bench.door);
      await until(() => !status().availability.online, 'offline', status);
      same([status().lock, status().position], ['unknown', null], 'lock and door while away: ');
      await bench.tricks.well!();
      await online(bench);
      same(kinds(bench).filter((kind) => kind === 'device-offline' || kind === 'device-online').slice(-2), ['device-offline', 'device-online']);
      await pressed(bench, 'opened');
    },
  },
  {
    id: 'jam-is-told', rule: 'D27', says: 'a blocked bolt is never "opened"; where the device reports it, it is refused and told to staff', needs: ['jam'],
    run: async (bench) => {
      await online(bench);
      await bench.tricks.jam!();
      const { outcome } = await bench.press();
      if (outcome === 'opened') throw new Unmet('outcome refused or unknown', outcome);
      movedTimes(bench, 0);
      if (!bench.profile.jam) return;
      same(outcome, 'refused', 'outcome ');
      await until(() => count(bench, 'lock-jammed') === 1, 'one lock-jammed', () => kinds(bench));
    },
  },
  {
    id: 'honest-status', rule: 'D28', says: 'the status is of the contract, and what a device does not report is null', needs: [],
    run: async (bench) => {
      await online(bench);
      const status = bench.driver.status(bench.door);
      const parsed = DoorStatus.safeParse(status);
      if (!parsed.success) throw new Unmet('a DoorStatus of the contract', text(status));
      for (const [field, reported] of [['battery', bench.profile.battery], ['tamper', bench.profile.tamper], ['clockSkewMs', bench.profile.clock], ['position', bench.profile.door]] as const) {
        if (!reported) same(status[field], null, `${field} `);
      }
    },
  },
  {
    id: 'battery-is-told', rule: 'D28', says: 'a battery that runs out is told once, with its charge', needs: ['drainBattery'], reports: ({ battery }) => battery,
    run: async (bench) => {
      await online(bench);
      await bench.tricks.drainBattery!();
      await until(() => count(bench, 'battery-low') === 1, 'one battery-low', () => kinds(bench));
      same(bench.driver.status(bench.door).battery?.critical, true, 'battery critical ');
    },
  },
  {
    id: 'clock-skew-is-told', rule: 'D29', says: 'a device whose clock is off is told', needs: ['skewClock'], reports: ({ clock }) => clock,
    run: async (bench) => {
      await online(bench);
      await bench.tricks.skewClock!(10 * 60_000);
      await until(() => count(bench, 'clock-skew') > 0, 'clock-skew', () => kinds(bench));
    },
  },
  {
    id: 'denied-is-told', rule: 'D30', says: 'an attempt that opens nothing is an event, and carries no code', needs: ['deny'], reports: ({ denied }) => denied === true,
    run: async (bench) => {
      await online(bench);
      await bench.tricks.deny!();
      await until(() => count(bench, 'access-denied') > 0, 'access-denied', () => kinds(bench));
      movedTimes(bench, 0);
    },
  },
  {
    id: 'by-hand', rule: 'D30', says: 'an opening that is not ours is told as such, once', needs: ['openByHand'],
    run: async (bench) => {
      await online(bench);
      await bench.tricks.openByHand!();
      await until(() => byHand(bench) === 1, 'one release-reported or egress', () => kinds(bench));
      movedTimes(bench, 0);
    },
  },
  {
    id: 'flood', rule: 'D31', says: 'a device that floods costs bounded work: few questions, few events, and the door still opens', needs: ['flood'], reports: ({ pushes }) => pushes,
    run: async (bench) => {
      await online(bench);
      const before = bench.asked();
      await bench.tricks.flood!(1_000);
      await pressed(bench, 'opened');
      movedTimes(bench, 1);
      const asked = bench.asked();
      if (before !== null && asked !== null && asked - before > 200) throw new Unmet('at most 200 questions for 1,000 messages', String(asked - before));
      if (bench.events.length > 100) throw new Unmet('at most 100 events for 1,000 messages', String(bench.events.length));
    },
  },
  {
    id: 'no-secrets', rule: 'D32', says: 'no credential and no code is in status, events, journal or output, and every event is of the contract', needs: [],
    run: async (bench, written) => {
      await online(bench);
      await pressed(bench, 'opened');
      await bench.tricks.deny?.();
      await bench.tricks.vanish?.();
      if (bench.tricks.vanish) await bench.press();
      const output = bench.output() + written();
      const leaked = bench.secrets.filter((secret) => output.includes(secret)).length;
      same(leaked, 0, 'secrets in what was said: ');
      const foreign = bench.events.filter((event) => !DeviceEvent.safeParse(event).success);
      same(foreign.map(({ kind }) => kind), [], 'events outside the contract: ');
    },
  },
];
