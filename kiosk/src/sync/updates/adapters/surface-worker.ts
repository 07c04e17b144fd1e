/** How often a surface looks for a new version of itself. */
const LOOK_MS = 15 * 60_000;
const IDLE_LOOK_MS = 5_000;

/**
 * Registers the surface's service worker. A new version waits until `isIdle()` says that nobody uses the screen
 * (the resident has left, no call is on the board), then takes over and the page reloads once. Where workers are not
 * allowed (plain http on another machine) the surface simply runs without one.
 */
export const registerSurfaceWorker = async (surface: 'kiosk' | 'board' | 'caption' | 'phone', isIdle: () => boolean): Promise<void> => {
  const { serviceWorker } = navigator;
  if (!import.meta.env.PROD || !serviceWorker) return;
  const registration = await serviceWorker.register(`/${surface}/sw.js`, { scope: `/${surface}/` }).catch(() => null);
  if (!registration) return;
  let reloading = false;
  const takeOver = (): void => {
    if (!registration.waiting || !isIdle() || reloading) return;
    reloading = true;
    serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    registration.waiting.postMessage({ type: 'SKIP_WAITING' });
  };
  setInterval(takeOver, IDLE_LOOK_MS);
  setInterval(() => { registration.update().catch(() => undefined); }, LOOK_MS);
};
