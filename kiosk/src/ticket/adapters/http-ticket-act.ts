import { Problem, type VisitorAct } from '@engawa/reception/contract';
import type { AnyProblemCode } from '../../wording/problems.ts';

/** Longer than any answer of a hall that is there. */
const PATIENCE_MS = 10_000;

/** The hall's answer to what a visitor does with their own ticket; the secret in the path is the right to it. */
export async function httpTicketAct(secret: string, act: VisitorAct, key: string, until?: string): Promise<AnyProblemCode | null> {
  try {
    const answer = await fetch(`/api/tickets/${secret}/${act}`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(until === undefined ? {} : { until }), signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.ok ? null : Problem.parse(await answer.json()).code;
  } catch { return 'unreachable'; }
}
