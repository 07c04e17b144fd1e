import { createHash } from 'node:crypto';
import { parseGrant, parseManifest, pinHashInput } from '@engawa/locks/contract';
import type { DoorChallenge } from '@engawa/locks/contract';
import fc from 'fast-check';
import mqtt from 'mqtt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Booking, UnlockAnswer } from '../../contract/index.ts';
import { journalOf, startBroker, startFakeAgent, until } from '../../testing/fake-agent.ts';
import type { FakeAgent, TestBroker } from '../../testing/fake-agent.ts';
import type { SignedInResident } from '../../testing/make-resident.ts';
import { storesOn, transactOn } from '../stores.ts';
import { withdrawBooking } from './application/withdraw-booking.ts';
import { newKey, openTestHouse } from '../../testing/test-house.ts';
import type { TestHouse } from '../../testing/test-house.ts';

let broker: TestBroker;
let house: TestHouse;
let agent: FakeAgent;
let hanako: SignedInResident;
beforeAll(async () => {
  broker = await startBroker();
  house = await openTestHouse({ mqttUrl: broker.url, unlockWaitMs: 2_000 });
  agent = await startFakeAgent(broker.url, 'studio24', 'studio24-front', () => house.issuerKeys);
  await agent.presence(true);
  await agent.status();
  await until('the city hears the agent', async () => (await house.database.pool.query(`SELECT 1 FROM buildings WHERE online AND status IS NOT NULL`)).rowCount);
});
afterAll(async () => { await agent.close(); await house.close(); await broker.close(); });
beforeEach(async () => {
  await house.wipe();
  agent.answerWith('opened');
  agent.commands.length = 0;
  agent.manifests.length = 0;
  hanako = await house.newResident();
});
const START = Date.parse('2026-11-24T03:00:00Z');
const stored = async (id: string): Promise<Booking> => (await house.ask('GET', `/api/bookings/${id}`, { as: hanako })).body;
const press = (id: string, key = newKey()) => house.ask<UnlockAnswer>('POST', `/api/bookings/${id}/unlock`, { as: hanako, key });
const manifestWith = (grants: number) => until(`a manifest of ${grants} grants`, () => agent.manifests.findLast((manifest) => manifest.grants.length === grants));

describe('access grants over MQTT', () => {
  it('[G1] the grant goes out 15 minutes before the start, signed, for this door, window and PIN only', async () => {
    const booking = await house.book(hanako, {});
    house.clock.nowMs = START - 15 * 60_000 - 1;
    await house.worker.round();
    expect((await stored(booking.id)).status).toBe('confirmed');
    house.clock.nowMs += 1;
    await house.worker.round();
    expect((await stored(booking.id))).toMatchObject({ status: 'released', cancelUntil: null });
    const grant = parseGrant((await manifestWith(1)).grants[0] ?? '')?.grant;
    expect(grant).toMatchObject({ kind: 'window', door: 'studio24-front', nbf: START / 1_000 - 600, exp: START / 1_000 + 3_600, booking: booking.reference });
    if (grant?.kind !== 'window' || !grant.pin) throw new Error('no PIN in the grant');
    expect(createHash('sha256').update(pinHashInput(grant.door, grant.pin.salt, booking.pin ?? '')).digest('hex')).toBe(grant.pin.hash);
  });

  it('[G2] cancelling and releasing exclude each other, whoever is first', async () => {
    const booking = await house.book(hanako, {});
    house.clock.nowMs = START - 15 * 60_000 - 1;
    const cancel = house.ask('POST', `/api/bookings/${booking.id}/cancel`, { as: hanako, key: newKey() });
    house.clock.nowMs += 1;
    const [cancelled] = await Promise.all([cancel, house.worker.round()]);
    await house.worker.round();
    const { rows } = await house.database.pool.query<{ state: string; grants: number }>('SELECT state, (SELECT count(*)::int FROM grants) AS grants FROM bookings');
    expect(rows[0]).toEqual(cancelled.status === 200 ? { state: 'cancelled', grants: 0 } : { state: 'released', grants: 1 });
  });

  it('[G11] random cancellations around the release instant: never a cancelled or lapsed booking with a grant, never a released one without', async () => {
    const ends = new Set<string>();
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ offsetMs: fc.integer({ min: -2, max: 2 }), act: fc.constantFrom('cancel', 'round', 'both') }), { minLength: 1, maxLength: 3 }), fc.boolean(), async (steps, paid) => {
      await house.wipe();
      const booking = paid ? await house.book(hanako, {}) : (await house.place(hanako, {})).body;
      for (const { offsetMs, act } of steps) {
        house.clock.nowMs = START - 15 * 60_000 + offsetMs;
        const cancel = () => house.ask('POST', `/api/bookings/${booking.id}/cancel`, { as: hanako, key: newKey() });
        if (act === 'cancel') await cancel(); else if (act === 'round') await house.worker.round(); else await Promise.all([cancel(), house.worker.round()]);
      }
      house.clock.nowMs = START;
      await house.worker.round();
      const { rows } = await house.database.pool.query<{ state: string; grants: number }>('SELECT state, (SELECT count(*)::int FROM grants) AS grants FROM bookings');
      expect(rows[0]?.grants).toBe(rows[0]?.state === 'released' ? 1 : 0);
      ends.add(rows[0]?.state ?? '');
    }), { numRuns: 40, endOnFailure: true });
    expect([...ends].sort()).toEqual(['cancelled', 'lapsed', 'released']);
  }, 60_000);

  it('[G3] a booking confirmed inside the last 15 minutes is released at once', async () => {
    house.clock.nowMs = START - 60_000;
    const booking = await house.book(hanako, {});
    await house.worker.round();
    expect((await stored(booking.id)).status).toBe('released');
    await manifestWith(1);
  });

  it('[G4] the manifest is pushed again until the agent has acknowledged it, and Hello is answered with its nonce', async () => {
    house.clock.nowMs = START - 60_000;
    await house.book(hanako, {});
    await house.worker.round();
    const { revision } = await manifestWith(1);
    agent.manifests.length = 0;
    house.clock.nowMs += 5_000;
    await house.worker.round();
    await until('pushed again', () => agent.manifests.find((manifest) => manifest.revision === revision));
    await agent.status({ revision });
    await until('acknowledged', async () => (await house.database.pool.query('SELECT 1 FROM buildings WHERE acknowledged = revision')).rowCount);
    agent.manifests.length = 0;
    house.clock.nowMs += 5_000;
    await house.worker.round();
    const nonce = 'ab'.repeat(16);
    await agent.hello(nonce);
    await until('hello answered', () => agent.manifests.length);
    expect(agent.manifests.map((manifest) => manifest.hello)).toEqual([nonce]);
    // The agent lost its store: it says so by a lower revision, and is told everything anew.
    await agent.status({ revision: null });
    await until('fallen behind', async () => (await house.database.pool.query('SELECT 1 FROM buildings WHERE acknowledged IS NULL')).rowCount);
    house.clock.nowMs += 5_000;
    await house.worker.round();
    await until('told anew', () => agent.manifests.length > 1);
  });

  it('[G5] one press opens once: the same key is the same command, another key another one', async () => {
    house.clock.nowMs = START;
    const booking = await house.book(hanako, {});
    const key = newKey();
    const answers = await Promise.all([press(booking.id, key), press(booking.id, key), press(booking.id, key)]);
    expect(answers.map((answer) => answer.body.state)).toEqual(['opened', 'opened', 'opened']);
    expect(new Set(agent.commands.map((command) => command.commandId)).size).toBe(1);
    expect((await press(booking.id, key)).body).toMatchObject({ state: 'opened', relockAfterSeconds: 5 });
    const other = newKey();
    expect((await press(booking.id, other)).body.state).toBe('opened');
    expect((await press(booking.id, other)).body.state).toBe('opened');
    const ids = agent.commands.map((command) => command.commandId);
    expect(new Set(ids).size).toBe(2);
    // Once answered, a press is told from its row and not sent again.
    expect(ids.filter((id) => id !== ids[0])).toHaveLength(1);
    expect(agent.commands[0]?.grant).toMatchObject({ kind: 'unlock', door: 'studio24-front', exp: START / 1_000 + 20 });
  });

  it('[G6] a press too early, too late, or for a booking that is not confirmed is refused before anything is sent', async () => {
    const booking = await house.book(hanako, {});
    house.clock.nowMs = START - 10 * 60_000 - 1;
    expect((await press(booking.id)).problem).toMatchObject({ code: 'too-early', facts: { from: '2026-11-24T02:50:00.000Z' } });
    house.clock.nowMs = START - 10 * 60_000;
    expect((await press(booking.id)).body.state).toBe('opened');
    house.clock.nowMs = START + 3_600_000;
    expect((await press(booking.id)).problem.code).toBe('too-late');
    const held = (await house.place(hanako, { start: '2026-11-24T04:00:00Z', end: '2026-11-24T05:00:00Z' })).body;
    expect((await press(held.id)).problem.code).toBe('booking-not-confirmed');
    expect(agent.commands).toHaveLength(1);
  });

  describe('[G16] the nonce of a door that is cut off', () => {
    const challenge = (changes: Partial<DoorChallenge> = {}): DoorChallenge => ({ building: 'studio24', door: 'studio24-front', nonce: 'a1'.repeat(16), seq: 12, head: 'f0'.repeat(32), ...changes });
    const bring = (id: string, body = challenge(), as = hanako) => house.ask<{ grant: string }>('POST', `/api/bookings/${id}/answer`, { as, body });

    it('is answered for a booking that was made just now, and the end of the journal is kept', async () => {
      house.clock.nowMs = START - 60_000;
      const booking = await house.book(hanako, {});
      const { grant } = (await bring(booking.id)).body;
      const read = parseGrant(grant)?.grant;
      expect(read).toMatchObject({ kind: 'answer', door: 'studio24-front', nonce: 'a1'.repeat(16), booking: booking.reference, iat: START / 1_000 - 60, exp: START / 1_000 });
      expect((await house.database.pool.query('SELECT building, seq, hash FROM journal_heads')).rows).toEqual([{ building: 'studio24', seq: 12, hash: 'f0'.repeat(32) }]);
      expect(parseGrant((await bring(booking.id)).body.grant)?.grant).toMatchObject({ kind: 'answer', nonce: 'a1'.repeat(16) });
      expect(await stored(booking.id)).toMatchObject({ status: 'released' });
    });

    it('is not answered out of its time, in the last minute, after a cancellation, at another door, or for somebody else', async () => {
      const booking = await house.book(hanako, {});
      house.clock.nowMs = START - 10 * 60_000 - 1;
      expect((await bring(booking.id)).problem.code).toBe('too-early');
      house.clock.nowMs = START + 3_540_000;
      expect((await bring(booking.id)).problem.code).toBe('too-late');
      house.clock.nowMs -= 1;
      expect((await bring(booking.id)).status).toBe(200);
      expect((await bring(booking.id, challenge({ door: 'studio24-back' }))).problem.code).toBe('door-refused');
      expect((await bring(booking.id, challenge({ building: 'kominkan' }))).problem.code).toBe('door-refused');
      expect((await bring(booking.id, challenge(), await house.newResident())).problem.code).toBe('not-your-booking');
      expect((await bring('no-id')).problem.code).toBe('not-your-booking');
      expect((await bring(booking.id, challenge({ nonce: 'short' }))).problem.code).toBe('bad-request');
      await transactOn(house.database.pool)((stores) => withdrawBooking(stores, booking.reference, house.clock.nowMs));
      expect((await bring(booking.id)).problem.code).toBe('booking-not-confirmed');
    });
  });

  it('[G7] nobody comes in early while the people before still have the room', async () => {
    const taro = await house.newResident();
    await house.book(taro, { start: '2026-11-24T02:00:00Z', end: '2026-11-24T03:00:00Z' });
    const booking = await house.book(hanako, {});
    house.clock.nowMs = START - 60_000;
    expect((await press(booking.id)).problem).toMatchObject({ code: 'too-early', facts: { from: '2026-11-24T03:00:00.000Z' } });
    house.clock.nowMs = START;
    expect((await press(booking.id)).body.state).toBe('opened');
  });

  it('[G7] nor into the rest of a slot that somebody takes after the grant went out', async () => {
    const booking = await house.book(hanako, {});
    house.clock.nowMs = START - 15 * 60_000;
    await house.worker.round();
    expect((await stored(booking.id)).status).toBe('released');
    const taro = await house.newResident();
    house.clock.nowMs = START - 11 * 60_000;
    expect((await house.place(taro, { start: '2026-11-24T02:00:00Z', end: '2026-11-24T03:00:00Z' })).problem.code).toBe('slot-in-the-past');
  });

  it('[G8] silence is told as queued, later as unreachable with the PIN; an absent agent gets no command at all', async () => {
    house.clock.nowMs = START;
    const booking = await house.book(hanako, {});
    agent.answerWith('silence');
    const key = newKey();
    expect((await press(booking.id, key)).body).toEqual({ state: 'queued' });
    house.clock.nowMs += 21_000;
    expect((await press(booking.id, key)).body).toEqual({ state: 'unreachable', pin: booking.pin });
    const sent = agent.commands.length;
    await agent.presence(false);
    await until('away', async () => (await house.database.pool.query('SELECT 1 FROM buildings WHERE NOT online')).rowCount);
    expect((await press(booking.id)).body).toEqual({ state: 'unreachable', pin: booking.pin });
    expect(agent.commands).toHaveLength(sent);
    await agent.presence(true);
    await until('back', async () => (await house.database.pool.query('SELECT 1 FROM buildings WHERE online')).rowCount);
    for (const [behaviour, reason] of [['refused', 'expired'], ['unknown', 'unknown']] as const) {
      agent.answerWith(behaviour);
      expect((await press(booking.id)).body).toEqual({ state: 'refused', reason });
    }
  }, 15_000);

  it('[G12] a withdrawn booking loses its grant and its fee goes back; the room waits for the door to know', async () => {
    house.clock.nowMs = START - 60_000;
    const booking = await house.book(hanako, {});
    await house.worker.round();
    const { revision } = await manifestWith(1);
    const withdraw = () => house.database.pool.connect().then(async (tx) => { try { return await withdrawBooking(storesOn(tx), booking.reference, house.clock.nowMs); } finally { tx.release(); } });
    expect(await withdraw()).toMatchObject({ booking: booking.id });
    expect(await withdraw()).toMatchObject({ refused: 'booking-not-confirmed' });
    house.clock.nowMs += 5_000;
    await house.worker.round();
    const told = await until('the revocation', () => agent.manifests.find((manifest) => manifest.revision > revision));
    expect([told.grants, told.revoked]).toEqual([[], [expect.any(String)]]);
    expect(await stored(booking.id)).toMatchObject({ status: 'cancelled', payment: 'refunded', pin: null });
    expect((await press(booking.id)).problem.code).toBe('booking-not-confirmed');
    const taro = await house.newResident();
    expect((await house.place(taro, {})).problem.code).toBe('slot-taken');
    await agent.status({ revision: told.revision });
    await until('acknowledged', async () => (await house.database.pool.query('SELECT 1 FROM buildings WHERE acknowledged = $1', [told.revision])).rowCount);
    await house.worker.round();
    expect((await house.place(taro, {})).status).toBe(201);
  });

  it('[G9] door health is told from an hour before the start', async () => {
    const booking = await house.book(hanako, {});
    expect((await stored(booking.id)).doorReady).toBeNull();
    house.clock.nowMs = START - 3_600_000;
    expect((await stored(booking.id)).doorReady).toBe(true);
    await agent.status({ ready: false });
    await until('told not ready', async () => (await stored(booking.id)).doorReady === false);
    await agent.status();
    await until('ready again', async () => (await stored(booking.id)).doorReady);
  });

  it('[G10] the shipped journal is kept and acknowledged only while its chain holds', async () => {
    const records = journalOf(6);
    await agent.shipJournal(records.slice(0, 3));
    await until('first ack', () => agent.acks.find((ack) => ack.seq === 3));
    await agent.shipJournal(records.slice(1, 5));
    await until('second ack', () => agent.acks.find((ack) => ack.seq === 5));
    const bent = { ...records[5], act: 'released' } as (typeof records)[number];
    await agent.shipJournal([bent]);
    await agent.shipJournal(records.slice(4, 6));
    await until('third ack', () => agent.acks.find((ack) => ack.seq === 6));
    expect(agent.acks.map((ack) => ack.seq)).toEqual([3, 5, 6]);
    expect((await house.database.pool.query(`SELECT record ->> 'act' AS act FROM journal WHERE seq = 6`)).rows).toEqual([{ act: 'started' }]);
  });

  it('[G13] an answer counts only from the building of the command', async () => {
    house.clock.nowMs = START;
    const booking = await house.book(hanako, {});
    agent.answerWith('silence');
    const stranger = await mqtt.connectAsync(broker.url);
    const pressed = press(booking.id);
    const command = await until('the command', () => agent.commands[0]);
    const lie = { outcome: 'opened', commandId: command.commandId, seq: 1, at: new Date(START).toISOString(), relockAfterSeconds: 5 };
    await stranger.publishAsync('engawa/niwaishi/answers', JSON.stringify(lie), { qos: 1 });
    expect((await pressed).body).toEqual({ state: 'queued' });
    expect((await house.database.pool.query('SELECT 1 FROM unlocks WHERE outcome IS NOT NULL')).rowCount).toBe(0);
    await stranger.publishAsync('engawa/studio24/answers', JSON.stringify(lie), { qos: 1 });
    await until('the true answer', async () => (await house.database.pool.query('SELECT 1 FROM unlocks WHERE outcome IS NOT NULL')).rowCount);
    await stranger.endAsync(true);
  });

  it('[G14] a city restored from a backup goes past the revision that its agent already has', async () => {
    await agent.status({ revision: 5_000 });
    await until('the leap', async () => (await house.database.pool.query(`SELECT 1 FROM buildings WHERE building = 'studio24' AND revision > 5000`)).rowCount);
    house.clock.nowMs += 5_000;
    await house.worker.round();
    await until('a manifest that the agent takes', () => agent.manifests.find((manifest) => manifest.revision > 5_000));
  });

  it('[G15] whatever agents say on the wire, the city goes on: not JSON, huge, unknown keys, other buildings, numbers without end', async () => {
    const stranger = await mqtt.connectAsync(broker.url);
    const status = { building: 'studio24', at: new Date(START).toISOString(), clockUncertaintyMs: 1, manifest: { revision: Number.MAX_SAFE_INTEGER, epoch: 0, grants: 0, rejected: 0 }, journal: { writable: true, seq: 0, head: '0'.repeat(64), acknowledged: 0 }, doors: [] };
    const [record] = journalOf(1);
    const payloads: Record<string, string> = {
      'engawa/studio24/status': JSON.stringify(status), 'engawa/studio24/hello': '{"building":"studio24"', 'engawa/studio24/answers': '[]', 'engawa/studio24/presence': 'null',
      'engawa/studio24/journal': JSON.stringify({ building: 'studio24', records: [{ ...record, seq: Number.MAX_SAFE_INTEGER }] }), 'engawa/nowhere-at-all/presence': JSON.stringify({ building: 'nowhere-at-all', online: true }),
      'engawa/niwaishi/status': JSON.stringify(status), 'engawa/studio24/answers/x': '{}', 'engawa/STUDIO/hello': '{}',
    };
    for (const [topic, payload] of Object.entries(payloads)) await stranger.publishAsync(topic, payload, { qos: 1 });
    await stranger.publishAsync('engawa/studio24/status', `"${'x'.repeat(8_000_000)}"`, { qos: 1 });
    await stranger.publishAsync('engawa/studio24/status', '['.repeat(200_000), { qos: 1 });
    agent.manifests.length = 0;
    await agent.hello('cd'.repeat(16));
    await until('hello answered', () => agent.manifests.find((manifest) => manifest.hello === 'cd'.repeat(16)));
    expect((await house.database.pool.query(`SELECT 1 FROM buildings WHERE building = 'nowhere-at-all'`)).rowCount).toBe(0);
    expect((await house.database.pool.query(`SELECT 1 FROM buildings WHERE building = 'studio24' AND revision > 2000000000`)).rowCount).toBe(0);
    await stranger.endAsync(true);
  }, 20_000);

  it('[M7] nothing that goes to or comes from the doors has the PIN in it', async () => {
    const wire: Buffer[] = [];
    const listener = await mqtt.connectAsync(broker.url);
    listener.on('message', (_topic, payload) => {
      wire.push(payload);
      for (const text of payload.toString().match(/[A-Za-z0-9_-]{40,}/g) ?? []) wire.push(Buffer.from(text, 'base64url'));
    });
    await listener.subscribeAsync('#', { qos: 1 });
    house.clock.nowMs = START - 60_000;
    const booking = await house.book(hanako, {});
    await house.worker.round();
    await manifestWith(1);
    expect((await press(booking.id)).body.state).toBe('opened');
    await until('manifest and command were overheard', () => wire.length > 4);
    const parsed = wire.flatMap((payload) => { try { return parseManifest(JSON.parse(payload.toString()).manifest as string)?.manifest.grants.map((text) => Buffer.from(text, 'base64url')) ?? []; } catch { return []; } });
    expect(parsed.length).toBeGreaterThan(0);
    for (const bytes of [...wire, ...parsed]) expect(bytes.includes(booking.pin ?? 'no pin')).toBe(false);
    await listener.endAsync(true);
  });
});
