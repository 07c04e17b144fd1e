import type { Bitmap } from './sheet.ts';

/**
 * ESC/POS as printers speak it on TCP 9100 (Epson's command reference; Star, Citizen and others follow it):
 * `ESC @`, raster bands by `GS v 0`, `GS V 66` feed and cut, `DLE EOT n` status asked in real time, `GS r 1` paper status asked in
 * turn, `GS ( H` fn 48 a name that the printer says back when what stands before it was printed.
 */
const [DLE, EOT, ESC, GS] = [0x10, 0x04, 0x1b, 0x1d];

/** Rows in one band: a printer begins with the first while the others are on their way. */
const BAND = 128;

/** `process-id`: says our own four letters back, so that no answer to an earlier sheet is taken for this one's. `status`: for printers without `GS ( H`; any paper status that comes in turn counts. */
export type Confirm = 'process-id' | 'status';

/**
 * Real-time commands are obeyed wherever their bytes stand, also in the middle of a picture: 10 04 n asks, 10 05 n recovers,
 * 10 14 n clears the buffer. One dot more in the first byte, and it is a picture again.
 */
export function defuse(bytes: Uint8Array): void {
  for (let i = 0; i + 1 < bytes.length; i += 1) if (bytes[i] === DLE && (bytes[i + 1] === 0x04 || bytes[i + 1] === 0x05 || bytes[i + 1] === 0x14)) bytes[i] = 0x11;
}

/** A sheet as bytes: begin afresh, the picture in bands, feed and cut. */
export function encodeSheet(bitmap: Bitmap): Uint8Array {
  const { bytesAcross, height } = bitmap;
  const dots = bitmap.dots.slice();
  defuse(dots);
  const out: number[] = [ESC, 0x40];
  for (let top = 0; top < height; top += BAND) {
    const rows = Math.min(BAND, height - top);
    out.push(GS, 0x76, 0x30, 0, bytesAcross & 0xff, bytesAcross >> 8, rows & 0xff, rows >> 8, ...dots.subarray(top * bytesAcross, (top + rows) * bytesAcross));
  }
  out.push(GS, 0x56, 66, 0);
  return Uint8Array.from(out);
}

/** Asks to be told when everything before it is on paper. `name`: four printable letters. */
export const encodeConfirm = (confirm: Confirm, name: string): Uint8Array =>
  (confirm === 'status' ? Uint8Array.from([GS, 0x72, 1]) : Uint8Array.from([GS, 0x28, 0x48, 6, 0, 48, 48, ...[...name].map((c) => c.charCodeAt(0))]));

/** Printer, why it is offline, error, paper roll: answered at once, also by a printer that cannot print. */
export const ASK_HEALTH = Uint8Array.from([1, 2, 3, 4].flatMap((n) => [DLE, EOT, n]));

/** What a printer is. `paper-low` prints; `unreachable` nobody answers at its address, `silent` somebody takes the line and says nothing. */
export type Health = 'ready' | 'paper-low' | 'paper-out' | 'cover-open' | 'fault' | 'unreachable' | 'silent';
export const canPrint = (health: Health): boolean => health === 'ready' || health === 'paper-low';

/** From the four answers to ASK_HEALTH. */
export function healthOf([printer = 0, offline = 0, error = 0, roll = 0]: readonly number[]): Health {
  if ((offline & 0x04) !== 0) return 'cover-open';
  if ((roll & 0x60) !== 0 || (offline & 0x20) !== 0) return 'paper-out';
  if ((error & 0x6c) !== 0 || (offline & 0x40) !== 0 || (printer & 0x08) !== 0) return 'fault';
  return (roll & 0x0c) !== 0 ? 'paper-low' : 'ready';
}

export type Answer = { readonly t: 'status'; readonly byte: number } | { readonly t: 'paper'; readonly byte: number } | { readonly t: 'named'; readonly name: string };

/** Reads the printer's side of the line. Automatic status (four bytes, left on by another program) is passed over. @returns the answers and the bytes of one that is not complete */
export function readAnswers(bytes: Uint8Array): { answers: Answer[]; rest: Uint8Array } {
  const answers: Answer[] = [];
  let at = 0;
  const has = (n: number): boolean => at + n <= bytes.length;
  while (has(1)) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0x93) === 0x12) { answers.push({ t: 'status', byte }); at += 1; }
    else if ((byte & 0x93) === 0x10) { if (!has(4)) break; at += 4; }
    else if (byte === 0x37) {
      if (!has(7)) break;
      if (bytes[at + 1] === 0x22) answers.push({ t: 'named', name: String.fromCharCode(...bytes.subarray(at + 2, at + 6)) });
      at += 7;
    } else { if ((byte & 0x90) === 0) answers.push({ t: 'paper', byte }); at += 1; }
  }
  return { answers, rest: bytes.slice(at) };
}
