import { setInterval, clearInterval } from 'node:timers';
import type { Database } from '../../database/database.ts';
import type { Hall } from '../../queue/domain/project-hall.ts';
import { keepNoticing } from '../application/keep-noticing.ts';
import type { NoticeStore, TicketWays } from '../application/ports.ts';
import { httpLineCourier, lineLetters, type LineSettings } from './http-line-courier.ts';
import { httpPushCourier, PUSH_SERVICES } from './http-push-courier.ts';
import { addressSafe, postgresNotices, ticketWays } from './postgres-notices.ts';
import { smtpMailCourier, type MailSettings } from './smtp-mail-courier.ts';
import { stopWord, type StopWord } from './stop-routes.ts';
import { openVapid } from './push-encryption.ts';

/** What a city has of ways to telephones. Absent: web push alone, which needs no account anywhere. */
export interface NoticeSettings { readonly push?: { /** hosts, or whole origins */ readonly services: readonly string[] } | false; readonly line?: LineSettings; readonly mail?: MailSettings; /** mailto: or https:, told to push services */ readonly contact?: string; /** how long a service may be silent; must be shorter than a claim */ readonly patienceMs?: number }

const PATIENCE_MS = 10_000;

export interface Notices {
  readonly ways: TicketWays;
  readonly pushKey: string | null;
  readonly pushServices: readonly string[];
  /** null: this hall has no channel there */ readonly line: { readonly settings: LineSettings; readonly patienceMs: number; lettersOf(ticketId: string): string } | null;
  readonly mail: boolean;
  readonly stop: StopWord;
  /** the hall was read */ see(hall: Hall): void;
  sweep(today: string): Promise<void>;
  close(): Promise<void>;
}

export function openNotices(deps: {
  settings: NoticeSettings; pool: Database; me: string; clock: () => number; secret: Buffer; publicUrl: string;
  hall: () => { hall(): Hall; refresh(): Promise<void> }; closesAtMs: () => number; failed: (error: unknown) => void;
}): Notices {
  const { settings, pool, clock, secret } = deps;
  const safe = addressSafe(secret);
  const store: NoticeStore = postgresNotices(pool, safe);
  const pushServices = settings.push === false ? [] : settings.push?.services ?? PUSH_SERVICES;
  const vapid = pushServices.length === 0 ? null : openVapid(secret, settings.contact ?? (deps.publicUrl.startsWith('https:') ? deps.publicUrl : 'mailto:notices@example.jp'));
  const patienceMs = settings.patienceMs ?? PATIENCE_MS;
  const stop = stopWord(secret);
  const stopOf = (wayId: string): string => `${deps.publicUrl}/api/notices/stop/${stop.of(wayId)}`;
  const noticing = keepNoticing({
    store, me: deps.me, clock, chance: Math.random, closesAtMs: deps.closesAtMs, failed: deps.failed,
    couriers: [...(vapid === null ? [] : [httpPushCourier({ vapid, services: pushServices, patienceMs })]), ...(settings.line === undefined ? [] : [httpLineCourier(settings.line, patienceMs)]), ...(settings.mail === undefined ? [] : [smtpMailCourier(settings.mail, { patienceMs, stopOf })])],
    every: (ms, act) => { const timer = setInterval(act, ms); timer.unref(); return () => clearInterval(timer); },
    async readAnew() {
      const askedAtMs = clock();
      await deps.hall().refresh();
      const hall = deps.hall().hall();
      return hall.nowMs >= askedAtMs ? hall : null;
    },
  });
  let seeing: Promise<void> = Promise.resolve();
  return {
    ways: ticketWays(pool, safe), pushKey: vapid?.publicKey ?? null, pushServices,
    mail: settings.mail !== undefined, stop,
    line: settings.line === undefined ? null : { settings: settings.line, patienceMs, lettersOf: lineLetters(secret) },
    see: (hall) => { seeing = seeing.then(() => noticing.see(hall)).catch(deps.failed); },
    async sweep(today) { await store.forget(today, clock()); noticing.poke(); },
    async close() { await seeing; await noticing.close(); },
  };
}
