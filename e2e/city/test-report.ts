import { columns } from './table.ts';

export type Part =
  | { readonly kind: 'check'; readonly name: string; readonly seconds: number; readonly ok: boolean }
  | { readonly kind: 'project'; readonly name: string; readonly seconds: number; /** exit code of the runner */ readonly ended: number; readonly passed: number; readonly failed: number; readonly skipped: number; /** what failed first and passed when it was walked again */ readonly second?: readonly string[] };

/** A project fails by its tests, by running none, by leaving some out, or by ending badly although its tests passed (a leak, a set-up). */
function faultOf(part: Part): string | undefined {
  if (part.kind === 'check') return part.ok ? undefined : 'FAILED';
  if (part.failed > 0) return `${part.failed} FAILED`;
  if (part.passed === 0) return 'FAILED: no test ran';
  if (part.skipped > 0) return `FAILED: ${part.skipped} left out`;
  return part.ended === 0 ? undefined : `FAILED: the runner ended with ${part.ended}`;
}

type Result = { readonly fullName: string; readonly status: string };
/** The part as it stands after the files that failed were walked once more: the second walk counts, also where it did less than the first. */
export function walkedAgain(part: Part, first: readonly Result[], ended: number, second: readonly Result[]): Part {
  if (part.kind === 'check') return part;
  const count = (results: readonly Result[], ...statuses: string[]): number => results.filter(({ status }) => statuses.includes(status)).length;
  const missing = first.filter(({ fullName }) => !second.some((one) => one.fullName === fullName)).length;
  return {
    ...part, ended,
    passed: part.passed - count(first, 'passed') + count(second, 'passed'),
    failed: part.failed - count(first, 'failed') + count(second, 'failed') + missing,
    skipped: part.skipped - count(first, 'pending', 'skipped', 'todo') + count(second, 'pending', 'skipped', 'todo'),
    second: first.filter(({ status, fullName }) => status === 'failed' && second.some((one) => one.fullName === fullName && one.status === 'passed')).map(({ fullName }) => fullName),
  };
}

/** The last line stands alone: `N passed, M failed`. A fault that no test counts is one failure. */
export function report(parts: readonly Part[]): { text: string; failed: number } {
  const rows = parts.map((part) => [`  ${part.name}`, part.kind === 'check' ? '' : `${part.passed} passed`, `${part.seconds.toFixed(1)} s`, faultOf(part) ?? 'ok']);
  const count = (some: readonly Part[]): { passed: number; failed: number } => ({
    passed: some.reduce((sum, part) => sum + (part.kind === 'check' ? Number(part.ok) : part.passed), 0),
    failed: some.reduce((sum, part) => sum + (faultOf(part) === undefined ? 0 : Math.max(1, part.kind === 'project' ? part.failed : 1)), 0),
  });
  const journeys = count(parts.filter(({ name }) => name === 'journeys'));
  const tests = count(parts.filter(({ name, kind }) => name !== 'journeys' && kind === 'project'));
  const all = count(parts);
  return {
    failed: all.failed,
    text: [...columns(rows), ...again(parts), '', `tests     ${tests.passed} passed, ${tests.failed} failed`, `journeys  ${journeys.passed} passed, ${journeys.failed} failed`, `${all.passed} passed, ${all.failed} failed`].join('\n'),
  };
}

const again = (parts: readonly Part[]): string[] => {
  const names = parts.flatMap((part) => (part.kind === 'project' ? part.second ?? [] : []));
  return names.length === 0 ? [] : ['', 'failed first, and passed when run again (the first failure stands above):', ...names.map((name) => `  ${name}`)];
};
