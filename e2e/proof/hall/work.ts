/** What clerks and kiosks do meanwhile, as their programs do it: with one key per command, sent again and anywhere until it is answered. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ActDone } from '@engawa/reception/contract';
import type { DemoKiosk } from '@engawa/reception/testing';

export interface Shift { readonly calls: { readonly ticketId: string; readonly counter: string }[]; readonly finished: string[]; readonly labels: string[]; /** answered later than by the first sending */ again: number }
export const newShift = (): Shift => ({ calls: [], finished: [], labels: [], again: 0 });

const PATIENCE_MS = 90_000;
/** Sends until somebody answers; a server that is gone, or says that it could not, is asked again, and then the other. */
async function untilAnswered(send: (origin: string) => Promise<Response>, origins: readonly string[], shift: Shift): Promise<Response> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let tried = 0; ; tried += 1) {
    const answer = await send(origins[tried % origins.length] as string).catch(() => undefined);
    if (answer !== undefined && answer.status < 500) return answer;
    if (performance.now() > deadline) throw new Error('Nobody answered a command for a minute and a half.');
    shift.again += tried === 0 ? 1 : 0;
    await sleep(150);
  }
}

export interface Desk { readonly counter: string; readonly cookie: string; readonly origins: readonly string[] }
/** Calls, serves and finishes until told to stop; between two acts a clerk needs `paceMs`. */
export async function workAt(desk: Desk, shift: Shift, { paceMs, goesOn }: { paceMs: number; goesOn: () => boolean }): Promise<void> {
  const send = (path: string): Promise<Response> => {
    const key = randomUUID();
    return untilAnswered((origin) => fetch(`${origin}${path}`, { method: 'POST', headers: { cookie: desk.cookie, 'idempotency-key': key }, signal: AbortSignal.timeout(5_000) }), desk.origins, shift);
  };
  while (goesOn()) {
    await sleep(paceMs * (0.5 + Math.random()));
    const called = await send('/api/staff/call-next');
    if (called.status !== 200) continue;
    const { ticketId } = ActDone.parse(await called.json());
    shift.calls.push({ ticketId, counter: desk.counter });
    for (const act of ['serve', 'finish']) {
      await sleep(paceMs * (0.5 + Math.random()));
      const done = await send(`/api/staff/tickets/${ticketId}/${act}`);
      if (done.status !== 200) throw new Error(`${act} was answered ${done.status}: ${await done.text()}`);
    }
    shift.finished.push(ticketId);
  }
}

/** Numbers of one kiosk, one after the other. Gives the secrets, for the phones behind them. */
export async function takeTickets(kiosk: DemoKiosk, { day, from, count, origins }: { day: string; from: number; count: number; origins: readonly string[] }, shift: Shift): Promise<string[]> {
  const secrets: string[] = [];
  for (let sequence = from; sequence < from + count; sequence += 1) {
    const intake = await kiosk.intake({ sequence, day, procedures: ['juminhyo'], issuedAtMs: Date.now() });
    const answer = await untilAnswered((origin) => kiosk.submit(intake, origin), origins, shift);
    if (answer.status !== 201) throw new Error(`a ticket was answered ${answer.status}: ${await answer.text()}`);
    shift.labels.push(((await answer.json()) as { label: string }).label);
    secrets.push(intake.secret);
  }
  return secrets;
}
