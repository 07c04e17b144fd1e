import type { Logger } from 'pino';
import type { BookingId, NoticeOutcome } from '../contract/index.ts';
import type { AgentLedger, DoorLine, GrantIssuer } from './access/application/ports.ts';
import { freeWithdrawn } from './access/adapters/pg-grant-store.ts';
import { pushManifest, releaseBooking } from './access/application/release-booking.ts';
import { pruneMarks } from './availability/adapters/occupation-rows.ts';
import type { OccupationKeeper } from './availability/application/ports.ts';
import { workOneJob } from './booking/adapters/pg-job-store.ts';
import type { Job } from './booking/adapters/pg-job-store.ts';
import { sweepHolds } from './booking/adapters/pg-booking-store.ts';
import type { Database } from './database/database.ts';
import { forgetOldCommands } from './idempotency/adapters/pg-command-ledger.ts';
import { paymentsToAsk } from './payment/adapters/pg-payment-store.ts';
import type { PaymentGateway } from './payment/application/ports.ts';
import { payRefund } from './payment/application/pay-refund.ts';
import { reconcilePayment } from './payment/application/reconcile-payment.ts';
import type { Notice } from './payment/domain/decide-payment-notice.ts';
import { forgetOldSessions } from './residents/adapters/pg-resident-store.ts';
import { storesOn } from './stores.ts';

export interface WorkerNeeds {
  pool: Database; clock(): number; issuer: GrantIssuer; ledger: AgentLedger; line: DoorLine; gateway: PaymentGateway; log: Logger; newId(): string; keeper: Pick<OccupationKeeper, 'attend'>;
  accept(notice: Notice, of: { paymentId: string; sessionId: string }): Promise<NoticeOutcome>;
}
export interface Worker { /** one whole round; tests drive it by hand */ round(): Promise<void>; poke(): void; start(): void; stop(): Promise<void> }

/** Figures in milliseconds. A round costs four index look-ups when there is nothing to do. */
const ROUND = { everyMs: 1_000, pushEveryMs: 5_000, askEveryMs: 5_000, tidyEveryMs: 3_600_000, mostReleases: 200, mostRefunds: 3 } as const;

/** Keeps what was promised: releases, refunds, lapsed holds, and the agents' manifests until they are acknowledged. Runs for ever and may die anywhere. */
export function makeWorker(needs: WorkerNeeds): Worker {
  const { pool, clock, issuer, ledger, line, gateway, log } = needs;
  const last = { push: -Infinity, ask: -Infinity, tidy: -Infinity };
  const pushed = new Set<string>();
  /** The absolute distance: a clock that was set back must not stop the worker for as long as it jumped. */
  const isDue = (step: keyof typeof last, everyMs: number): boolean => {
    const due = Math.abs(clock() - last[step]) >= everyMs;
    if (due) last[step] = clock();
    return due;
  };

  const comesAgain = (job: Job, error: unknown): void => log.warn({ kind: job.kind, attempts: job.attempts, err: (error as Error).message }, 'job comes again');
  const release = async (): Promise<void> => {
    for (let done = 0; done < ROUND.mostReleases; done += 1) {
      const building: { told: string | null } = { told: null };
      const worked = await workOneJob(pool, 'release', clock(), async (tx, job) => {
        const told = await releaseBooking(storesOn(tx), issuer, needs.newId, job.subject as BookingId, clock());
        if (told !== null && typeof told === 'object') return told;
        building.told = told;
        return undefined;
      }, comesAgain);
      if (building.told) pushed.add(building.told);
      if (worked === null) return;
    }
  };
  /** Each one waits for the provider, who may hang: few a round, and none after one that failed, because doors wait behind them. */
  const refund = async (): Promise<void> => {
    for (let done = 0; done < ROUND.mostRefunds; done += 1) {
      if (await workOneJob(pool, 'refund', clock(), (tx, job) => payRefund(storesOn(tx), gateway, job.subject as BookingId, clock()), comesAgain) !== 'done') return;
    }
  };
  const pushManifests = async (): Promise<void> => {
    const due = isDue('push', ROUND.pushEveryMs) ? new Set([...pushed, ...(await ledger.behind())]) : new Set(pushed);
    if (!line.isUp()) return;
    for (const building of due) {
      await pushManifest(ledger, line, issuer, building, null, clock());
      pushed.delete(building);
    }
  };
  const askProvider = async (): Promise<void> => {
    if (!isDue('ask', ROUND.askEveryMs)) return;
    // All at once and each for itself: one session that the provider cannot tell must not keep the others waiting.
    const asked = await Promise.allSettled((await paymentsToAsk(pool, null, clock())).map((payment) => reconcilePayment(gateway, payment, needs.accept)));
    for (const one of asked) if (one.status === 'rejected') log.warn({ err: (one.reason as Error).message }, 'cannot ask about a payment');
  };
  const tidy = async (): Promise<void> => {
    if (!isDue('tidy', ROUND.tidyEveryMs)) return;
    await forgetOldCommands(pool, clock());
    await forgetOldSessions(pool, clock());
    await pruneMarks(pool);
  };
  const steps = { release, sweep: async () => { await sweepHolds(pool, clock()); await freeWithdrawn(pool, clock()); }, push: pushManifests, refund, ask: askProvider, again: release, tidy, check: () => needs.keeper.attend() };
  const round = async (): Promise<void> => {
    // One step that fails (the provider is away) does not stop the others.
    for (const [step, run] of Object.entries(steps)) await run().catch((error: unknown) => log.warn({ step, err: (error as Error).message }, 'worker step failed'));
  };

  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = true;
  const turn = (): void => {
    if (stopped) return;
    if (running) { again = true; return; }
    clearTimeout(timer);
    running = round().finally(() => {
      running = null;
      if (stopped) return;
      if (again) { again = false; turn(); } else timer = setTimeout(turn, ROUND.everyMs);
    });
  };
  return {
    round, poke: turn,
    start() { stopped = false; turn(); },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
