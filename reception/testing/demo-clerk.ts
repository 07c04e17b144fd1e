import { randomUUID } from 'node:crypto';
import { DEMO_STAFF } from './demo-staff.ts';

/** A clerk without a console: a real session cookie. */
export interface DemoClerk { readonly cookie: string; get(path: string): Promise<Response>; send(method: string, path: string, body?: unknown, key?: string): Promise<Response> }

export async function demoClerk(origin: string, who: { staffId: string; code: string } = DEMO_STAFF[0], counter: string | null = '1'): Promise<DemoClerk> {
  const answer = await fetch(`${origin}/api/staff/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ staffId: who.staffId, code: who.code, counter }) });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}`);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return {
    cookie,
    get: (path) => fetch(`${origin}${path}`, { headers: { cookie } }),
    send: (method, path, body, key = randomUUID()) => fetch(`${origin}${path}`, { method, headers: { cookie, 'idempotency-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, body: body === undefined ? undefined : JSON.stringify(body) }),
  };
}
