import { access } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { CounterId } from '../../../contract/index.ts';
import type { Printer } from '../application/ports.ts';

const twice = (list: readonly (string | number)[]): (string | number)[] => [...new Set(list.filter((x, i) => list.indexOf(x) !== i))];

const PrinterEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,30}$/), /** as staff know it: 「入口のプリンター」 */ name: z.string().min(1).max(30),
  /** host:port, usually 9100 */ address: z.string().regex(/^[A-Za-z0-9.-]+:\d{2,5}$/), paper: z.literal([58, 80]), confirm: z.enum(['process-id', 'status']).default('process-id'),
  /** series of the kiosks whose tickets it prints */ kiosks: z.array(z.int().min(1).max(99)).default([]), /** counters whose desk tickets and copies it prints */ counters: z.array(CounterId).default([]),
});
/** `printers.json`: which printer prints for which kiosk and counter. Each has at most one. */
export const PrintersFile = z.strictObject({ printers: z.array(PrinterEntry) }).superRefine(({ printers }, context) => {
  for (const id of twice(printers.map((p) => p.id))) context.addIssue({ code: 'custom', path: ['printers'], message: `printer "${id}" stands there twice` });
  for (const kiosk of twice(printers.flatMap((p) => p.kiosks))) context.addIssue({ code: 'custom', path: ['printers'], message: `kiosk ${kiosk} has two printers` });
  for (const counter of twice(printers.flatMap((p) => p.counters))) context.addIssue({ code: 'custom', path: ['printers'], message: `counter ${counter} has two printers` });
});

/** A hall without the file prints no tickets. */
export async function readPrinters(file: string, readPart: <T>(folder: string, file: string, schema: z.ZodType<T>) => Promise<T>): Promise<Printer[]> {
  try { await access(file); } catch { return []; }
  const { printers } = await readPart(dirname(file), basename(file), PrintersFile);
  return printers.map(({ address, ...rest }) => { const at = address.lastIndexOf(':'); return { ...rest, host: address.slice(0, at), port: Number(address.slice(at + 1)) }; });
}
