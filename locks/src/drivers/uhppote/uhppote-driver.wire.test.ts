import { createSocket } from 'node:dgram';
import { describe, expect, it, vi } from 'vitest';
import { startUhppoteBoard } from '../../../testing/index.ts';
import { driverSuite } from '../driver.suite.ts';
import type { DeviceEvent } from '../lock-driver.ts';
import type { EventCursor } from './adapters/uhppote-driver.ts';
import { openUhppoteDriver } from './adapters/uhppote-driver.ts';
import { openUdpBoard } from './adapters/udp-board.ts';
import { OP } from './domain/frame.ts';
import type { BoardEvent } from './domain/messages.ts';
import { askDevice, askOpenDoor, askPcControl, askSetDoor, askSetListener, askSetTime, askStatus, readStatus, writeStatus } from './domain/messages.ts';

const SERIAL = 423_187_757;
const until = <T>(see: () => T) => vi.waitFor(see, { timeout: 10_000, interval: 10 });
const hex = (frame: Uint8Array) => Buffer.from(frame).toString('hex').replace(/(00)+$/, '');

async function openPair() {
  const board = await startUhppoteBoard({ udpPort: 0, serial: SERIAL, doors: [{ number: 1, name: 'room-1' }, { number: 3, name: 'room-3' }] });
  const events: DeviceEvent[] = [];
  let kept: EventCursor | null = null;
  const driver = await openUhppoteDriver(
    { address: '127.0.0.1', port: board.udpPort, serial: SERIAL, listenAddress: '127.0.0.1', listenPort: 0, doors: [{ door: 'room-1', number: 1, releaseSeconds: 5 }, { door: 'room-3', number: 3, releaseSeconds: 5 }] },
    { cursor: { load: () => Promise.resolve(kept), save: (cursor) => { kept = cursor; return Promise.resolve(); } }, onEvent: (event) => events.push(event), onStatus: () => {}, cityMs: Date.now, now: () => new Date().toISOString(), pollMs: 100 },
  );
  return { board, driver, events };
}

driverSuite('uhppote', async () => {
  const { board, driver, events } = await openPair();
  return {
    driver, doors: ['room-1', 'room-3'], events,
    device: {
      releases: (door) => board.doors().find(({ name }) => name === door)!.releases,
      jam: () => board.misbehave({ jam: true }), lie: () => board.misbehave({ lie: true }), vanish: () => board.misbehave({ dropRequests: 'all', dropPushes: true }),
      loseAnswer: () => board.misbehave({ dropAnswers: [OP.openDoor], dropPushes: true }),
      well: () => board.misbehave({ jam: false, lie: false, dropRequests: [], dropAnswers: [], dropPushes: false, delayMs: 0 }),
      reboot: () => board.reboot(), pressExit: (door) => board.pressExit(door), setDoorOpen: (door, open) => board.setDoorOpen(door, open), typePin: (door, digits) => board.typePin(door, digits),
    },
    close: async () => { await driver.close(); await board.close(); },
  };
});

describe('UHPPOTE wire', () => {
  it('[D8] frames have 64 bytes and the published layout', () => {
    expect(askStatus(SERIAL)).toHaveLength(64);
    expect(hex(askStatus(SERIAL))).toBe('172000002d553919');
    expect(hex(askOpenDoor(SERIAL, 3))).toBe('174000002d55391903');
    expect(hex(askSetTime(SERIAL, Date.UTC(2026, 10, 22, 15, 4, 5)))).toBe('173000002d55391920261123000405');
    expect(hex(askSetDoor(SERIAL, 3, 3, 7))).toBe('178000002d553919030307');
    expect(hex(askSetListener(SERIAL, '192.168.1.100', 60_001))).toBe('179000002d553919c0a8016461ea');
    expect(hex(askPcControl(SERIAL, true))).toBe('17a000002d55391955aaaa5501');
  });

  it('[D8] a status as the vendor\'s library documents it is read field by field', () => {
    const bytes = new Uint8Array(64);
    bytes.set(Buffer.from('172000002d5539193900000001000301aae85d0020190820165225060000000000010000000000000000094205000000002600000019082000000000', 'hex'));
    expect(readStatus(bytes)).toMatchObject({ event: { index: 57, type: 1, granted: false, door: 3, card: 6_154_410, reason: 6, atMs: Date.UTC(2019, 7, 20, 7, 52, 25) }, doorsOpen: [false, false, false, false] });
  });

  it('[D8] strangers on the wire are not heard: wrong length, other serial, other start byte', async () => {
    const { board, driver } = await openPair();
    const wire = await openUdpBoard({ address: '127.0.0.1', port: board.udpPort, serial: SERIAL, listenAddress: '127.0.0.1', listenPort: 0 }, () => {});
    expect(await wire.ask(askDevice(SERIAL), 500)).not.toBeNull();
    expect(await wire.ask(askDevice(SERIAL + 1), 50)).toBeNull();
    expect(await wire.ask(askDevice(SERIAL).subarray(0, 63), 50)).toBeNull();
    expect(await wire.ask(Uint8Array.of(0x18, ...askDevice(SERIAL).subarray(1)), 50)).toBeNull();
    await wire.close();
    await driver.close();
    await board.close();
  });

  it('[D11] a push that comes late or is played back tells nothing twice and moves nothing back', async () => {
    const { board, driver, events } = await openPair();
    board.typePin('room-1', '482913');
    board.pressExit('room-3');
    await until(() => expect(events.at(-1)).toMatchObject({ kind: 'egress' }));
    const told = [...events];
    for (const index of [1, 1, 2, 1]) board.pushAgain(index);
    board.setDoorOpen('room-3', true);
    await until(() => expect(events.at(-1)).toMatchObject({ kind: 'door-opened' }));
    expect(events.slice(told.length).map(({ kind }) => kind)).toEqual(['door-opened']);
    await driver.close();
    await board.close();
  });

  it('[D11] a forged push is only a hint: digits, openings and releases count when the board itself has them', async () => {
    const { board, driver, events } = await openPair();
    const forger = createSocket('udp4');
    const forge = async (event: Partial<BoardEvent>) => {
      const status = { event: { index: board.events().length + 1, type: 1, granted: false, door: 1, direction: 1, card: 482_913, atMs: Date.now(), reason: 5, ...event }, doorsOpen: [], buttons: [], error: 0, nowMs: Date.now(), relays: [], forcedLock: false, fire: false };
      await new Promise<void>((done) => { forger.send(writeStatus(SERIAL, status, 1), board.listener()!.port, '127.0.0.1', () => done()); });
    };
    await forge({});
    await forge({ index: 4_000_000_000 });
    board.misbehave({ lie: true });
    const opening = driver.release('room-1');
    for (let i = 0; i < 20; i++) await forge({ type: 2, granted: true, card: 0, reason: 44 });
    expect(await opening).toMatchObject({ result: 'unknown' });
    board.misbehave({ lie: false });
    board.pressExit('room-3');
    await until(() => expect(events.at(-1)).toMatchObject({ kind: 'egress', door: 'room-3' }));
    expect(events.map(({ kind }) => kind)).toEqual(['device-online', 'egress']);
    await new Promise<void>((done) => { forger.close(() => done()); });
    await driver.close();
    await board.close();
  });

  it('[D9] the board that has heard nothing for 30 s decides alone; without cards it lets nobody in', async () => {
    let nowMs = Date.now();
    const board = await startUhppoteBoard({ udpPort: 0, serial: SERIAL, doors: [{ number: 1, name: 'room-1' }], now: () => nowMs });
    const wire = await openUdpBoard({ address: '127.0.0.1', port: board.udpPort, serial: SERIAL, listenAddress: '127.0.0.1', listenPort: 0 }, () => {});
    await wire.ask(askPcControl(SERIAL, true), 500);
    board.typePin(1, '1234');
    nowMs += 31_000;
    board.typePin(1, '1234');
    expect(board.events().map(({ reason }) => reason)).toEqual([5, 6]);
    expect(board.doors()[0]?.releases).toBe(0);
    await wire.close();
    await board.close();
  });
});
