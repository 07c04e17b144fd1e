import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** A hall file that cannot be used; the message names file, place and reason, one line each. */
export class HallFileError extends Error {
  override readonly name = 'HallFileError';
}

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, "HH:MM"');
const Share = z.number().min(0).max(1);
/** Nobody is served for longer than a day; a slip of the unit (seconds for minutes) shows here. */
const Minutes = z.number().positive().max(600);

export const ServiceLaw = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lognormal'), medianMinutes: Minutes, sigma: z.number().min(0).max(3) }),
  z.strictObject({ kind: z.literal('gamma'), shape: z.number().min(0.05).max(10_000), meanMinutes: Minutes }),
  z.strictObject({ kind: z.literal('empirical'), minutes: z.array(Minutes).min(1).max(100_000) }),
]);
export type ServiceLaw = z.infer<typeof ServiceLaw>;

export const HallFile = z.strictObject({
  open: Clock, close: Clock,
  procedures: z.array(z.strictObject({ id: z.string().min(1), letter: z.string().min(1).optional(), share: z.number().min(0), service: ServiceLaw })).min(1).max(50),
  counters: z.array(z.strictObject({
    id: z.union([z.int(), z.string().min(1)]), procedures: z.array(z.string()).min(1),
    closed: z.array(z.tuple([Clock, Clock])).default([]),
  })).min(1).max(200),
  arrivals: z.strictObject({
    perDay: z.number().min(0).max(20_000),
    /** relative rates, each from its time until the next; before the first its rate holds already */
    byTime: z.array(z.tuple([Clock, z.number().min(0)])).default([]),
  }),
  appointmentsPerDay: z.int().min(0).max(2_000).default(0),
  noShow: Share.default(0), secondStep: Share.default(0),
  drift: z.strictObject({ fromDay: z.int().min(1), serviceFactor: z.number().positive().max(20) }).optional(),
});
export type HallFile = z.infer<typeof HallFile>;

export const minuteOf = (clock: string): number => { const [hours = 0, minutes = 0] = clock.split(':').map(Number); return hours * 60 + minutes; };

/** What each part allows by itself but the whole does not: `path: reason`. */
function contradictions(hall: HallFile): string[] {
  const wrong: string[] = [];
  if (minuteOf(hall.close) <= minuteOf(hall.open)) wrong.push('close: the hall closes before it opens');
  const ids = hall.procedures.map((p) => p.id);
  ids.forEach((id, n) => { if (ids.indexOf(id) !== n) wrong.push(`procedures.${n}.id: "${id}" stands there twice`); });
  if (hall.procedures.every((p) => p.share === 0)) wrong.push('procedures: every share is 0, nobody would come');
  const counters = hall.counters.map((c) => String(c.id));
  hall.counters.forEach((counter, n) => {
    if (counters.indexOf(String(counter.id)) !== n) wrong.push(`counters.${n}.id: "${counter.id}" stands there twice`);
    counter.procedures.forEach((id, at) => { if (!ids.includes(id)) wrong.push(`counters.${n}.procedures.${at}: there is no procedure "${id}"`); });
    counter.closed.forEach(([from, until], at) => {
      if (minuteOf(until) <= minuteOf(from)) wrong.push(`counters.${n}.closed.${at}: ends before it begins`);
    });
  });
  hall.procedures.forEach((procedure, n) => {
    if (!hall.counters.some((c) => c.procedures.includes(procedure.id))) wrong.push(`procedures.${n}: no counter serves "${procedure.id}"`);
  });
  hall.arrivals.byTime.forEach(([at], n, all) => {
    if (n > 0 && minuteOf(at) <= minuteOf((all[n - 1] as [string, number])[0])) wrong.push(`arrivals.byTime.${n}.0: the times must rise`);
  });
  return wrong;
}

/** Parses the text of a hall file. @throws HallFileError naming the place */
export function parseHall(name: string, text: string): HallFile {
  let json: unknown;
  try { json = JSON.parse(text); } catch (cause) { throw new HallFileError(`${name}: not JSON: ${(cause as Error).message}`, { cause }); }
  const parsed = HallFile.safeParse(json);
  if (!parsed.success) throw new HallFileError(parsed.error.issues.map((issue) => `${name}: ${issue.path.join('.') || '(whole file)'}: ${issue.message}`).join('\n'));
  const wrong = contradictions(parsed.data);
  if (wrong.length > 0) throw new HallFileError(wrong.map((line) => `${name}: ${line}`).join('\n'));
  return parsed.data;
}

export async function readHall(path: string): Promise<HallFile> {
  let text: string;
  try { text = await readFile(path, 'utf8'); } catch (cause) { throw new HallFileError(`${path}: cannot be read: ${(cause as Error).message}`, { cause }); }
  return parseHall(path, text);
}
