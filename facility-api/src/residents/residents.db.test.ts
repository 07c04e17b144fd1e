import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CeremonyOptions, Resident } from '../../contract/index.ts';
import { softPasskey } from '../../testing/soft-passkey.ts';
import type { SoftPasskey } from '../../testing/soft-passkey.ts';
import { openTestHouse } from '../../testing/test-house.ts';
import type { TestHouse } from '../../testing/test-house.ts';

const PHONE = 'http://localhost:4200';
let house: TestHouse;
beforeAll(async () => { house = await openTestHouse(); });
afterAll(() => house.close());

const start = async (what: 'register' | 'sign-in', body: object = {}) => (await house.ask<CeremonyOptions>('POST', `/api/residents/${what}/start`, { body, headers: { origin: PHONE } })).body;
const finish = (what: 'register' | 'sign-in', ceremony: string, response: object) => fetch(`${house.url}/api/residents/${what}/finish`, { method: 'POST', headers: { 'content-type': 'application/json', origin: PHONE }, body: JSON.stringify({ ceremony, response }) });
const code = async (answer: Response): Promise<string> => ((await answer.json()) as { code: string }).code;
async function register(passkey: SoftPasskey, displayName = '縁側 花子', origin = PHONE): Promise<Response> {
  const { ceremony, options } = await start('register', { displayName });
  return finish('register', ceremony, passkey.create(options, origin));
}

describe('residents', () => {
  it('[M1] a passkey registers and signs in without a name; the cookie is closed to scripts and other sites', async () => {
    const passkey = softPasskey();
    const registered = await register(passkey);
    expect(registered.status).toBe(200);
    const resident = await registered.json() as Resident;
    const { ceremony, options } = await start('sign-in');
    const signedIn = await finish('sign-in', ceremony, passkey.get(options, 'http://localhost:4100'));
    expect(await signedIn.json()).toEqual(resident);
    const cookie = signedIn.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const me = await fetch(`${house.url}/api/me`, { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(await me.json()).toEqual(resident);
    expect((await house.database.pool.query('SELECT 1 FROM sessions WHERE encode(token_sha256, $1) LIKE $2', ['escape', `%${cookie.slice(16, 40)}%`])).rowCount).toBe(0);
  });

  it('[M2] a challenge is good for one answer and for five minutes', async () => {
    const passkey = softPasskey();
    await register(passkey);
    const first = await start('sign-in');
    const answer = passkey.get(first.options, PHONE);
    expect((await finish('sign-in', first.ceremony, answer)).status).toBe(200);
    expect(await code(await finish('sign-in', first.ceremony, answer))).toBe('challenge-expired');
    const second = await start('sign-in');
    expect(await code(await finish('sign-in', second.ceremony, answer))).toBe('passkey-refused');
    const third = await start('sign-in');
    house.clock.nowMs += 5 * 60_000;
    expect(await code(await finish('sign-in', third.ceremony, passkey.get(third.options, PHONE)))).toBe('challenge-expired');
    const other = await start('register', { displayName: 'x' });
    expect(await code(await finish('sign-in', other.ceremony, passkey.get(other.options, PHONE)))).toBe('challenge-expired');
  });

  it('[M3] another origin, another host, or a finger that was refused is no sign-in; an unknown passkey has its own code', async () => {
    expect(await code(await register(softPasskey(), 'x', 'http://localhost:9999'))).toBe('passkey-refused');
    expect(await code(await register(softPasskey({ rpId: 'evil.example' })))).toBe('passkey-refused');
    expect(await code(await register(softPasskey({ verified: false })))).toBe('passkey-refused');
    const refused = softPasskey({ verifiedAtSignIn: false });
    expect((await register(refused)).status).toBe(200);
    const again = await start('sign-in');
    expect(await code(await finish('sign-in', again.ceremony, refused.get(again.options, PHONE)))).toBe('passkey-refused');
    const { ceremony, options } = await start('sign-in');
    expect(await code(await finish('sign-in', ceremony, softPasskey().get(options, PHONE)))).toBe('passkey-unknown');
  });

  it('[M4] after signing out the cookie opens nothing', async () => {
    const cookie = ((await register(softPasskey())).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const me = () => fetch(`${house.url}/api/me`, { headers: { cookie } }).then((answer) => answer.status);
    expect(await me()).toBe(200);
    expect((await fetch(`${house.url}/api/residents/sign-out`, { method: 'POST', headers: { cookie } })).status).toBe(204);
    expect(await me()).toBe(401);
  });

  it('[M4] a session ends after thirty days by itself', async () => {
    const cookie = ((await register(softPasskey())).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const me = () => fetch(`${house.url}/api/me`, { headers: { cookie } }).then((answer) => answer.status);
    house.clock.nowMs += 30 * 24 * 3_600_000 - 1;
    expect(await me()).toBe(200);
    house.clock.nowMs += 1;
    expect(await me()).toBe(401);
  });

  it('[M5] another site can change nothing, and unknown keys are refused', async () => {
    const post = (headers: Record<string, string>, body = '{"displayName":"x"}') => fetch(`${house.url}/api/residents/register/start`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
    expect(await code(await post({ origin: 'https://evil.example' }))).toBe('forbidden-origin');
    expect(await code(await post({ origin: 'null' }))).toBe('forbidden-origin');
    expect(await code(await post({}, '{"displayName":"x","role":"staff"}'))).toBe('bad-request');
    expect(await code(await post({}, '{"displayName":'))).toBe('bad-request');
    expect(await code(await post({}, JSON.stringify({ displayName: 'x'.repeat(70_000) })))).toBe('too-large');
  });

  it('[M6] the pages are strict: no foreign or inline script, and the API describes itself', async () => {
    const answer = await fetch(`${house.url}/healthz`);
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'self';script-src 'self';/);
    expect(await answer.json()).toMatchObject({ ok: true, database: true });
    const api = await (await fetch(`${house.url}/openapi.json`)).json() as { openapi: string; paths: Record<string, object> };
    expect(api.openapi).toBe('3.1.0');
    expect(Object.keys(api.paths)).toEqual(expect.arrayContaining(['/api/bookings/{id}/unlock', '/api/availability', '/api/facilities']));
    expect(await (await fetch(`${house.url}/api`)).text()).toContain('/api/bookings/:id/unlock');
    expect(await code(await fetch(`${house.url}/api/nothing`))).toBe('not-found');
    expect((await fetch(`${house.url}/`, { redirect: 'manual' })).headers.get('location')).toBe('/phone/rooms');
  });
});
