/**
 * The worker makes the kiosk start without network. A new version waits until nobody uses the screen: an update in
 * mid-visit would mix two programs in one form.
 */
export const updateWhenIdle = (script: string, scope: string, isIdle: () => boolean, every: (ms: number, act: () => void) => () => void): void => {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const watched = { updating: false };
  void navigator.serviceWorker.register(script, { scope }).then((registration) => {
    const hadController = navigator.serviceWorker.controller !== null;
    navigator.serviceWorker.addEventListener('controllerchange', () => { if (hadController && watched.updating) location.reload(); });
    every(30_000, () => { if (isIdle()) void registration.update().catch(() => undefined); });
    every(2_000, () => {
      if (!registration.waiting || !isIdle()) return;
      watched.updating = true;
      registration.waiting.postMessage({ type: 'SKIP_WAITING' });
    });
  }, () => undefined);
};
