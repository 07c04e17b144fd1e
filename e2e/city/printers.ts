/** The hall's paper: simulated printers, the file that tells reception where they stand, and one page on which people see and spoil them. */
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPrinterPage, startSimulatedPrinter } from '@engawa/reception/testing';
import type { SimulatedPrinter } from '@engawa/reception/testing';

export type HallPrinter = { readonly id: string; readonly name: string; readonly device: SimulatedPrinter };

/** Whatever browser comes as a kiosk has the printer at the entrance; the counters share a narrow one. */
const KIOSKS = Array.from({ length: 99 }, (_, at) => at + 1);
const COUNTERS = ['1', '2', '3', '4', '5', '6', '7'];
const HALL = [
  { id: 'entrance', name: '入口のプリンター', paper: 80, kiosks: KIOSKS, counters: [] },
  { id: 'counters', name: '窓口のプリンター', paper: 58, kiosks: [], counters: COUNTERS },
] as const;

/** @param port of the page; the printers themselves take free ports. */
export async function startPrinters(folder: string, port: number, undo: (() => unknown)[]): Promise<{ printers: HallPrinter[]; page: string; file: string }> {
  const printers: HallPrinter[] = [];
  for (const { id, name, paper } of HALL) {
    const device = await startSimulatedPrinter({ paper });
    undo.push(() => device.close());
    printers.push({ id, name, device });
  }
  const file = join(folder, 'printers.json');
  await writeFile(`${file}.new`, JSON.stringify({ printers: HALL.map((one, at) => ({ ...one, address: `127.0.0.1:${printers[at]!.device.port}` })) }, null, 1));
  await rename(`${file}.new`, file);
  const page = await startPrinterPage({ port, printers });
  undo.push(() => page.close());
  return { printers, page: page.url, file };
}
