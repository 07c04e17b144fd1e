/**
 * Joins the phone's worker (see service-workers.ts): shows what the hall says, and opens the ticket's page when it is touched.
 * A message is a PushMessage of reception's contract, sealed to this phone; the text comes as it stands on the screen.
 */
self.addEventListener('push', (event) => {
  const { id, title, body, lang, call, page } = event.data.json();
  event.waitUntil((async () => {
    const shown = await self.registration.getNotifications({ tag: page });
    // The hall may say the same thing a second time when it heard no answer: it stands there already, and nothing rings again.
    const again = shown.some(({ data }) => data !== null && data.id === id);
    await self.registration.showNotification(title, {
      body, lang, tag: page, renotify: !again, silent: again, requireInteraction: call,
      ...(again ? {} : { vibrate: call ? [300, 150, 300, 150, 600] : [200] }),
      icon: '/icons/engawa-192.png', data: { id, page },
    });
  })());
});

self.addEventListener('notificationclick', (event) => {
  const { page } = event.notification.data;
  event.notification.close();
  // Only pages of tickets are opened, whatever a message says.
  if (!/^\/phone\/ticket\/[A-Za-z0-9_-]+$/.test(page)) return;
  event.waitUntil((async () => {
    const open = (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).find(({ url }) => new URL(url).pathname === page);
    await (open === undefined ? self.clients.openWindow(page) : open.focus());
  })());
});
