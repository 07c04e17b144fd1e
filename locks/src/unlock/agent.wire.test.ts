import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerClaims, createIssuer, pressClaims, startAgent, startTestCity, startUhppoteBoard, windowClaims } from '../../testing/index.ts';
import type { AgentProcess, SimulatedBoard, TestCity } from '../../testing/index.ts';
import { startBroker } from '../../testing/start-broker.ts';
import { DoorChallenge, JournalRecord } from '../../contract/index.ts';
import { scanJournal } from '../journal/adapters/scan-journal.ts';
import { OP } from '../drivers/uhppote/domain/frame.ts';

const ROOM = 'kominkan-room-1';
const HALL = 'kominkan-hall';
const building = 'kominkan';
const issuer = createIssuer();
const until = <T>(see: () => T | Promise<T>) => vi.waitFor(see, { timeout: 15_000, interval: 20 });

let broker: Awaited<ReturnType<typeof startBroker>>;
let board: SimulatedBoard;
let city: TestCity;
let agent: AgentProcess;

const doors = () => ({
  [ROOM]: { driver: 'uhppote' as const, address: `127.0.0.1:${board.udpPort}`, serial: board.serial, door: 1, releaseSeconds: 5, listen: '127.0.0.1:0' },
  [HALL]: { driver: 'uhppote' as const, address: `127.0.0.1:${board.udpPort}`, serial: board.serial, door: 2, releaseSeconds: 5, listen: '127.0.0.1:0' },
});
const start = (dataDir?: string) => startAgent({ building, mqttUrl: broker.url, issuer, doors: doors(), ...(dataDir === undefined ? {} : { dataDir }) });
const journal = async () => (await readFile(agent.journalFile, 'utf8')).trim().split('\n').map((line) => JournalRecord.parse(JSON.parse(line)));
const acts = async () => (await journal()).map(({ act }) => act);
const releases = (door: string) => board.doors().find(({ name }) => name === door)!.releases;
/** The agent has the manifest and the time, and has written both down. */
const synced = () => until(async () => { expect(await acts()).toEqual(expect.arrayContaining(['manifest', 'clock'])); expect(city.status()?.manifest).toBeTruthy(); expect(city.status()?.clockUncertaintyMs).toBeGreaterThan(0); });

beforeEach(async () => {
  broker = await startBroker();
  board = await startUhppoteBoard({ udpPort: 0, serial: 423_187_757, doors: [{ number: 1, name: ROOM }, { number: 2, name: HALL }] });
  city = await startTestCity({ mqttUrl: broker.url, building, issuer, now: Date.now });
  city.grants = [issuer.grant(windowClaims(ROOM, Date.now(), '482913'))];
});
afterEach(async () => {
  await agent.kill();
  await city.close();
  await board.close();
  await broker.stop();
  expect(city.faults).toEqual([]);
  const scan = await scanJournal(agent.journalFile);
  expect(scan.broken).toBeNull();
  await rm(agent.dataDir, { recursive: true, force: true });
});

describe('a door agent on real wires', () => {
  it('[U2] a command opens the door once, is journalled before and after, and the journal reaches the city', async () => {
    agent = await start();
    await synced();
    const commandId = randomUUID();
    const grant = issuer.grant(pressClaims(ROOM, Date.now()));
    expect(await city.unlock(grant, commandId)).toMatchObject({ outcome: 'opened', relockAfterSeconds: 5 });
    expect(releases(ROOM)).toBe(1);
    expect((await acts()).filter((act) => act === 'intent' || act === 'released')).toEqual(['intent', 'released']);
    await until(() => expect(city.journal.at(-1)?.act).toBe('released'));
    await until(() => expect(city.status()?.journal.acknowledged).toBe(city.status()?.journal.seq));
    expect(city.status()?.doors.find(({ door }) => door === ROOM)).toMatchObject({ lock: 'unlocked', battery: null, tamper: null });
    // again the same command, then the same grant under a new command
    expect(await city.unlock(grant, commandId)).toMatchObject({ outcome: 'opened' });
    expect(await city.unlock(grant)).toMatchObject({ outcome: 'refused', reason: 'already-used' });
    expect(releases(ROOM)).toBe(1);
    expect(agent.log()).not.toMatch(/482913/);
    expect(await agent.stop()).toBe(0);
  });

  it('[U8] a PIN opens while the city is cut off, also after a restart without the city', async () => {
    agent = await start();
    await synced();
    await broker.stop();
    board.typePin(ROOM, '482913');
    await until(() => expect(releases(ROOM)).toBe(1));
    await agent.kill();
    agent = await start(agent.dataDir);
    board.typePin(ROOM, '482913');
    await until(() => expect(releases(ROOM)).toBe(2));
    board.typePin(HALL, '482913');
    // Doors do not wait for each other: the room's release may be written down after it.
    await until(async () => expect(await journal()).toContainEqual(expect.objectContaining({ act: 'denied', detail: 'wrong-code', door: HALL })));
    expect(releases(HALL)).toBe(0);
    broker = await startBroker(broker.port);
  });

  it('[U10] killed between intent and result: the journal says unknown, the door does not open again', async () => {
    agent = await start();
    await synced();
    const commandId = randomUUID();
    const grant = issuer.grant(pressClaims(ROOM, Date.now()));
    board.misbehave({ dropAnswers: [OP.openDoor], dropPushes: true });
    void city.unlock(grant, commandId);
    await until(() => expect(releases(ROOM)).toBe(1));
    await agent.kill();
    expect((await journal()).filter((record) => record.commandId === commandId).map(({ act }) => act)).toEqual(['intent']);
    board.misbehave({ dropAnswers: [], dropPushes: false });
    agent = await start(agent.dataDir);
    const intent = (await journal()).find(({ act }) => act === 'intent')!;
    expect((await journal()).find(({ act }) => act === 'unknown')).toMatchObject({ of: intent.seq, commandId, detail: 'agent-fell', door: ROOM });
    city.answers.length = 0;
    expect(await city.unlock(grant, commandId)).toMatchObject({ outcome: 'unknown' });
    expect(await city.unlock(grant)).toMatchObject({ outcome: 'refused', reason: 'already-used' });
    expect(releases(ROOM)).toBe(1);
    // the board's own log still tells what happened
    await until(async () => expect(await acts()).toContain('release-reported'));
  });

  it('[U10] killed between intent and release: unknown, and the relay never moves for it', async () => {
    agent = await start();
    await synced();
    let caught: { commandId: string; grant: string } | null = null;
    for (let attempt = 0; caught === null && attempt < 5; attempt++) {
      // the board does not answer the question before the release, so the intent stands alone for half a second
      board.misbehave({ dropRequests: [OP.status] });
      const wish = { commandId: randomUUID(), grant: issuer.grant(pressClaims(ROOM, Date.now())) };
      void city.unlock(wish.grant, wish.commandId);
      await until(async () => expect((await journal()).some(({ commandId }) => commandId === wish.commandId)).toBe(true));
      await agent.kill();
      if ((await journal()).filter(({ commandId }) => commandId === wish.commandId).map(({ act }) => act).join() === 'intent') caught = wish;
      board.misbehave({ dropRequests: [] });
      agent = await start(agent.dataDir);
    }
    expect(caught).not.toBeNull();
    const end = (await journal()).find(({ act, commandId }) => act === 'unknown' && commandId === caught!.commandId);
    expect(end).toMatchObject({ detail: 'agent-fell', door: ROOM });
    expect(await city.unlock(caught!.grant, caught!.commandId)).toMatchObject({ outcome: 'unknown' });
    expect(releases(ROOM)).toBe(0);
  });

  it('[U11] a broker that restarts and forgets loses nothing: manifest, commands and journal go on', async () => {
    agent = await start();
    await synced();
    await broker.stop();
    board.typePin(ROOM, '482913');
    await until(() => expect(releases(ROOM)).toBe(1));
    broker = await startBroker(broker.port);
    await until(() => expect(city.journal.some(({ act, tier }) => act === 'released' && tier === 'keypad')).toBe(true));
    city.grants = [];
    city.publish();
    await until(() => expect(city.status()?.manifest?.grants).toBe(0));
    board.typePin(ROOM, '482913');
    await until(async () => expect((await journal()).at(-1)).toMatchObject({ act: 'denied', detail: 'wrong-code' }));
    expect(await city.unlock(issuer.grant(pressClaims(ROOM, Date.now())))).toMatchObject({ outcome: 'opened' });
    expect(releases(ROOM)).toBe(2);
  });

  it('[U6] a cancelled booking never opens: revoked grants are dead for button and keypad', async () => {
    agent = await start();
    await synced();
    const claims = windowClaims(ROOM, Date.now(), '735190');
    const press = pressClaims(ROOM, Date.now());
    city.grants = [issuer.grant(claims)];
    city.revoked = [claims.jti, press.jti];
    city.publish();
    await until(() => expect(city.status()?.manifest?.revision).toBe(2));
    board.typePin(ROOM, '735190');
    await until(async () => expect((await journal()).at(-1)).toMatchObject({ act: 'denied', detail: 'revoked' }));
    expect(await city.unlock(issuer.grant(press))).toMatchObject({ outcome: 'refused', reason: 'revoked' });
    expect(releases(ROOM)).toBe(0);
  });

  it('[U4] strangers, forgers and late comers are refused by name', async () => {
    agent = await start();
    await synced();
    const now = Date.now();
    const stranger = createIssuer();
    expect(await city.unlock(stranger.grant(pressClaims(ROOM, now)))).toMatchObject({ reason: 'unknown-issuer' });
    const good = issuer.grant(pressClaims(ROOM, now));
    const bent = `${good.slice(0, -3)}${good.slice(-3, -2) === 'A' ? 'B' : 'A'}${good.slice(-2)}`;
    expect(await city.unlock(bent)).toMatchObject({ reason: 'bad-signature' });
    expect(await city.unlock('A'.repeat(200))).toMatchObject({ reason: 'malformed-grant' });
    expect(await city.unlock(issuer.grant(pressClaims('elsewhere', now)))).toMatchObject({ reason: 'unknown-door' });
    expect(await city.unlock(issuer.grant(pressClaims(ROOM, now - 60_000)))).toMatchObject({ reason: 'expired' });
    expect(await city.unlock(issuer.grant(windowClaims(ROOM, now, null)))).toMatchObject({ reason: 'wrong-kind' });
    board.misbehave({ dropRequests: 'all' });
    expect(await city.unlock(issuer.grant(pressClaims(ROOM, Date.now())))).toMatchObject({ reason: 'device-unreachable' });
    expect(releases(ROOM)).toBe(0);
    expect((await fetch(`${agent.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${agent.url}/status`, { method: 'POST' })).status).toBe(405);
  });

  it('[U16] a building that never heard of the city today opens to the answer that a telephone brings to its panel, and to no other', async () => {
    await broker.stop();
    agent = await start();
    const panel = (door: string, word: string, body?: object) => fetch(`${agent.url}/doors/${door}/${word}`, { method: 'POST', ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) });
    const challenge = DoorChallenge.parse(await (await panel(ROOM, 'challenge')).json());
    expect(challenge).toMatchObject({ building, door: ROOM, head: (await journal()).find(({ seq }) => seq === challenge.seq)!.hash });
    const grant = issuer.grant(answerClaims(ROOM, Date.now(), challenge.nonce));
    expect(await (await panel(HALL, 'answer', { grant })).json()).toMatchObject({ outcome: 'refused', reason: 'wrong-door' });
    const fresh = DoorChallenge.parse(await (await panel(ROOM, 'challenge')).json());
    const good = issuer.grant(answerClaims(ROOM, Date.now(), fresh.nonce));
    expect(await (await panel(ROOM, 'answer', { grant: good })).json()).toMatchObject({ outcome: 'opened' });
    expect(await (await panel(ROOM, 'answer', { grant: good })).json()).toMatchObject({ outcome: 'opened' });
    expect([releases(ROOM), releases(HALL)]).toEqual([1, 0]);
    expect(await journal()).toContainEqual(expect.objectContaining({ tier: 'panel', act: 'released', u: null }));

    expect((await panel('elsewhere', 'challenge')).status).toBe(404);
    expect((await panel('elsewhere', 'answer', { grant: good })).status).toBe(404);
    expect((await panel(ROOM, 'answer', { grant: 7 })).status).toBe(400);
    expect((await fetch(`${agent.url}/doors/${ROOM}/answer`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify({ grant: good }) })).status).toBe(400);
    expect((await fetch(`${agent.url}/doors/${ROOM}/answer`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' })).status).toBe(400);
  });
});
