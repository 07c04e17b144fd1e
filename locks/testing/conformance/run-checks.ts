import type { Bench } from './bench.ts';
import type { Check } from './checks.ts';
import { CHECKS, Unmet } from './checks.ts';

export type Verdict =
  | { verdict: 'passed' }
  | { verdict: 'failed'; expected: string; seen: string }
  /** the protocol or the device does not carry it */ | { verdict: 'not-supported'; why: string }
  /** nobody was there to do it to the device */ | { verdict: 'not-tried'; why: string };
export type Result = Pick<Check, 'id' | 'rule' | 'says'> & Verdict;

/** Each check gets a bench of its own, so that one failure does not colour the next. */
export async function runChecks(open: () => Promise<Bench>, options: { only?: string; onResult?: (result: Result) => void } = {}): Promise<Result[]> {
  const results: Result[] = [];
  const ear = listenIn();
  for (const check of CHECKS.filter(({ id }) => options.only === undefined || id === options.only)) {
    const result = { id: check.id, rule: check.rule, says: check.says, ...await judge(check, open, ear.written) };
    results.push(result);
    options.onResult?.(result);
  }
  ear.stop();
  return results;
}

async function judge(check: Check, open: () => Promise<Bench>, written: () => string): Promise<Verdict> {
  let bench: Bench;
  try {
    bench = await open();
  } catch (error) {
    return { verdict: 'failed', expected: 'the driver starts', seen: nameOf(error) };
  }
  try {
    if (check.reports && !check.reports(bench.profile)) return { verdict: 'not-supported', why: 'the protocol does not carry it' };
    const missing = check.needs.filter((trick) => bench.tricks[trick] === undefined);
    if (missing.length > 0) return { verdict: 'not-tried', why: `needs ${missing.join(', ')} at the device` };
    await check.run(bench, written);
    return { verdict: 'passed' };
  } catch (error) {
    return error instanceof Unmet ? { verdict: 'failed', expected: error.expected, seen: error.seen } : { verdict: 'failed', expected: 'no error', seen: nameOf(error) };
  } finally {
    await bench.close();
  }
}

/** The message of a library could quote what it was given; a verdict carries only the kind of error. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'an error';
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}

/** Keeps what anything writes to the terminal meanwhile, and lets it through. */
function listenIn(): { written: () => string; stop: () => void } {
  const kept: string[] = [];
  let listening = true;
  const streams = [process.stdout, process.stderr].map((stream) => {
    const before = stream.write;
    const mine = ((...args: Parameters<typeof stream.write>) => {
      if (listening && kept.length < 10_000) kept.push(String(args[0]));
      return before.apply(stream, args);
    }) as typeof stream.write;
    stream.write = mine;
    return { stream, before, mine };
  });
  return {
    written: () => kept.join(''),
    // runs side by side end in any order: only the outermost may be taken off
    stop: () => { listening = false; for (const { stream, before, mine } of streams) if (stream.write === mine) stream.write = before; },
  };
}
