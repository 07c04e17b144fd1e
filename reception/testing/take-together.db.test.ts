import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KioskWelcome, SubmitIntake } from '../contract/index.ts';
import type { Arrival, Take } from '../src/kiosks/adapters/hear-kiosks.ts';
import { takeTogether } from '../src/kiosks/adapters/take-together.ts';
import { demoKiosk, freshDatabase, startReception, type DemoKiosk, type FreshDatabase, type RunningReception } from './index.ts';

const NOW = Date.UTC(2026, 10, 24, 1, 0);
let db: FreshDatabase;
let run: RunningReception;
const kiosks: DemoKiosk[] = [];
let welcome: KioskWelcome;
beforeAll(async () => {
  db = await freshDatabase();
  run = await startReception({ url: db.url, clock: () => NOW });
  while (kiosks.length < 3) kiosks.push(await demoKiosk(run.origin));
  for (const kiosk of kiosks) welcome = await kiosk.hello('boot', { lastSequence: 0 });
}, 60_000);
afterAll(async () => { await run?.close(); await db?.drop(); });

const intakeOf = (kiosk: DemoKiosk, sequence: number, more: { procedures?: string[]; form?: boolean } = {}): Promise<SubmitIntake> =>
  kiosk.intake({ sequence, day: welcome.businessDay.day, procedures: more.procedures ?? ['juminhyo'], issuedAtMs: NOW, ...(more.form === true ? { form: {}, sealTo: welcome.sealTo } : {}) });
const arrival = (kiosk: DemoKiosk, intake: SubmitIntake, body = JSON.stringify(intake)): Arrival =>
  ({ intake, series: kiosk.series, command: { scope: `kiosk:${kiosk.kioskId}`, key: intake.intakeId, fingerprint: createHash('sha256').update(body).digest(), nowMs: NOW } });
const gather = (): Take => takeTogether(run.reception.house, setImmediate);
const all = (take: Take, arrivals: readonly Arrival[]): Promise<string[]> => Promise.all(arrivals.map(async (one) => { const taken = await take(one); return taken.ok ? 'taken' : taken.code; }));
/** In how many transactions these commands were settled. */
const transactions = async (arrivals: readonly Arrival[]): Promise<number> => (await db.pool.query<{ n: number }>('SELECT count(DISTINCT xmin::text)::int AS n FROM ledger WHERE key = ANY ($1)', [arrivals.map(({ command }) => command.key)])).rows[0]?.n ?? 0;
const given = async (arrivals: readonly Arrival[]): Promise<number> => (await db.pool.query('SELECT 1 FROM tickets WHERE intake_id = ANY ($1)', [arrivals.map(({ intake }) => intake.intakeId)])).rowCount ?? 0;

describe('intakes that come together', () => {
  it('[Q91] share one transaction, with their forms and what is known of each kiosk', async () => {
    const [one, two, three] = kiosks as [DemoKiosk, DemoKiosk, DemoKiosk];
    const arrivals: Arrival[] = [];
    for (let n = 1; n <= 8; n += 1) for (const kiosk of [one, two, three]) arrivals.push(arrival(kiosk, await intakeOf(kiosk, n, { form: n % 2 === 0 })));
    expect(await all(gather(), arrivals)).toEqual(arrivals.map(() => 'taken'));
    expect([await transactions(arrivals), await given(arrivals)]).toEqual([1, 24]);
    const entries = (await db.pool.query<{ entry: string; sealed: unknown; of: string }>('SELECT h.entry, f.sealed, f.intake_id AS of FROM hand_over h JOIN sealed_forms f USING (ticket_id) JOIN tickets t USING (ticket_id) WHERE t.intake_id = f.intake_id ORDER BY h.entry')).rows;
    expect(entries.map(({ entry }) => Number(entry))).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
    expect(entries.map(({ of, sealed }) => JSON.stringify([of, sealed])).sort()).toEqual(arrivals.flatMap(({ intake }) => (intake.sealed === null ? [] : [JSON.stringify([intake.intakeId, sealedAsKept(intake.sealed)])])).sort());
    expect((await db.pool.query('SELECT high_water FROM kiosk_days')).rows).toEqual([{ high_water: 8 }, { high_water: 8 }, { high_water: 8 }]);
  });

  it('[Q91] each gets its own answer: what is refused, repeated or taken already changes nothing for the others', async () => {
    const [one, two, three] = kiosks as [DemoKiosk, DemoKiosk, DemoKiosk];
    const before = arrival(one, await intakeOf(one, 20));
    const take = gather();
    expect(await all(take, [before])).toEqual(['taken']);
    const good = [arrival(one, await intakeOf(one, 21)), arrival(two, await intakeOf(two, 21)), arrival(three, await intakeOf(three, 21))];
    const bad = [
      arrival(one, before.intake, 'another body'), arrival(two, await intakeOf(two, 22, { procedures: ['no-such-thing'] })), arrival(three, await intakeOf(one, 23)), arrival(one, await intakeOf(one, 20)),
    ];
    expect(await all(take, [bad[0]!, good[0]!, bad[1]!, before, good[1]!, good[1]!, bad[2]!, bad[3]!, good[2]!])).toEqual(['idempotency-key-reused', 'taken', 'bad-request', 'taken', 'taken', 'taken', 'kiosk-signature', 'ticket-number-taken', 'taken']);
    // Nothing beside it says that its number is taken: only the database does.
    const late = [arrival(two, await intakeOf(two, 24)), arrival(one, await intakeOf(one, 20))];
    expect([await all(take, late), await given(late)]).toEqual([['taken', 'ticket-number-taken'], 1]);
    // Said again, each hears the same, and nothing was done twice.
    expect(await all(take, [...bad, ...good])).toEqual(['idempotency-key-reused', 'bad-request', 'kiosk-signature', 'ticket-number-taken', 'taken', 'taken', 'taken']);
    expect([await given(good), await given(bad.slice(1)), await given([before])]).toEqual([3, 0, 1]);
  });

  it('[Q91] a command that another server holds keeps only itself waiting', async () => {
    const [one, two, three] = kiosks as [DemoKiosk, DemoKiosk, DemoKiosk];
    const held = arrival(one, await intakeOf(one, 30));
    const free = [arrival(two, await intakeOf(two, 30)), arrival(three, await intakeOf(three, 30))];
    const other = await db.pool.connect();
    await other.query('BEGIN');
    await other.query(`INSERT INTO ledger (scope, key, fingerprint, at) VALUES ($1, $2, '', now())`, [held.command.scope, held.command.key]);
    const take = gather();
    const waits = take(held);
    expect(await all(take, free)).toEqual(['taken', 'taken']);
    expect(await given([held])).toBe(0);
    await other.query('ROLLBACK');
    other.release();
    expect([(await waits).ok, await given([held])]).toEqual([true, 1]);
  });
});

/** The database keeps the members of an object in its own order. */
const sealedAsKept = ({ iv, keyId, ciphertext, ephemeralKey: { x, y, crv, kty } }: NonNullable<SubmitIntake['sealed']>): unknown => ({ iv, keyId, ciphertext, ephemeralKey: { x, y, crv, kty } });
