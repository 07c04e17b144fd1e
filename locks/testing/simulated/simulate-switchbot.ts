import { createHmac } from 'node:crypto';
import type { SimulatedLock } from './lock-body.ts';
import { createLockBody } from './lock-body.ts';
import { startCloud } from './start-cloud.ts';

const TOKEN = 'switchbot-token-of-a-test-0001';
const SECRET = 'switchbot-secret-of-a-test-0002';

/** SwitchBot's cloud 1.1 with locks behind one hub. Judges every signature and takes no nonce twice. */
export async function simulateSwitchBot(names: readonly string[]): Promise<SimulatedLock & { limit(on: boolean): void }> {
  const body = createLockBody(names);
  const nonces = new Set<string>();
  let limited = false;
  const ok = (more: object) => ({ status: 200, body: { statusCode: 100, message: 'success', body: more } });

  const cloud = await startCloud(body, ({ method, path, headers, body: sent }) => {
    const { authorization, t, nonce, sign } = headers as Record<string, string | undefined>;
    const expected = createHmac('sha256', SECRET).update(`${TOKEN}${t}${nonce}`).digest('base64');
    if (authorization !== TOKEN || sign !== expected || nonces.has(nonce!) || Math.abs(Number(t) - Date.now()) > 300_000) return { status: 401, body: { message: 'Unauthorized' } };
    nonces.add(nonce!);
    if (limited) return { status: 429, body: { message: 'Too Many Requests' } };
    const [, device, what] = /^\/v1\.1\/devices\/([^/]+)\/(status|commands)$/.exec(path) ?? [];
    const lock = body.locks.find(({ name }) => name === device);
    if (!lock) return { status: 200, body: { statusCode: 190, message: 'wrong deviceId', body: {} } };
    if (what === 'status' && method === 'GET') {
      return ok({ deviceId: lock.name, deviceType: 'Smart Lock', hubDeviceId: 'HUB', version: 'V4.2', calibrate: true, battery: lock.battery, lockState: lock.jammed ? 'jammed' : lock.unlocked ? 'unlocked' : 'locked', doorState: lock.doorOpen ? 'opened' : 'closed' });
    }
    if (method !== 'POST' || (sent as { command?: string } | null)?.command !== 'unlock') return { status: 200, body: { statusCode: 160, message: 'command is not supported', body: {} } };
    return body.command(lock) === 'dead' ? null : ok({});
  });
  return {
    body, limit: (on) => { limited = on; },
    door: (name) => ({ driver: 'switchbot', api: cloud.url, device: name, tokenEnv: 'SWITCHBOT_TOKEN', secretEnv: 'SWITCHBOT_SECRET', releaseSeconds: 5 }),
    env: { SWITCHBOT_TOKEN: TOKEN, SWITCHBOT_SECRET: SECRET },
    openByHand: (name) => { const lock = body.lock(name); lock.unlocked = true; lock.openings++; },
    setDoorOpen: (name, open) => { body.lock(name).doorOpen = open; }, setBattery: (name, pct) => { body.lock(name).battery = pct; },
    close: async () => { body.close(); await cloud.close(); },
  };
}
