import { describe, expect, it } from 'vitest';
import type { LockDriver, Release } from '../../src/drivers/lock-driver.ts';
import type { DriverName } from '../../src/drivers/profiles.ts';
import { openSimulatedBench } from './open-bench.ts';
import { runChecks } from './run-checks.ts';
import { SIMULATED_MAKES } from './simulated-makes.ts';

/** Drivers as somebody in a hurry would write them; the suite must catch each, and by the check that names its fault. */
type Mutant = { name: string; caughtBy: string; over: DriverName; wrap: (driver: LockDriver) => LockDriver };
const releasing = (driver: LockDriver, release: (ask: () => Promise<Release>, door: string) => Promise<Release>): LockDriver => ({ ...driver, release: (door) => release(() => driver.release(door), door) });

const MUTANTS: Mutant[] = [
  { name: 'success when the command was accepted', caughtBy: 'lie-is-found', over: 'zigbee2mqtt', wrap: (driver) => releasing(driver, async (ask) => { const release = await ask(); return release.result === 'unknown' ? { result: 'confirmed' } : release; }) },
  { name: 'tries again when it is not sure', caughtBy: 'reboot-in-command', over: 'zigbee2mqtt', wrap: (driver) => releasing(driver, async (ask) => { const release = await ask(); return release.result === 'unknown' ? ask() : release; }) },
  { name: 'sends twice to be safe', caughtBy: 'opens-once', over: 'uhppote', wrap: (driver) => releasing(driver, async (ask) => { await ask(); return ask(); }) },
  { name: 'calls every failure a refusal', caughtBy: 'timeout-is-named', over: 'uhppote', wrap: (driver) => releasing(driver, async (ask) => { const release = await ask(); return release.result === 'unknown' ? { result: 'refused', code: 'device-refused' } : release; }) },
  { name: 'keeps the last state while the device is away', caughtBy: 'outage', over: 'zigbee2mqtt', wrap: (driver) => ({ ...driver, status: (door) => ({ ...driver.status(door), lock: 'locked' }) }) },
  { name: 'full battery where none is reported', caughtBy: 'honest-status', over: 'uhppote', wrap: (driver) => ({ ...driver, status: (door) => ({ ...driver.status(door), battery: { pct: 100, critical: false, at: new Date().toISOString() } }) }) },
  { name: 'not tampered where that is not reported', caughtBy: 'honest-status', over: 'uhppote', wrap: (driver) => ({ ...driver, status: (door) => ({ ...driver.status(door), tamper: false }) }) },
];

describe('the suite catches broken drivers', () => {
  it.concurrent.each(MUTANTS)('[D35] $name', async ({ caughtBy, over, wrap }) => {
    const results = await runChecks(() => openSimulatedBench(over, SIMULATED_MAKES[over], wrap), { only: caughtBy });
    expect(results.map(({ id, verdict }) => [id, verdict])).toEqual([[caughtBy, 'failed']]);
  }, 60_000);
});
