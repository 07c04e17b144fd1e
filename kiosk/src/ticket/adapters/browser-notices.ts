import { NoticesView, PushAddress, type AskNotices } from '@engawa/reception/contract';
import type { TicketNotices } from '../application/ports.ts';

const PATIENCE_MS = 10_000;
/** Which ticket this phone hears of, and by which way: no address, and gone with the visit. */
const KEPT = 'engawa-notices';
const keptWay = (): { secret: string; wayId: string } | null => {
  const [secret = '', wayId = ''] = (localStorage.getItem(KEPT) ?? '').split(' ');
  return wayId === '' ? null : { secret, wayId };
};

async function call(path: string, init: RequestInit = {}): Promise<NoticesView | 'refused' | 'unreachable'> {
  try {
    const answer = await fetch(path, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok ? NoticesView.parse(await answer.json()) : 'refused';
  } catch { return 'unreachable'; }
}

const ask = (secret: string, asked: AskNotices): ReturnType<typeof call> => call(pathOf(secret), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(asked) });
const pathOf = (secret: string): string => `/api/tickets/${secret}/notices`;
const registered = async (): Promise<ServiceWorkerRegistration | undefined> => navigator.serviceWorker?.getRegistration('/phone/');
const giveBack = async (): Promise<void> => {
  localStorage.removeItem(KEPT);
  await (await registered().then((one) => one?.pushManager.getSubscription()).catch(() => null))?.unsubscribe().catch(() => false);
};

export const browserNotices: TicketNotices = {
  ability: () => (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window) ? 'none' : Notification.permission === 'denied' ? 'denied' : 'ask'),
  own: (secret) => { const kept = keptWay(); return kept?.secret === secret ? kept.wayId : null; },
  async read(secret) { const view = await call(pathOf(secret)); return typeof view === 'string' ? null : view; },
  async ask(secret, language, key) {
    if (await Notification.requestPermission() !== 'granted') return 'denied';
    let address: PushAddress;
    try {
      const { pushManager } = await navigator.serviceWorker.ready;
      const { endpoint, keys } = (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })).toJSON();
      address = PushAddress.parse({ endpoint, keys: { p256dh: keys?.['p256dh'], auth: keys?.['auth'] } });
    } catch { return 'unavailable'; }
    const view = await ask(secret, { way: 'push', language, address });
    if (typeof view !== 'string' && view.asked !== null) localStorage.setItem(KEPT, `${secret} ${view.asked}`);
    return view;
  },
  askMail: (secret, language, address) => ask(secret, { way: 'mail', language, address: address.trim() }),
  async end(secret, wayId) {
    const own = keptWay()?.wayId === wayId;
    const view = await call(`${pathOf(secret)}/${wayId}`, { method: 'DELETE' });
    if (typeof view !== 'string' && own) await giveBack();
    return view;
  },
  giveBack,
};
