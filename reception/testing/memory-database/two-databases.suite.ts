import { createHash } from 'node:crypto';
import { CounterId, IntakeId, ProcedureId, PublicJwk, SealedForm, StaffId, TicketId } from '../../contract/index.ts';
import { inTransaction, type Database, type Queryable, type Transaction } from '../../src/database/database.ts';
import { postgresSealedForms } from '../../src/forms/adapters/postgres-sealed-forms.ts';
import { applyOnce } from '../../src/idempotency/adapters/postgres-ledger.ts';
import { done, refuse } from '../../src/idempotency/domain/outcome.ts';
import { thumbprintOf } from '../../src/kiosks/adapters/kiosk-proof.ts';
import { enrolKiosk, findEvidence, findKiosk, listKiosks, rememberLife, saveEvidence, sawKiosk } from '../../src/kiosks/adapters/postgres-kiosks.ts';
import { closeEarlierDays, postgresTicketStore } from '../../src/queue/adapters/postgres-ticket-store.ts';
import { actOnTicket, callNext } from '../../src/queue/application/work-the-queue.ts';
import { inTurn } from '../../src/queue/domain/order.ts';
import { seededChance } from '../../src/forecast/domain/chance.ts';

const DAY = '2026-11-24';
const NOW = Date.UTC(2026, 10, 24, 1, 0);
const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
const idOf = (n: number): TicketId => TicketId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
const counter = (n: number): CounterId => CounterId.parse(String(n));
const CLERK = StaffId.parse('1001');
const SEALED = SealedForm.parse({ keyId: 'k', ephemeralKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }, iv: 'iv', ciphertext: 'c' });

const ticket = (n: number, more: object = {}) => ({
  ticketId: idOf(n), day: DAY, series: 1, sequence: n, queueDay: DAY, intakeId: `intake-${n}`, secretHash: hash(`secret ${n}`), zone: 'A' as const, procedures: [ProcedureId.parse('juminhyo')], language: 'ja' as const,
  issuedAtMs: NOW + n, receivedAtMs: NOW + n, orderAtMs: NOW + n, standing: { status: 'waiting' as const }, hasForm: true, care: null, bookedAtMs: null, ...more,
});
const call = (db: Queryable, at: number, nowMs = NOW) => callNext(postgresTicketStore(db), { queueDay: DAY, zones: ['A'], counter: counter(at), staffId: CLERK, nowMs });
const act = (db: Queryable, n: number, name: 'call' | 'serve' | 'finish' | 'no-show' | 'recall' | 'undo', at: number, nowMs = NOW) => actOnTicket(postgresTicketStore(db), idOf(n), { act: name, detail: {}, counter: counter(at), staffId: CLERK, nowMs, hall: { zones: ['A'], served: ['A'], procedures: [], graceMs: 0 } });
const once = <T>(pool: Database, key: string, body: string, effect: Parameters<typeof applyOnce<T>>[2]) => applyOnce(pool, { scope: 's', key, fingerprint: hash(body), nowMs: NOW }, effect);
const failure = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: { code?: string; message?: string }) => error.code ?? error.message ?? 'thrown');
const keyOf = (x: string) => PublicJwk.parse({ kty: 'EC', crv: 'P-256', x, y: 'y' });
const enrol = (pool: Database, x: string) => inTransaction(pool, (tx) => enrolKiosk(tx, { thumbprint: thumbprintOf(keyOf(x)), publicKey: keyOf(x), day: DAY, nowMs: NOW, reclaim: false }));
/** Two transactions that each do a first thing before either does its second. */
const crossed = async (pool: Database, one: readonly ((tx: Transaction) => Promise<unknown>)[], two: readonly ((tx: Transaction) => Promise<unknown>)[]): Promise<string[]> => {
  const [a, b] = [await pool.connect(), await pool.connect()];
  const end = async (tx: Transaction, work: Promise<unknown>): Promise<string> => { const how = await failure(work); await tx.query(how === 'done' ? 'COMMIT' : 'ROLLBACK'); tx.release(); return how; };
  await a.query('BEGIN'); await b.query('BEGIN');
  await one[0]?.(a); await two[0]?.(b);
  return Promise.all([end(a, one[1]?.(a) ?? Promise.resolve()), end(b, two[1]?.(b) ?? Promise.resolve())]);
};

/** What reception does with its database, through its own adapters; each tells what came of it, and both databases must tell the same. */
export const SCRIPTS: Readonly<Record<string, (pool: Database) => Promise<unknown>>> = {
  'a number, an intake and a secret belong to one ticket': async (pool) => {
    const store = postgresTicketStore(pool);
    return [await store.add(ticket(1)), await store.add(ticket(1)), await store.add(ticket(2, { sequence: 1 })), await store.add(ticket(3, { intakeId: 'intake-1' })), await store.add(ticket(4, { secretHash: hash('secret 1') })), await store.add(ticket(5, { intakeId: null })), await store.add(ticket(6, { intakeId: null })), (await store.list(DAY)).map((t) => t.sequence), (await store.find({ day: DAY, series: 1, sequence: 5 }))?.ticketId, await store.find({ day: DAY, series: 2, sequence: 1 })];
  },
  'a command of many senders is done once; a refusal leaves its answer and nothing else': async (pool) => {
    const store = postgresTicketStore;
    let effects = 0;
    const many = await Promise.all([1, 2, 3, 4].map(() => once(pool, 'k1', 'body', async (tx) => { effects += 1; await store(tx).add(ticket(1)); return done(effects); })));
    const reused = await once(pool, 'k1', 'other', async () => done(9));
    const refused = [1, 2].map(() => once(pool, 'k2', 'body', async (tx) => { await store(tx).add(ticket(2)); return refuse('counter-busy', { counter: '1' }); }));
    const answers = await Promise.all(refused);
    const thrown = await failure(once(pool, 'k3', 'body', async (tx) => { await store(tx).add(ticket(3)); throw new Error('broken'); }));
    const again = await once(pool, 'k3', 'body', async () => done('now'));
    return [effects, many, reused, answers, thrown, again, (await store(pool).list(DAY)).length];
  },
  'two clerks never get the same ticket, and a counter has one visitor': async (pool) => {
    for (const n of [1, 2, 3, 4]) await postgresTicketStore(pool).add(ticket(n));
    const three = await Promise.all([1, 2, 3].map((at) => once(pool, `call ${at}`, '', (tx) => call(tx, at))));
    const busy = await once(pool, 'again', '', (tx) => call(tx, 1));
    const elsewhere = await once(pool, 'same', '', (tx) => act(tx, 4, 'call', 1));
    return [three.map((o) => o.ok && o.value.label).sort(), busy, elsewhere, (await postgresTicketStore(pool).list(DAY)).map((t) => [t.standing.status, t.announcements])];
  },
  'whoever comes second waits for the row, and sees what the first made of it': async (pool) => {
    await postgresTicketStore(pool).add(ticket(1));
    const [first, second] = [await pool.connect(), await pool.connect()];
    await first.query('BEGIN'); await second.query('BEGIN');
    const one = await act(first, 1, 'call', 1);
    let came = false;
    const two = act(second, 1, 'call', 2).then((outcome) => { came = true; return outcome; });
    const skipped = await once(pool, 'skip', '', (tx) => call(tx, 3));
    const cameEarly = came;
    await first.query('COMMIT'); first.release();
    const late = await two;
    await second.query('ROLLBACK'); second.release();
    return [one.ok, cameEarly, skipped, late];
  },
  'a counter that another transaction is just filling is waited for': async (pool) => {
    for (const n of [1, 2]) await postgresTicketStore(pool).add(ticket(n));
    const how = await crossed(pool, [(tx) => act(tx, 1, 'call', 1)], [() => Promise.resolve(), async (tx) => { const outcome = await act(tx, 2, 'call', 1); if (!outcome.ok) throw new Error(outcome.code); }]);
    return [how, (await postgresTicketStore(pool).list(DAY)).map((t) => t.standing.status)];
  },
  'two that wait for each other do not wait for ever': async (pool) => {
    for (const n of [1, 2]) await postgresTicketStore(pool).add(ticket(n));
    const lock = (n: number) => (tx: Transaction) => postgresTicketStore(tx).lock(idOf(n));
    return (await crossed(pool, [lock(1), lock(2)], [lock(2), lock(1)])).sort();
  },
  'after an error a transaction does nothing more, but from its savepoint': async (pool) => {
    for (const n of [1, 2]) await postgresTicketStore(pool).add(ticket(n));
    await act(pool, 1, 'call', 1);
    const tx = await pool.connect();
    await tx.query('BEGIN'); await tx.query('SAVEPOINT effect');
    const busy = await act(tx, 2, 'call', 1);
    const aborted = await failure(postgresTicketStore(tx).lock(idOf(1)));
    await tx.query('ROLLBACK TO SAVEPOINT effect');
    const mended = (await postgresTicketStore(tx).lock(idOf(2)))?.standing;
    await tx.query('COMMIT'); tx.release();
    return [busy, aborted, mended];
  },
  'a ticket and its form come together, and the day ends': async (pool) => {
    const both = await inTransaction(pool, async (tx) => { await postgresTicketStore(tx).add(ticket(1)); await postgresSealedForms(tx).keep(idOf(1), IntakeId.parse('intake-000000000000000001'), SEALED); return (await postgresTicketStore(tx).list(DAY)).map((t) => t.form); });
    const unseen = await failure(inTransaction(pool, async (tx) => { await postgresTicketStore(tx).add(ticket(2)); throw new Error('no'); }));
    const before = await postgresTicketStore(pool).list(DAY);
    await act(pool, 1, 'call', 1); await act(pool, 1, 'serve', 1); await act(pool, 1, 'finish', 1);
    await postgresTicketStore(pool).add(ticket(3, { care: 'unwell' }));
    await postgresTicketStore(pool).setCare(idOf(3), 'mobility');
    const cared = (await postgresTicketStore(pool).list(DAY)).map((t) => t.care);
    const closed = [await closeEarlierDays(pool, DAY), await closeEarlierDays(pool, '2026-11-25')];
    return [both, unseen, before, cared, closed, (await postgresTicketStore(pool).list(DAY)).map((t) => [t.standing.status, t.lastAct?.act ?? null, t.form, t.care])];
  },
  'kiosks: a series for each key, evidence, lives': async (pool) => {
    const [one, two, same] = [await enrol(pool, 'one'), await enrol(pool, 'two'), await enrol(pool, 'one')];
    const atOnce = await Promise.all([enrol(pool, 'three'), enrol(pool, 'four')]);
    const id = one?.kioskId ?? '';
    const evidence = [await findEvidence(pool, id, DAY)];
    await saveEvidence(pool, id, DAY, { highWater: 7, asOfMs: NOW + 5, booted: true });
    const lives = await inTransaction(pool, async (tx) => { const kiosk = await findKiosk(tx, id, true); await sawKiosk(tx, id, { bootId: 'b1', pending: 2, nowMs: NOW }); await sawKiosk(tx, id, { bootId: null, pending: 1, nowMs: NOW + 1 }); return [kiosk?.bootId, await rememberLife(tx, id, 'b1', NOW), await rememberLife(tx, id, 'b1', NOW)]; });
    const { kioskId: _random, ...known } = await findKiosk(pool, id) ?? { kioskId: null };
    return [one?.series, two?.series, same?.kioskId === one?.kioskId, atOnce.map((k) => k?.series).sort(), evidence, await findEvidence(pool, id, DAY), await findEvidence(pool, id, '2026-11-25'), lives, known, await listKiosks(pool)];
  },
  'the desk numbers from a locked row': async (pool) => {
    const next = () => inTransaction(pool, (tx) => postgresTicketStore(tx).nextDeskNumber(DAY));
    const lost = await failure(inTransaction(pool, async (tx) => { await postgresTicketStore(tx).nextDeskNumber(DAY); throw new Error('no'); }));
    return [await next(), (await Promise.all([next(), next(), next()])).sort(), lost, await next()];
  },
  'three hundred acts in a drawn order': async (pool) => {
    const chance = seededChance(20_261_124);
    const told: unknown[] = [];
    for (let n = 1; n <= 40; n += 1) await postgresTicketStore(pool).add(ticket(n, { orderAtMs: NOW + Math.floor(chance() * 3_600_000), care: chance() < 0.2 ? 'mobility' : null, bookedAtMs: chance() < 0.2 ? NOW + Math.floor(chance() * 7_200_000) : null }));
    for (let i = 0; i < 300; i += 1) {
      const at = 1 + Math.floor(chance() * 3);
      const n = 1 + Math.floor(chance() * 40);
      const name = (['call', 'serve', 'finish', 'no-show', 'recall', 'undo'] as const)[Math.floor(chance() * 6)] ?? 'call';
      const nowMs = NOW + i * 2_000;
      told.push(await once(pool, `act ${Math.floor(chance() * 250)}`, '', (tx) => (chance() < 0.3 ? call(tx, at, nowMs) : act(tx, n, name, at, nowMs))));
    }
    return [told, (await postgresTicketStore(pool).list(DAY)).sort(inTurn(NOW)).map((t) => [t.sequence, t.standing, t.lastAct, t.announcements])];
  },
};
