/**
 * UHPPOTE UT0311-L0x: every datagram is 64 bytes, little-endian, unused bytes 0. Byte 0 = 0x17 (events of firmware 6.62: 0x19),
 * 1 = operation, 4-7 = serial. Times are BCD in the board's local time, which we keep at Asia/Tokyo.
 */
export const FRAME_BYTES = 64;
export const MAGIC = 0x55aaaa55;
const START = 0x17;
const START_EVENT_662 = 0x19;

export const OP = {
  status: 0x20, setTime: 0x30, getTime: 0x32, openDoor: 0x40, putCard: 0x50, deleteCard: 0x52, getCard: 0x5a,
  setDoor: 0x80, getDoor: 0x82, doorPasscodes: 0x8c, setListener: 0x90, getListener: 0x92, getDevice: 0x94,
  pcControl: 0xa0, keypads: 0xa4, getEvent: 0xb0, setEventIndex: 0xb2, getEventIndex: 0xb4,
} as const;
export type Op = (typeof OP)[keyof typeof OP];

export interface Frame { op: number; serial: number; bytes: Uint8Array }

export function newFrame(op: number, serial: number): Uint8Array {
  const bytes = new Uint8Array(FRAME_BYTES);
  bytes[0] = START;
  bytes[1] = op;
  writeU32(bytes, 4, serial);
  return bytes;
}

/** null for anything that is not a frame: UDP brings whatever somebody sends. */
export function parseFrame(bytes: Uint8Array): Frame | null {
  if (bytes.length !== FRAME_BYTES) return null;
  const start = bytes[0];
  const op = bytes[1] ?? 0;
  if (start !== START && !(start === START_EVENT_662 && op === OP.status)) return null;
  return { op, serial: readU32(bytes, 4), bytes };
}

export function readU32(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
}

export function writeU32(bytes: Uint8Array, at: number, value: number): void {
  for (let i = 0; i < 4; i++) bytes[at + i] = (value >>> (8 * i)) & 0xff;
}

export function writeU16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 0xff;
  bytes[at + 1] = value >>> 8;
}

export function readU16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

/** `null` when a nibble is not a decimal digit. */
export function readBcd(bytes: Uint8Array, at: number, length: number): string | null {
  let digits = '';
  for (let i = 0; i < length; i++) digits += (bytes[at + i] ?? 0).toString(16).padStart(2, '0');
  return /^[0-9]+$/.test(digits) ? digits : null;
}

export function writeBcd(bytes: Uint8Array, at: number, digits: string): void {
  for (let i = 0; i * 2 < digits.length; i++) bytes[at + i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
}

export function writeIpv4(bytes: Uint8Array, at: number, address: string): void {
  address.split('.').forEach((part, i) => { bytes[at + i] = Number(part); });
}

export function readIpv4(bytes: Uint8Array, at: number): string {
  return [...bytes.subarray(at, at + 4)].join('.');
}

const TOKYO_MS = 9 * 3_600_000;

/** Fourteen digits YYYYMMDDhhmmss in Asia/Tokyo. */
export function toBoardTime(ms: number): string {
  return new Date(ms + TOKYO_MS).toISOString().slice(0, 19).replace(/[-:T]/g, '');
}

/** Milliseconds, or null for digits that are no time (an empty event has zeros). */
export function fromBoardTime(digits: string | null): number | null {
  const part = digits?.match(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/);
  if (!part) return null;
  const [, year, month, day, hour, minute, second] = part.map(Number);
  const ms = Date.UTC(year!, month! - 1, day!, hour!, minute!, second!) - TOKYO_MS;
  return Number.isNaN(ms) || toBoardTime(ms) !== digits ? null : ms;
}
