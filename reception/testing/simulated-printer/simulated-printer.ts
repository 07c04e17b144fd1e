import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { DOTS_ACROSS, type PaperWidth } from '../../src/printing/domain/sheet.ts';
import { PrinterPaper, type Printed } from './printer-paper.ts';

/**
 * What is wrong with a printer. `deaf`: takes the line and says nothing. `swallow`: says that all is well, takes sheets, prints nothing.
 * `twice`: prints each sheet again and says so. `lies`: says that all is well and that a sheet is out, with or without paper.
 * `mute`: prints each sheet, and its word that it is out gets lost.
 */
export type Fault = 'none' | 'deaf' | 'swallow' | 'twice' | 'lies' | 'mute';

export interface SimulatedPrinter {
  readonly port: number; readonly paper: PaperWidth; readonly printed: readonly Printed[];
  fault: Fault; coverOpen: boolean; paperLow: boolean; /** the roll is empty */ readonly paperOut: boolean;
  /** switched off and on again when so many more bytes have come: the line breaks, what was printed is torn off, the rest is forgotten */ resetAfter: number | null;
  /** real-time commands that were met inside of pictures, and bytes that no printer knows */ readonly accidents: readonly string[];
  /** rows of dots until the roll is empty; 0 is empty now */ load(rows: number): void;
  closeCover(): void;
  /** everybody who waits is told as soon as a paper has fallen out */ nextPaper(): Promise<Printed>;
  close(): Promise<void>;
}

const [DLE, ESC, GS] = [0x10, 0x1b, 0x1d];

/** An ESC/POS printer on a TCP port, with a roll, a cutter, a cover and bad days. Written from the command reference, not from our encoder. */
export async function startSimulatedPrinter({ port = 0, paper = 80 as PaperWidth } = {}): Promise<SimulatedPrinter> {
  const roll = new PrinterPaper(DOTS_ACROSS[paper]);
  const accidents: string[] = [];
  const waiting: ((printed: Printed) => void)[] = [];
  const sockets = new Set<Socket>();
  let buffer: number[] = [];
  let job: number[] = [];
  let partOfRealTime: number[] = [];
  let speaker: Socket | null = null;
  const state = { fault: 'none' as Fault, coverOpen: false, paperLow: false, resetAfter: null as number | null };

  const say = (...bytes: number[]): void => { if (speaker !== null && speaker.writable) speaker.write(Uint8Array.from(bytes)); };
  const sayOut = (...bytes: number[]): void => { if (state.fault !== 'mute') say(...bytes); };
  const status = (n: number): number => {
    const honest = state.fault !== 'lies' && state.fault !== 'swallow';
    const cover = honest && state.coverOpen; const out = honest && roll.isOut; const low = honest && state.paperLow;
    if (n === 1) return 0x12 | (cover || out ? 0x08 : 0);
    if (n === 2) return 0x12 | (cover ? 0x04 : 0) | (out ? 0x20 : 0);
    if (n === 3) return 0x12;
    return 0x12 | (low || out ? 0x0c : 0) | (out ? 0x60 : 0);
  };
  const cut = (): void => {
    const before = roll.fallen.length;
    roll.cut();
    const fallen = roll.fallen.at(-1);
    if (fallen !== undefined && roll.fallen.length > before) for (const tell of waiting.splice(0)) tell(fallen);
  };
  /** Picture rows that still have to be burned: a roll may end in the middle of them, and they go on with the next roll. */
  let rows: Uint8Array[] = [];
  const burnAll = (): boolean => {
    while (rows[0] !== undefined) {
      if (state.coverOpen || (!roll.burn(rows[0]) && state.fault !== 'lies')) return false;
      rows.shift();
    }
    return true;
  };
  /** @returns bytes of the command at the front of the buffer, 0 when it is not complete or cannot be done now */
  const take = (): number => {
    const [a, b, c] = buffer;
    if (a === DLE) return buffer.length < 3 ? 0 : 3; // answered when it came in
    if (a === ESC && b === 0x40) { job = []; return 2; }
    if (a === GS && b === 0x76 && c === 0x30) {
      if (buffer.length < 8) return 0;
      const across = (buffer[4] ?? 0) + 256 * (buffer[5] ?? 0); const high = (buffer[6] ?? 0) + 256 * (buffer[7] ?? 0);
      if (buffer.length < 8 + across * high) return 0;
      for (let y = 0; y < high; y += 1) rows.push(Uint8Array.from(buffer.slice(8 + y * across, 8 + (y + 1) * across)));
      return 8 + across * high;
    }
    if (a === GS && b === 0x56 && c === 66) { if (buffer.length < 4) return 0; cut(); return 4; }
    if (a === GS && b === 0x72) { if (buffer.length < 3) return 0; sayOut(state.paperLow ? 0x03 : 0x00); return 3; }
    if (a === GS && b === 0x28 && c === 0x48) { if (buffer.length < 11) return 0; sayOut(0x37, 0x22, ...buffer.slice(7, 11), 0); return 11; }
    if (buffer.length < 2) return 0;
    accidents.push(`byte ${a ?? -1}`);
    return 1;
  };
  const work = (): void => {
    if (state.fault === 'deaf' || state.fault === 'swallow') return;
    while (burnAll() && buffer.length > 0) {
      const n = take();
      if (n === 0) return;
      const command = buffer.splice(0, n);
      job.push(...command);
      const ends = command[0] === GS && (command[1] === 0x72 || command[1] === 0x28);
      if (!ends) continue;
      const again = [ESC, 0x40, ...job.slice(command.length === n && job[0] === ESC ? 2 : 0)];
      job = [];
      if (state.fault === 'twice') { state.fault = 'none'; twiceOver = true; buffer = [...again, ...buffer]; } else if (twiceOver) { twiceOver = false; state.fault = 'twice'; }
    }
  };
  let twiceOver = false;
  /** DLE EOT is heard wherever it stands, at once. */
  const hearRealTime = (byte: number): void => {
    partOfRealTime = [...partOfRealTime, byte].slice(-3);
    const [a, b, n = 0] = partOfRealTime;
    if (a !== DLE) return;
    if (b === 0x04 && n >= 1 && n <= 4) { if (state.fault !== 'deaf') say(status(n)); }
    else if (b === 0x05 || b === 0x14) accidents.push(`real-time ${b}`);
  };
  const reset = (): void => {
    state.resetAfter = null;
    burnAll();
    buffer = []; rows = []; job = [];
    cut();
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    speaker = socket;
    socket.on('error', () => {}).on('close', () => { sockets.delete(socket); if (speaker === socket) speaker = null; });
    socket.on('end', () => { if (state.fault !== 'deaf') socket.end(); });
    socket.on('data', (chunk: Buffer) => {
      for (const byte of chunk) {
        hearRealTime(byte);
        buffer.push(byte);
        if (state.resetAfter !== null) { state.resetAfter -= 1; if (state.resetAfter <= 0) { parseWhole(); reset(); return; } }
      }
      work();
    });
  });
  /** Prints the rows of a picture that has come only in part, as heads do. */
  const parseWhole = (): void => {
    work();
    if (buffer[0] !== GS || buffer[1] !== 0x76) return;
    const across = (buffer[4] ?? 0) + 256 * (buffer[5] ?? 0);
    for (let at = 8; across > 0 && at + across <= buffer.length; at += across) rows.push(Uint8Array.from(buffer.slice(at, at + across)));
  };
  await new Promise<void>((resolve, reject) => { server.once('error', reject).listen(port, '127.0.0.1', resolve); });
  return Object.assign(Object.defineProperties({} as SimulatedPrinter, {
    fault: { get: () => state.fault, set: (fault: Fault) => { state.fault = fault; work(); }, enumerable: true }, coverOpen: { get: () => state.coverOpen, set: (open: boolean) => { state.coverOpen = open; }, enumerable: true },
    paperLow: { get: () => state.paperLow, set: (low: boolean) => { state.paperLow = low; }, enumerable: true }, resetAfter: { get: () => state.resetAfter, set: (bytes: number | null) => { state.resetAfter = bytes; }, enumerable: true },
    printed: { get: () => roll.fallen, enumerable: true }, paperOut: { get: () => roll.isOut, enumerable: true },
  }), {
    port: (server.address() as AddressInfo).port, paper, accidents,
    load: (left: number) => { roll.rowsLeft = left; work(); },
    closeCover: () => { state.coverOpen = false; work(); },
    nextPaper: () => new Promise<Printed>((resolve) => { waiting.push(resolve); }),
    close: async () => { for (const socket of sockets) socket.destroy(); await new Promise<void>((resolve) => { server.close(() => resolve()); }); },
  });
}
