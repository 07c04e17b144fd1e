import type { DeviceEvent, DoorName } from '../../contract/index.ts';
import type { DriverTiming } from '../../src/drivers/application/open-reporting-driver.ts';
import { CLOUD_TIMING, LOCAL_TIMING } from '../../src/drivers/application/open-reporting-driver.ts';
import { DoorsFile } from '../../src/drivers/doors-file.ts';
import type { LockDriver } from '../../src/drivers/lock-driver.ts';
import type { OpenDriversParts } from '../../src/drivers/open-drivers.ts';
import { openDrivers } from '../../src/drivers/open-drivers.ts';
import type { DriverName } from '../../src/drivers/profiles.ts';
import { DRIVER_PROFILES } from '../../src/drivers/profiles.ts';
import type { Bench, Tricks } from './bench.ts';
import { pressThroughUnlockDoor } from './bench.ts';
import type { Simulate } from './simulated-makes.ts';

/** Simulated devices answer within milliseconds. */
export const SIMULATED_TIMING: DriverTiming = { askMs: 1_000, confirmMs: 1_200, confirmPollMs: 60, pollMs: 100, hintMs: 50, missedPolls: 3 };
const DOOR: DoorName = 'conformance-door';

/** A driver is opened anew for each check, by the same function as in service. `wrap` puts a broken one in its place. */
export async function openSimulatedBench(name: DriverName, simulate: Simulate, wrap: (driver: LockDriver) => LockDriver = (driver) => driver): Promise<Bench> {
  const make = await simulate(DOOR);
  try {
    const bench = await openBench(name, { [DOOR]: make.door }, make.env, make.tricks, SIMULATED_TIMING, wrap);
    return { ...bench, releases: make.releases, asked: make.asked, close: async () => { await bench.close(); await make.close(); } };
  } catch (error) {
    await make.close();
    throw error;
  }
}

/** The first door of the file at the real device. */
export async function openRealBench(name: DriverName, file: unknown, env: NodeJS.ProcessEnv, tricks: Partial<Tricks>): Promise<Bench> {
  const cloud = DRIVER_PROFILES[name].wire.startsWith('HTTPS');
  return openBench(name, file, env, tricks, cloud ? CLOUD_TIMING : LOCAL_TIMING, (driver) => driver);
}

async function openBench(name: DriverName, file: unknown, env: NodeJS.ProcessEnv, tricks: Partial<Tricks>, timing: DriverTiming, wrap: (driver: LockDriver) => LockDriver): Promise<Bench> {
  const doors = DoorsFile.parse(file);
  const [door, entry] = Object.entries(doors)[0] ?? [];
  if (door === undefined || entry?.driver !== name) throw Object.assign(new Error(`the first door of the file has no driver ${name}`), { code: 'wrong-driver' });
  const events: DeviceEvent[] = [];
  const statuses: unknown[] = [];
  const parts: OpenDriversParts = {
    env, nowMs: Date.now, cityMs: Date.now, timing, onEvent: (event) => events.push(event), onStatus: () => {},
    cursorOf: () => { let kept: { index: number } | null = null; return { load: () => Promise.resolve(kept), save: (body) => { kept = body; return Promise.resolve(); } }; },
  };
  const driver = wrap((await openDrivers({ [door]: entry }, parts))[0]!);
  const { press, journal } = pressThroughUnlockDoor(driver, door);
  return {
    driver, door, events, tricks, journal, profile: DRIVER_PROFILES[name], confirmMs: timing.confirmMs, releases: () => null, asked: () => null,
    press: async (commandId) => { const opening = await press(commandId); statuses.push(opening, driver.status(door)); return opening; },
    output: () => JSON.stringify([statuses, journal, driver.status(door), events.filter(({ kind }) => kind !== 'keypad')]),
    secrets: Object.values(secretsOf(entry, env)),
    close: () => driver.close(),
  };
}

/** The values of the variables that the entry names. */
function secretsOf(entry: object, env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => key.endsWith('Env')).map(([key, variable]) => [key, env[String(variable)] ?? '']).filter(([, value]) => value !== ''));
}
