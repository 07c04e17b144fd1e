import { columns } from './table.ts';

export type Part =
  | { readonly kind: 'check'; readonly name: string; readonly seconds: number; readonly ok: boolean }
  | { readonly kind: 'project'; readonly name: string; readonly seconds: number; /** exit code of the runner */ readonly ended: number; readonly passed: number; readonly failed: number; readonly skipped: number };

/** A project fails by its tests, by running none, by leaving some out, or by ending badly although its tests passed (a leak, a set-up). */
function faultOf(part: Part): string | undefined {
  if (part.kind === 'check') return part.ok ? undefined : 'FAILED';
  if (part.failed > 0) return `${part.failed} FAILED`;
  if (part.passed === 0) return 'FAILED: no test ran';
  if (part.skipped > 0) return `FAILED: ${part.skipped} left out`;
  return part.ended === 0 ? undefined : `FAILED: the runner ended with ${part.ended}`;
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
    text: [...columns(rows), '', `tests     ${tests.passed} passed, ${tests.failed} failed`, `journeys  ${journeys.passed} passed, ${journeys.failed} failed`, `${all.passed} passed, ${all.failed} failed`].join('\n'),
  };
}
