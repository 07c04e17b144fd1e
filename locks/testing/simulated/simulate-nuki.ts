import type { SimulatedLock } from './lock-body.ts';
import { createLockBody } from './lock-body.ts';
import { startCloud } from './start-cloud.ts';

const TOKEN = 'nuki-token-of-a-test-0003';

/** Nuki's Web API: state, action and log of smart locks. */
export async function simulateNuki(names: readonly string[]): Promise<SimulatedLock> {
  const body = createLockBody(names);
  const logs = new Map<string, { id: string; smartlockId: string; action: number; trigger: number; state: number; date: string }[]>(names.map((name) => [name, []]));
  const log = (name: string, action: number, trigger: number, state: number) => {
    const entries = logs.get(name)!;
    entries.unshift({ id: `${name}-${entries.length + 1}`.padEnd(24, '0'), smartlockId: name, action, trigger, state, date: new Date().toISOString() });
  };

  const cloud = await startCloud(body, ({ method, path, query, headers, body: sent }) => {
    if (headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, body: { detailMessage: 'Your access token is not authorized' } };
    const [, id, what] = /^\/smartlock\/([^/]+)(\/action|\/log)?$/.exec(path) ?? [];
    const lock = body.locks.find(({ name }) => name === id);
    if (!lock) return { status: 404 };
    if (method === 'GET' && what === '/log') return { status: 200, body: logs.get(lock.name)!.slice(0, Number(query.get('limit') ?? 20)) };
    if (method === 'GET') {
      return { status: 200, body: { smartlockId: lock.name, type: 4, name: lock.name, serverState: 0, state: { mode: 2, state: lock.jammed ? 254 : lock.unlocked ? 5 : 1, trigger: 4, lastAction: 3, batteryCritical: lock.battery <= 20, batteryCharging: false, batteryCharge: lock.battery, doorState: lock.doorOpen ? 3 : 2 } } };
    }
    if (method !== 'POST' || what !== '/action' || ![1, 3].includes((sent as { action?: number } | null)?.action ?? 0)) return { status: 400 };
    const outcome = body.command(lock);
    if (outcome === 'dead') return null;
    if (outcome === 'moved') log(lock.name, 3, 4, 0);
    if (outcome === 'jammed') log(lock.name, 3, 4, 1);
    return { status: 204 };
  });
  return {
    body, door: (name) => ({ driver: 'nuki', api: cloud.url, device: name, tokenEnv: 'NUKI_TOKEN', releaseSeconds: 5 }), env: { NUKI_TOKEN: TOKEN },
    openByHand: (name) => { const lock = body.lock(name); lock.unlocked = true; lock.openings++; log(name, 1, 1, 0); },
    deny: (name) => { body.lock(name).denials++; log(name, 3, 255, 224); },
    setDoorOpen: (name, open) => { body.lock(name).doorOpen = open; }, setBattery: (name, pct) => { body.lock(name).battery = pct; },
    close: async () => { body.close(); await cloud.close(); },
  };
}
