/**
 * The worker makes the kiosk start without network. A new version waits until nobody uses the screen: an update in
 * mid-visit would mix two programs in one form. Taking over needs a moment in which somebody may begin; then the reload
 * waits for the next quiet moment. `renew`: how this page begins anew.
 */
export const updateWhenIdle = (script: string, scope: string, isIdle: () => boolean, every: (ms: number, act: () => void) => () => void, renew: () => void): void => {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const watched = { updating: false, due: false };
  const reloadWhenIdle = (): void => { if (watched.due && isIdle()) { watched.due = false; renew(); } };
  void navigator.serviceWorker.register(script, { scope }).then((registration) => {
    const hadController = navigator.serviceWorker.controller !== null;
    navigator.serviceWorker.addEventListener('controllerchange', () => { if (hadController && watched.updating) { watched.due = true; reloadWhenIdle(); } });
    every(30_000, () => { if (isIdle()) void registration.update().catch(() => undefined); });
    every(2_000, () => {
      reloadWhenIdle();
      if (!registration.waiting || !isIdle()) return;
      watched.updating = true;
      registration.waiting.postMessage({ type: 'SKIP_WAITING' });
    });
  }, () => undefined);
};
