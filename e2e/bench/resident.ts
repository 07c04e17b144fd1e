import { makeResident } from '@engawa/facility-api/testing';
import pg from 'pg';
import type { Workbench } from './workbench.ts';

/** A signed-in phone without a screen. */
export type Caller = { get(path: string): Promise<unknown>; /** with a key of its own */ post(path: string, body: object): Promise<unknown> };
let keys = 0;

export async function signIn(databaseUrl: string, origin: string, { after }: Workbench): Promise<Caller> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  // The database goes away with the city; what its pool says then is of no interest.
  pool.on('error', () => {});
  after(() => pool.end());
  const { cookie } = await makeResident(pool);
  const ask = async (path: string, init: RequestInit): Promise<unknown> => {
    const response = await fetch(`${origin}${path}`, init);
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${path} answered ${response.status}: ${JSON.stringify(body)}`);
    return body;
  };
  return {
    get: (path) => ask(path, { headers: { cookie } }),
    post: (path, body) => ask(path, { method: 'POST', headers: { cookie, 'content-type': 'application/json', 'idempotency-key': `bench-tap-${(keys += 1)}` }, body: JSON.stringify(body) }),
  };
}
