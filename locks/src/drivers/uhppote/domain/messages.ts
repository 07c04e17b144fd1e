import type { DenialReason } from '../../../../contract/index.ts';
import { MAGIC, OP, fromBoardTime, newFrame, readBcd, readU32, toBoardTime, writeBcd, writeIpv4, writeU16, writeU32 } from './frame.ts';

/** The board's own reason codes that we act on. */
export const REASON = { pcControl: 5, button: 20, doorOpen: 23, doorClosed: 24, powerOn: 28, openTooLong: 37, forcedOpen: 38, remoteOpen: 44 } as const;
export const EVENT_TYPE = { none: 0, swipe: 1, door: 2, alarm: 3, overwritten: 0xff } as const;
/** `controlled` = the relay follows commands; the board's cards still work when nobody talks to it. */
export const DOOR_MODE = { open: 1, closed: 2, controlled: 3 } as const;

export interface BoardEvent { index: number; type: number; granted: boolean; door: number; direction: number; card: number; atMs: number | null; reason: number }
export interface BoardStatus {
  /** the newest event */ event: BoardEvent;
  doorsOpen: boolean[]; buttons: boolean[]; error: number;
  /** the board's clock */ nowMs: number | null;
  /** per door: true = unlocked */ relays: boolean[];
  forcedLock: boolean; fire: boolean;
}

export const askStatus = (serial: number) => newFrame(OP.status, serial);
export const askDevice = (serial: number) => newFrame(OP.getDevice, serial);
export const askTime = (serial: number) => newFrame(OP.getTime, serial);
export const askListener = (serial: number) => newFrame(OP.getListener, serial);

export function askOpenDoor(serial: number, door: number): Uint8Array {
  return withBytes(newFrame(OP.openDoor, serial), [[8, door]]);
}

export function askSetTime(serial: number, ms: number): Uint8Array {
  const frame = newFrame(OP.setTime, serial);
  writeBcd(frame, 8, toBoardTime(ms));
  return frame;
}

export function askSetDoor(serial: number, door: number, mode: number, delaySeconds: number): Uint8Array {
  return withBytes(newFrame(OP.setDoor, serial), [[8, door], [9, mode], [10, delaySeconds]]);
}

/** No passcode lives on the board: PINs are judged by the agent, where they can be taken back. */
export function askClearPasscodes(serial: number, door: number): Uint8Array {
  return withBytes(newFrame(OP.doorPasscodes, serial), [[8, door]]);
}

export function askSetListener(serial: number, address: string, port: number): Uint8Array {
  const frame = newFrame(OP.setListener, serial);
  writeIpv4(frame, 8, address);
  writeU16(frame, 12, port);
  return frame;
}

/** The host decides while it talks at least every 30 s; then the board is on its own again. */
export function askPcControl(serial: number, on: boolean): Uint8Array {
  const frame = newFrame(OP.pcControl, serial);
  writeU32(frame, 8, MAGIC);
  frame[12] = on ? 1 : 0;
  return frame;
}

export function askEvent(serial: number, index: number): Uint8Array {
  const frame = newFrame(OP.getEvent, serial);
  writeU32(frame, 8, index);
  return frame;
}

export function readOk(bytes: Uint8Array): boolean {
  return bytes[8] === 1;
}

/** Event part of status, push and log: the same from offset 8 in all of them. */
export function readEvent(bytes: Uint8Array): BoardEvent {
  return {
    index: readU32(bytes, 8), type: bytes[12] ?? 0, granted: bytes[13] === 1, door: bytes[14] ?? 0, direction: bytes[15] ?? 0,
    card: readU32(bytes, 16), atMs: fromBoardTime(readBcd(bytes, 20, 7)), reason: bytes[27] ?? 0,
  };
}

export function writeEvent(frame: Uint8Array, event: BoardEvent): void {
  writeU32(frame, 8, event.index);
  withBytes(frame, [[12, event.type], [13, event.granted ? 1 : 0], [14, event.door], [15, event.direction], [27, event.reason]]);
  writeU32(frame, 16, event.card);
  if (event.atMs !== null) writeBcd(frame, 20, toBoardTime(event.atMs));
}

export function readStatus(bytes: Uint8Array): BoardStatus {
  const date = readBcd(bytes, 51, 3);
  const time = readBcd(bytes, 37, 3);
  return {
    event: readEvent(bytes), error: bytes[36] ?? 0, nowMs: date === null || time === null ? null : fromBoardTime(`20${date}${time}`),
    doorsOpen: four((i) => bytes[28 + i] === 1), buttons: four((i) => bytes[32 + i] === 1), relays: four((i) => (((bytes[49] ?? 0) >> i) & 1) === 1),
    forcedLock: ((bytes[50] ?? 0) & 1) !== 0, fire: ((bytes[50] ?? 0) & 2) !== 0,
  };
}

/** Why the board let nobody in, by its own decision; null = it did, or it asks its host (reason 5). */
export function denialOf({ type, granted, reason }: BoardEvent): DenialReason | null {
  if (type !== EVENT_TYPE.swipe || granted || reason === REASON.pcControl) return null;
  switch (reason) {
    case 6: case 7: return 'wrong-credential';
    case 13: case 15: return 'out-of-schedule';
    default: return 'other';
  }
}

/** The board's side; the sequence number counts the messages it has sent. */
export function writeStatus(serial: number, status: BoardStatus, sequence: number): Uint8Array {
  const frame = newFrame(OP.status, serial);
  writeEvent(frame, status.event);
  four((i) => { frame[28 + i] = status.doorsOpen[i] ? 1 : 0; frame[32 + i] = status.buttons[i] ? 1 : 0; });
  frame[36] = status.error;
  writeU32(frame, 40, sequence);
  frame[49] = status.relays.reduce((bits, on, i) => bits | (on ? 1 << i : 0), 0);
  frame[50] = (status.forcedLock ? 1 : 0) | (status.fire ? 2 : 0);
  if (status.nowMs !== null) {
    const digits = toBoardTime(status.nowMs);
    writeBcd(frame, 37, digits.slice(8));
    writeBcd(frame, 51, digits.slice(2, 8));
  }
  return frame;
}

function four<T>(of: (i: number) => T): T[] {
  return [0, 1, 2, 3].map(of);
}

function withBytes(frame: Uint8Array, bytes: [at: number, value: number][]): Uint8Array {
  for (const [at, value] of bytes) frame[at] = value;
  return frame;
}
