import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { PushMessage } from '@engawa/reception/contract';

type Shown = { title: string; options: Record<string, unknown> & { tag: string; data: { id: string; page: string } } };
type Handler = (event: object) => void;

/** The worker's own file in a browser of two drawers: what stands on the screen, and which windows are open. */
function openWorker(windows: readonly string[] = []) {
  const handlers = new Map<string, Handler>();
  const shown: Shown[] = [];
  const [opened, focused]: [string[], string[]] = [[], []];
  const self = {
    addEventListener: (name: string, handler: Handler) => handlers.set(name, handler),
    registration: {
      getNotifications: async ({ tag }: { tag: string }) => shown.filter(({ options }) => options.tag === tag).map(({ options }) => options),
      showNotification: async (title: string, options: Shown['options']) => { for (const [at, one] of shown.entries()) if (one.options.tag === options.tag) shown.splice(at, 1); shown.push({ title, options }); },
    },
    clients: { matchAll: async () => windows.map((url) => ({ url, focus: async () => { focused.push(url); } })), openWindow: async (page: string) => { opened.push(page); } },
  };
  runInNewContext(readFileSync(new URL('./public/phone/notices-worker.js', import.meta.url), 'utf8'), { self, URL });
  const fire = async (name: string, event: object): Promise<void> => { let work: unknown; handlers.get(name)?.({ ...event, waitUntil: (promise: unknown) => { work = promise; } }); await work; };
  return {
    shown, opened, focused,
    push: (message: PushMessage) => fire('push', { data: { json: () => PushMessage.parse(message) } }),
    touch: (page: string) => fire('notificationclick', { notification: { data: { page }, close: () => undefined } }),
  };
}

const page = '/phone/ticket/abcdefghijklmnopqrstuv';
const call: PushMessage = { id: '00000000-0000-4000-8000-000000000001', title: 'No. 103: it is your turn', body: 'Please come to counter 3.', lang: 'en', call: true, page };

describe('a push to a phone whose page is closed', () => {
  it('[V40] is shown in its language; the call stays and vibrates, what is less urgent does not stay', async () => {
    const worker = openWorker();
    await worker.push({ ...call, id: '00000000-0000-4000-8000-000000000002', call: false });
    expect(worker.shown).toMatchObject([{ options: { requireInteraction: false, renotify: true, vibrate: [200] } }]);
    await worker.push(call);
    expect(worker.shown).toMatchObject([{ title: call.title, options: { body: call.body, lang: 'en', requireInteraction: true, renotify: true, silent: false, vibrate: [300, 150, 300, 150, 600] } }]);
  });
  it('[V40] a second try of the same notice rings no second time', async () => {
    const worker = openWorker();
    await worker.push(call);
    await worker.push(call);
    expect(worker.shown).toMatchObject([{ options: { renotify: false, silent: true } }]);
    expect(worker.shown[0]?.options).not.toHaveProperty('vibrate');
  });
  it('[V40] a touch opens the page of the ticket, the open one before a new one, and no other address', async () => {
    const [closed, open] = [openWorker(['https://hall.example/phone/rooms']), openWorker([`https://hall.example${page}`])];
    for (const worker of [closed, open]) for (const to of [page, 'https://evil.example/', '/phone/ticket/../keys', '//evil.example']) await worker.touch(to);
    expect([closed.opened, closed.focused, open.opened, open.focused]).toEqual([[page], [], [], [`https://hall.example${page}`]]);
  });
});
