import { describe, expect, it } from 'vitest';
import type { DriverName } from '../../src/drivers/profiles.ts';
import { DRIVER_PROFILES } from '../../src/drivers/profiles.ts';
import { openSimulatedBench } from './open-bench.ts';
import { runChecks } from './run-checks.ts';
import { SIMULATED_MAKES } from './simulated-makes.ts';

const names = Object.keys(DRIVER_PROFILES) as DriverName[];

describe('every driver over its wire, against a device that misbehaves', () => {
  it.concurrent.each(names)('[D20][D21][D22][D23][D24][D25][D26][D27][D28][D29][D30][D31][D32] %s keeps every promise of the suite', async (name) => {
    const results = await runChecks(() => openSimulatedBench(name, SIMULATED_MAKES[name]));
    // a simulator can do everything to its device, so nothing may stay untried but what the protocol does not carry
    expect(results.filter(({ verdict }) => verdict === 'failed' || verdict === 'not-tried')).toEqual([]);
    expect(results.filter(({ verdict }) => verdict === 'passed').length).toBeGreaterThan(13);
  }, 120_000);
});
