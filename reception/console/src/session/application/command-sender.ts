import { Problem } from '@engawa/reception/contract';
import { z } from 'zod';
import type { Clock, Method, Network, NetworkAnswer, NewId, Outcome, Wait } from './ports.ts';

/**
 * How long to try by ourselves before telling the clerk, and how long an unanswered act keeps its key.
 * Two short retries hide a hiccup of the hall's network; a clerk notices at about two seconds. After a minute no
 * request can still be under way, so a new press means a new act.
 */
export const RETRY = { waitsMs: [300, 1_200], keyLifeMs: 60_000 } as const;

export interface Command<T> { readonly method: Method; readonly path: string; readonly body?: unknown; readonly answer: z.ZodType<T> }
export interface CommandSender {
  /** Does an act once, however often it is pressed or resent. */
  command<T>(command: Command<T>): Promise<Outcome<T>>;
  /** Asks without changing anything. */
  ask<T>(command: Command<T>): Promise<Outcome<T>>;
}

/** For commands whose answer has no content (204): that it came is all there is to know. */
export const NO_CONTENT: z.ZodType<true> = z.unknown().transform((): true => true);

interface Unanswered { readonly key: string; readonly sinceMs: number }

const isSettled = (answer: NetworkAnswer): answer is Extract<NetworkAnswer, { reached: true }> => answer.reached && answer.status < 500;

const outcomeOf = <T>(answer: NetworkAnswer, schema: z.ZodType<T>): Outcome<T> => {
  if (!answer.reached) return { kind: 'unreachable' };
  if (answer.status < 400) {
    const value = schema.safeParse(answer.body);
    return value.success ? { kind: 'done', value: value.data } : refusal('internal', answer.status);
  }
  const problem = Problem.safeParse(answer.body);
  return problem.success ? { kind: 'refused', problem: problem.data } : refusal(answer.status === 404 ? 'not-found' : 'internal', answer.status);
};

const refusal = (code: 'internal' | 'not-found', status: number): Outcome<never> =>
  ({ kind: 'refused', problem: { type: 'about:blank', title: 'Unreadable answer', status: Math.max(400, status), code } });

/**
 * unsent -send-> in flight -answer-> settled;  in flight -no answer-> unanswered -press again-> in flight (same key).
 * While an act is in flight, the same act pressed again joins it instead of being sent twice.
 */
export function createCommandSender(deps: { network: Network; newKey: NewId; clock: Clock; wait: Wait }): CommandSender {
  const inFlight = new Map<string, Promise<unknown>>();
  const unanswered = new Map<string, Unanswered>();

  const exchange = async <T>(command: Command<T>, key: string | null): Promise<NetworkAnswer> => {
    let answer: NetworkAnswer = { reached: false };
    for (const waitMs of [0, ...RETRY.waitsMs]) {
      if (waitMs > 0) await deps.wait(waitMs);
      answer = await deps.network.send({ method: command.method, path: command.path, key, body: command.body });
      if (isSettled(answer)) return answer;
    }
    return answer;
  };

  const run = async <T>(command: Command<T>, act: string): Promise<Outcome<T>> => {
    // What was never answered is forgotten with its key: a body may hold a correction of somebody's address.
    for (const [old, { sinceMs }] of unanswered) if (deps.clock() - sinceMs >= RETRY.keyLifeMs) unanswered.delete(old);
    const earlier = unanswered.get(act);
    const entry = earlier ?? { key: deps.newKey(), sinceMs: deps.clock() };
    unanswered.set(act, entry);
    const answer = await exchange(command, entry.key);
    if (isSettled(answer)) unanswered.delete(act);
    return outcomeOf(answer, command.answer);
  };

  return {
    command: <T>(command: Command<T>): Promise<Outcome<T>> => {
      const act = `${command.method} ${command.path} ${JSON.stringify(command.body ?? null)}`;
      const running = inFlight.get(act) as Promise<Outcome<T>> | undefined;
      if (running !== undefined) return running;
      const started = run(command, act).finally(() => inFlight.delete(act));
      inFlight.set(act, started);
      return started;
    },
    ask: async (command) => outcomeOf(await exchange(command, null), command.answer),
  };
}
