import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeviceEvent } from '../../contract/index.ts';
import { SIMULATED_TIMING } from '../../testing/conformance/open-bench.ts';
import type { SimulatedLock } from '../../testing/simulated/lock-body.ts';
import { simulateNuki } from '../../testing/simulated/simulate-nuki.ts';
import { simulateSwitchBot } from '../../testing/simulated/simulate-switchbot.ts';
import { simulateZWaveJs } from '../../testing/simulated/simulate-zwave-js.ts';
import { simulateZigbee2Mqtt } from '../../testing/simulated/simulate-zigbee2mqtt.ts';
import { DoorsFile } from './doors-file.ts';
import type { LockDriver } from './lock-driver.ts';
import { openDrivers } from './open-drivers.ts';

const until = <T>(see: () => T) => vi.waitFor(see, { timeout: 10_000, interval: 10 });
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => { for (const one of opened.splice(0).reverse()) await one.close(); });

async function drive<S extends SimulatedLock>(sim: S, over: Record<string, string> = {}): Promise<{ sim: S; driver: LockDriver; events: DeviceEvent[] }> {
  opened.push(sim);
  const events: DeviceEvent[] = [];
  const [driver] = await openDrivers(DoorsFile.parse({ room: sim.door('room') }), {
    env: { ...sim.env, ...over }, onEvent: (event) => events.push(event), onStatus: () => {}, nowMs: Date.now, cityMs: Date.now, timing: SIMULATED_TIMING,
    cursorOf: () => ({ load: () => Promise.resolve(null), save: () => Promise.resolve() }),
  });
  opened.push(driver!);
  return { sim, driver: driver!, events };
}

describe('zigbee2mqtt', () => {
  it('[D40] an optimistic state and a state that the broker had kept open nothing', async () => {
    const { sim, driver, events } = await drive(await simulateZigbee2Mqtt(['room']));
    sim.say('room', { state: 'UNLOCK', lock_state: 'unlocked' }, true);
    await until(() => expect(events.map(({ kind }) => kind)).toContain('release-reported'));
    // another driver finds only the kept message: the lock itself is silent
    sim.body.faults.silent = true;
    const late = await openDrivers(DoorsFile.parse({ room: sim.door('room') }), { env: {}, onEvent: () => {}, onStatus: () => {}, nowMs: Date.now, cityMs: Date.now, timing: SIMULATED_TIMING, cursorOf: () => ({ load: () => Promise.resolve(null), save: () => Promise.resolve() }) });
    opened.push(late[0]!);
    expect(late[0]!.status('room')).toMatchObject({ lock: 'unknown', availability: { online: false } });
    sim.body.faults.silent = false;
    sim.body.faults.lie = true;
    await until(() => expect(driver.status('room').lock).toBe('locked'));
    expect(await driver.release('room')).toEqual({ result: 'unknown', code: 'not-confirmed' });
    expect(driver.status('room').lock).toBe('locked');
  });

  it('[D40] what is not of a lock is not heard', async () => {
    const { sim, driver, events } = await drive(await simulateZigbee2Mqtt(['room']));
    const before = events.length;
    sim.say('room', { state: 'OPEN_SESAME', lock_state: 'unlocked' });
    sim.say('room', { lock_state: 'unlocked', battery: 400 });
    sim.setDoorOpen!('room', true);
    await until(() => expect(driver.status('room').position).toBe('open'));
    expect(events.slice(before).map(({ kind }) => kind)).toEqual(['door-opened']);
  });
});

describe('SwitchBot', () => {
  it('[D41] a wrong secret and too many requests are refused by name, and no secret is said', async () => {
    const { sim, driver } = await drive(await simulateSwitchBot(['room']));
    expect(await driver.release('room')).toEqual({ result: 'confirmed' });
    sim.limit(true);
    // the question before the command is limited as well: nothing is sent
    expect(await driver.release('room')).toEqual({ result: 'unreachable' });
    const wrong = await drive(await simulateSwitchBot(['room']), { SWITCHBOT_SECRET: 'not-this-one' });
    expect(await wrong.driver.release('room')).toEqual({ result: 'unreachable' });
    expect(JSON.stringify([wrong.driver.status('room'), wrong.events])).not.toContain('not-this-one');
    expect([sim.body.lock('room').releases, wrong.sim.body.lock('room').releases]).toEqual([1, 0]);
  });
});

describe('Nuki', () => {
  it('[D42] a wrong code at the keypad is told once; what stood in the log before is history', async () => {
    const sim = await simulateNuki(['room']);
    sim.deny!('room');
    const { driver, events } = await drive(sim);
    sim.deny!('room');
    await until(() => expect(events.map(({ kind }) => kind)).toContain('access-denied'));
    expect(await driver.release('room')).toEqual({ result: 'confirmed' });
    expect(events.filter(({ kind }) => kind === 'access-denied')).toEqual([{ kind: 'access-denied', door: 'room', reason: 'wrong-credential', source: 'keypad' }]);
  });
});

describe('Z-Wave JS', () => {
  it('[D43] what the server expects opens nothing; a broken line comes back, and no command is said twice', async () => {
    const { sim, driver, events } = await drive(await simulateZWaveJs(['room']));
    sim.body.faults.lie = true;
    expect(await driver.release('room')).toEqual({ result: 'unknown', code: 'not-confirmed' });
    sim.body.faults.lie = false;
    sim.hangUp();
    await until(() => expect(events.at(-1)).toMatchObject({ kind: 'device-offline' }));
    await until(() => expect(driver.status('room').availability.online).toBe(true));
    expect(sim.body.lock('room').releases).toBe(0);
    expect(await driver.release('room')).toEqual({ result: 'confirmed' });
    sim.setTamper!('room');
    await until(() => expect(driver.status('room').tamper).toBe(true));
    await until(() => expect(events.map(({ kind }) => kind)).toContain('tamper'));
    expect(sim.body.lock('room').releases).toBe(1);
  });
});

describe('the file of doors', () => {
  it('[D37] names the variables of secrets, and an unset one stops the start by its name', async () => {
    const sim = await simulateNuki(['room']);
    await expect(drive(sim, { NUKI_TOKEN: '' })).rejects.toThrow(/NUKI_TOKEN/);
    expect(DoorsFile.safeParse({ room: { ...sim.door('room'), token: 'in the file' } }).success).toBe(false);
    expect(DoorsFile.safeParse({ room: { ...sim.door('room'), api: 'http://cloud.example' } }).success).toBe(false);
    expect(DoorsFile.safeParse({ a: sim.door('x'), b: sim.door('x') }).success).toBe(true);
    await expect(openDrivers(DoorsFile.parse({ a: sim.door('x'), b: sim.door('x') }), { env: sim.env, onEvent: () => {}, onStatus: () => {}, nowMs: Date.now, cityMs: Date.now, cursorOf: () => ({ load: () => Promise.resolve(null), save: () => Promise.resolve() }) })).rejects.toThrow(/two doors/);
  });
});
