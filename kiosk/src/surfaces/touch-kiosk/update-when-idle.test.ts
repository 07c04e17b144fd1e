import { afterEach, describe, expect, it, vi } from 'vitest';
import { updateWhenIdle } from './update-when-idle.ts';

afterEach(() => { vi.unstubAllGlobals(); vi.unstubAllEnvs(); });

/** A browser with a new version that waits, and a hand on its timers. */
const browser = async () => {
  const heard: (() => void)[] = []; const posted: unknown[] = []; const timers: (() => void)[] = [];
  let reloads = 0; let idle = true;
  vi.stubEnv('PROD', true);
  vi.stubGlobal('navigator', { serviceWorker: {
    controller: {}, addEventListener: (_name: string, act: () => void) => { heard.push(act); },
    register: async () => ({ waiting: { postMessage: (message: unknown) => { posted.push(message); } }, update: async () => undefined }),
  } });
  updateWhenIdle('/kiosk/sw.js', '/kiosk/', () => idle, (_ms, act) => { timers.push(act); return () => undefined; }, () => { reloads += 1; });
  await Promise.resolve(); await Promise.resolve();
  return { posted, be: (at: 'idle' | 'busy') => { idle = at === 'idle'; }, takesOver: () => { for (const act of heard) act(); }, later: () => { for (const act of timers) act(); }, reloads: () => reloads };
};

describe('a new version of the kiosk', () => {
  it('[I26] a visitor who begins while it takes over is not thrown out: the page reloads when they have left', async () => {
    const { posted, be, takesOver, later, reloads } = await browser();
    later();
    expect(posted).toEqual([{ type: 'SKIP_WAITING' }]);
    be('busy');
    takesOver();
    later();
    expect(reloads()).toBe(0);
    be('idle');
    later();
    expect(reloads()).toBe(1);
  });
  it('[I26] nothing is asked to take over while somebody uses the screen', async () => {
    const { posted, be, later } = await browser();
    be('busy');
    later();
    expect(posted).toEqual([]);
  });
});
