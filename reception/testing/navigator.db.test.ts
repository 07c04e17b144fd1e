import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AvoidedVisitCounts, NavigatorProfile, Problem } from '../contract/index.ts';
import { demoClerk, demoKiosk, DEMO_STAFF, freshDatabase, startReception, type DemoClerk, type DemoKiosk, type FreshDatabase, type RunningReception } from './index.ts';

// 2026-11-24 10:00 in Tokyo, moved by hand.
let now = Date.UTC(2026, 10, 24, 1, 0);
let db: FreshDatabase;
let run: RunningReception;
let kiosk: DemoKiosk;
let clerk: DemoClerk;

beforeAll(async () => {
  db = await freshDatabase();
  run = await startReception({ url: db.url, clock: () => now });
  kiosk = await demoKiosk(run.origin);
  clerk = await demoClerk(run.origin, DEMO_STAFF[0], '1');
}, 60_000);
afterAll(async () => { await run?.close(); await db?.drop(); });

const avoid = (procedures: readonly string[], key: string): Promise<Response> => kiosk.send(`/api/kiosks/${kiosk.kioskId}/avoided-visits`, { procedures }, { 'idempotency-key': key });
const counts = async (since = '2026-11-24'): Promise<AvoidedVisitCounts['counts']> => AvoidedVisitCounts.parse(await (await clerk.send('GET', `/api/staff/avoided-visits?since=${since}`)).json()).counts;

describe('the navigator', () => {
  it('[S71] anybody may have the rules: laws, things to bring, holidays, in one answer of its own beside the city', async () => {
    const answer = await fetch(`${run.origin}/api/navigator`);
    const profile = NavigatorProfile.parse(await answer.json());
    expect([answer.status, profile.holidays.includes('2026-11-23')]).toEqual([200, true]);
    expect(await (await fetch(`${run.origin}/api/city`)).text()).not.toContain('"holidays"');
  });
  it('[S73] an avoided visit is counted once for each key, by day and procedure, and nothing else is kept', async () => {
    expect((await avoid(['juminhyo'], 'a')).status).toBe(204);
    expect((await avoid(['juminhyo'], 'a')).status).toBe(204);
    expect((await avoid(['juminhyo', 'juminhyo'], 'b')).status).toBe(204);
    expect(await counts()).toEqual([{ day: '2026-11-24', procedure: 'juminhyo', visits: 2 }]);
    const { rows } = await db.pool.query("SELECT column_name FROM information_schema.columns WHERE table_name = 'avoided_visits' ORDER BY 1");
    expect(rows.map((row: { column_name: string }) => row.column_name)).toEqual(['day', 'procedure', 'visits']);
  });
  it('[S73] the business day counts, what needs a visit does not, and nobody counts without a key of a kiosk', async () => {
    await avoid(['sodan', 'zei'], 'c');
    now += 86_400_000;
    clerk = await demoClerk(run.origin, DEMO_STAFF[0], '1');
    await avoid(['juminhyo'], 'd');
    expect(await counts()).toEqual([{ day: '2026-11-25', procedure: 'juminhyo', visits: 1 }, { day: '2026-11-24', procedure: 'juminhyo', visits: 2 }]);
    expect(await counts('2026-11-25')).toHaveLength(1);
    const stranger = await fetch(`${run.origin}/api/kiosks/${kiosk.kioskId}/avoided-visits`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': 'e' }, body: '{"procedures":["juminhyo"]}' });
    expect(Problem.parse(await stranger.json()).code).toBe('kiosk-signature');
    expect((await fetch(`${run.origin}/api/staff/avoided-visits`)).status).toBe(401);
  });
});
