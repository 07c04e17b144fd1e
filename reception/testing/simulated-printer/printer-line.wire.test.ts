import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tcpPrinterLine } from '../../src/printing/adapters/tcp-printer-line.ts';
import type { Printer, PrinterLine } from '../../src/printing/application/ports.ts';
import { encodeSheet, type Confirm } from '../../src/printing/domain/escpos.ts';
import { blankBitmap, DOTS_ACROSS, type Bitmap, type PaperWidth } from '../../src/printing/domain/sheet.ts';
import { startSimulatedPrinter, type SimulatedPrinter } from './simulated-printer.ts';

const TIMING = { connectMs: 2_000, answerMs: 400, sheetMs: 3_000, pollMs: 100, closeMs: 300 };
let device: SimulatedPrinter;
let lines: PrinterLine[] = [];
beforeEach(async () => { device = await startSimulatedPrinter(); });
afterEach(async () => { for (const line of lines) line.close(); lines = []; await device.close(); });

const printerAt = (port: number, confirm: Confirm = 'process-id'): Printer => ({ id: 'hall', name: '入口', host: '127.0.0.1', port, paper: 80, confirm, kiosks: [], counters: [] });
const open = async (confirm?: Confirm, timing = TIMING): Promise<PrinterLine> => { const line = await tcpPrinterLine(timing)(printerAt(device.port, confirm)); if (line === null) throw new Error('nobody answers'); lines.push(line); return line; };
/** Dots that hold every byte, so also 10 04 01, which a printer obeys wherever it stands. */
const noise = (paper: PaperWidth, height = 300): Bitmap => {
  const bitmap = blankBitmap(DOTS_ACROSS[paper], height);
  for (let i = 0; i < bitmap.dots.length; i += 1) bitmap.dots[i] = i % 7 === 0 ? 0x10 : i % 7 === 1 ? 0x04 : i % 7 === 2 ? 0x01 + (i % 4) : (i * 31) & 0xff;
  bitmap.dots.set([0x10, 0x05, 0x02, 0x10, 0x14, 0x08], bitmap.dots.length - 6);
  return bitmap;
};
/** Dots that differ: one more for each sequence that was taken out. */
const differing = (a: Bitmap, b: Bitmap): number => a.dots.filter((byte, i) => byte !== b.dots[i] && byte !== ((b.dots[i] ?? 0) & ~1)).length;

describe('a sheet on the wire', () => {
  it.each([80, 58] as const)('[Q72] the bytes decode to the same picture on %i mm, and no dot of it is taken for a command', async (paper) => {
    await device.close();
    device = await startSimulatedPrinter({ paper });
    const picture = noise(paper);
    expect(await (await open()).print(encodeSheet(picture), 'ABCD')).toEqual({ state: 'printed', sheets: 1 });
    expect([device.accidents, device.printed.length, device.printed[0]!.bitmap.height, differing(picture, device.printed[0]!.bitmap)]).toEqual([[], 1, picture.height, 0]);
    expect(device.printed[0]!.png.subarray(1, 4).toString()).toBe('PNG');
  });

  it.each(['process-id', 'status'] as const)('[Q73] a sheet counts as printed when the printer says so (%s), and never for the answer to an earlier one', async (confirm) => {
    device.load(100);
    const first = await (await open(confirm, { ...TIMING, sheetMs: 500 })).print(encodeSheet(noise(80)), 'AAAA');
    expect(first).toEqual({ state: 'unknown', why: 'paper-out' });
    if (confirm === 'status') return;
    // The new roll lets the rest of the first sheet out, whose answer comes on the line of the second.
    device.fault = 'none';
    const line = await open(confirm, { ...TIMING, sheetMs: 500 });
    const second = line.print(encodeSheet(noise(80, 20)), 'BBBB');
    device.load(250);
    expect([await second, device.printed.length]).toEqual([{ state: 'printed', sheets: 1 }, 2]);
  });

  it('[Q74] paper, cover, silence and an address where nobody is are told apart before anything is sent', async () => {
    const health = async () => (await open()).health();
    expect(await health()).toBe('ready');
    device.paperLow = true;
    expect(await health()).toBe('paper-low');
    device.load(0);
    expect(await health()).toBe('paper-out');
    device.coverOpen = true;
    expect(await health()).toBe('cover-open');
    device.fault = 'deaf';
    expect(await health()).toBe('silent');
    await device.close();
    expect(await tcpPrinterLine(TIMING)(printerAt(device.port))).toBeNull();
    device = await startSimulatedPrinter();
  });

  it('[Q75] a printer that takes a sheet and prints nothing, or dies in the middle of it, leaves it unknown', async () => {
    device.fault = 'swallow';
    expect(await (await open(undefined, { ...TIMING, sheetMs: 400 })).print(encodeSheet(noise(80)), 'ABCD')).toEqual({ state: 'unknown', why: 'silent' });
    await device.close();
    device = await startSimulatedPrinter();
    device.resetAfter = 8_000;
    expect(await (await open()).print(encodeSheet(noise(80)), 'ABCD')).toEqual({ state: 'unknown', why: 'line-broke' });
    expect([device.printed.length, device.printed[0]!.bitmap.height < 300]).toEqual([1, true]);
  });

  it('[Q76] a sheet that comes out twice is counted twice', async () => {
    device.fault = 'twice';
    expect(await (await open()).print(encodeSheet(noise(80, 40)), 'ABCD')).toEqual({ state: 'printed', sheets: 2 });
    expect(device.printed.length).toBe(2);
  });
});
