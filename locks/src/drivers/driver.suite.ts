import { describe, expect, it, vi } from 'vitest';
import type { DeviceEvent, LockDriver } from './lock-driver.ts';
import { UnknownDoor } from './lock-driver.ts';

/** A driver together with its simulated device, which speaks the real wire. */
export interface DriverUnderTest {
  driver: LockDriver;
  /** two doors that the driver knows */ doors: [string, string];
  events: DeviceEvent[];
  device: {
    releases(door: string): number;
    jam(): void;
    /** says yes and moves nothing */ lie(): void;
    /** does not answer at all */ vanish(): void;
    /** the act is done, its answer and its report are late or lost; the log still tells */ loseAnswer(): void;
    well(): void;
    reboot(): void;
    pressExit(door: string): void;
    setDoorOpen(door: string, open: boolean): void;
    typePin(door: string, digits: string): void;
  };
  close(): Promise<void>;
}

/** What every driver promises, whatever the make. */
export function driverSuite(name: string, open: () => Promise<DriverUnderTest>): void {
  const until = <T>(see: () => T) => vi.waitFor(see, { timeout: 10_000, interval: 10 });
  const using = async (test: (under: DriverUnderTest) => Promise<void>) => {
    const under = await open();
    try {
      await test(under);
    } finally {
      await under.close();
    }
  };

  describe(`driver ${name}`, () => {
    it('[D1] a release is confirmed by the device, moves one door once, and the state follows', () => using(async ({ driver, doors: [door, other], device }) => {
      expect(driver.status(door)).toMatchObject({ lock: 'locked', availability: { online: true } });
      expect(await driver.release(door)).toEqual({ result: 'confirmed' });
      expect([device.releases(door), device.releases(other)]).toEqual([1, 0]);
      expect(driver.status(door).lock).toBe('unlocked');
      expect(driver.status(other).lock).toBe('locked');
    }));

    it('[D2] a jam is refused, a lie is unknown, silence is unreachable: never a false "opened"', () => using(async ({ driver, doors: [door], device }) => {
      device.jam();
      expect(await driver.release(door)).toMatchObject({ result: 'refused' });
      device.well();
      device.lie();
      expect(await driver.release(door)).toMatchObject({ result: 'unknown' });
      device.well();
      device.vanish();
      expect(await driver.release(door)).toEqual({ result: 'unreachable' });
      expect(device.releases(door)).toBe(0);
    }));

    it('[D3] a lost answer is made good by the device\'s log, not by a second pulse', () => using(async ({ driver, doors: [door], device }) => {
      device.loseAnswer();
      expect(await driver.release(door)).toEqual({ result: 'confirmed' });
      expect(device.releases(door)).toBe(1);
    }));

    it('[D4] an outage is noticed, state becomes unknown, and what happened meanwhile is read back in order', () => using(async ({ driver, doors: [door], device, events }) => {
      device.vanish();
      await until(() => expect(driver.status(door)).toMatchObject({ lock: 'unknown', position: null, availability: { online: false } }));
      device.pressExit(door);
      device.setDoorOpen(door, true);
      device.setDoorOpen(door, false);
      device.well();
      await until(() => expect(events.map(({ kind }) => kind).slice(-5)).toEqual(['device-offline', 'device-online', 'egress', 'door-opened', 'door-closed']));
      expect(driver.status(door).availability.online).toBe(true);
    }));

    it('[D5] a rebooted device is configured again: its events still arrive', () => using(async ({ driver, doors: [door], device, events }) => {
      device.vanish();
      await until(() => expect(driver.status(door).availability.online).toBe(false));
      device.reboot();
      device.well();
      await until(() => expect(driver.status(door).availability.online).toBe(true));
      device.typePin(door, '123456');
      await until(() => expect(events.at(-1)).toMatchObject({ kind: 'keypad', door, digits: '123456' }));
    }));

    it('[D6] keyed digits, exit button and door movements are told once each', () => using(async ({ doors: [door, other], device, events }) => {
      events.length = 0;
      device.typePin(other, '4711');
      device.pressExit(door);
      device.setDoorOpen(other, true);
      await until(() => expect(events).toHaveLength(3));
      expect(events).toMatchObject([{ kind: 'keypad', door: other, digits: '4711' }, { kind: 'egress', door }, { kind: 'door-forced', door: other }]);
      device.setDoorOpen(other, false);
      await until(() => expect(events).toHaveLength(4));
    }));

    it('[D7] a door that is not of this device is a bug, not a guess', () => using(async ({ driver }) => {
      await expect(driver.release('elsewhere')).rejects.toBeInstanceOf(UnknownDoor);
    }));
  });
}
