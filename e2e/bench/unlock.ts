import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Booking, PaymentStarted, UnlockAnswer } from '@engawa/facility-api/contract';
import { DoorChallenge } from '@engawa/locks/contract';
import type { SimulatedBoard } from '@engawa/locks/testing';
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { atMost, exactly, median, quantile, type Bench } from './bench.ts';
import { ensureSecrets } from '../city/city-folder.ts';
import { startCity } from '../city/start-city.ts';
import type { City } from '../city/start-city.ts';
import { signIn } from './resident.ts';
import type { Caller } from './resident.ts';
import { onWorkbench, until } from './workbench.ts';
import type { Workbench } from './workbench.ts';

const BUILDING = 'studio24';
const ROOM = 'studio24-a';
const OTHER_ROOM = 'studio24-b';
/** What a maker of cloud locks publishes: a new PIN works after five minutes at best. */
const PUBLISHED_PIN_MS = 5 * 60_000;
/** Each round is one tap and one echo. The first ones warm both sides up and are not counted. */
const ROUNDS = 60;
const WARM_UP = 10;

export const bench: Bench = {
  name: 'unlock',
  title: 'tap on the phone to the relay of the door ÷ a raw MQTT QoS 1 round trip over the same broker',
  run: () => onWorkbench(async (workbench) => {
    const city = await startCity({ folder: workbench.folder, buildings: [BUILDING], clockOffsetMs: tomorrowNoon() - Date.now(), lines: true });
    workbench.after(() => city.stop());
    const board = city.boards[0] as SimulatedBoard;
    const phone = await signIn(city.databases.facility, city.url.facility, workbench);
    const booking = await bookAndPay(city, phone, ROOM);
    const pinMs = await keyPin(city, board, booking);
    await until('the door opens for the first time', async () => (UnlockAnswer.parse(await phone.post(`/api/bookings/${booking.id}/unlock`, {})).state === 'opened' ? true : undefined));
    const echo = await openEcho(city, workbench);
    const rounds: { relayMs: number; answerMs: number; echoMs: number; opened: boolean }[] = [];
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const measured = { ...await tap(phone, board, booking), echoMs: await echo() };
      if (round >= 0) rounds.push(measured);
    }
    const cut = await openCutOff(city, board, phone);
    const relay = rounds.map(({ relayMs }) => relayMs);
    const raw = rounds.map(({ echoMs }) => echoMs);
    return {
      goals: [
        atMost('unlock.tap-to-relay-over-echo-p50', median(relay) / median(raw), 15, '×'),
        atMost('unlock.tap-to-relay-p95', quantile(relay, 0.95), 300, 'ms'),
        atMost('unlock.tap-to-relay-over-echo-p99', quantile(relay, 0.99) / quantile(raw, 0.99), 3, '×'),
        atMost('unlock.tap-to-relay-p99', quantile(relay, 0.99), 150, 'ms'),
        atMost('unlock.pin-after-payment', pinMs / 1_000, 10, 's'),
        atMost('unlock.pin-after-payment-over-published', pinMs / PUBLISHED_PIN_MS, 0.05, '×'),
        atMost('unlock.booked-after-the-cut', cut.openMs / 1_000, 3, 's'),
        exactly('unlock.taps-that-opened', rounds.filter(({ opened }) => opened).length / ROUNDS, 1, 'share'),
      ],
      notes: [
        `tap to relay p50 ${median(relay).toFixed(1)} ms, p95 ${quantile(relay, 0.95).toFixed(1)} ms; echo p50 ${median(raw).toFixed(2)} ms, p95 ${quantile(raw, 0.95).toFixed(2)} ms; tap to answer on the phone p50 ${median(rounds.map(({ answerMs }) => answerMs)).toFixed(1)} ms; ${ROUNDS} taps`,
        `PIN: from the payment until the keypad's digits moved the relay, ${(pinMs / 1_000).toFixed(2)} s. Booked after the cable was cut: panel asked, answered through the phone's line, read by the panel, relay after ${cut.openMs.toFixed(0)} ms; the hands that hold the phone before the panel are not in it`,
        'in a tap: HTTP, sign-in, the press written to PostgreSQL (forced to disk), a signature, MQTT, signature checked, the intent journalled (forced to disk), a UDP frame to the simulated board',
        'the board, the broker and the hand that taps live in one process and share its clock; facility-api, the door agent and the echo are processes of their own',
      ],
    };
  }),
};

/** The city's time is tomorrow, five past twelve in Tokyo: the bench never runs into the end of a slot. */
function tomorrowNoon(): number {
  const [dayMs, tokyoMs] = [24 * 3_600_000, 9 * 3_600_000];
  return (Math.floor((Date.now() + tokyoMs) / dayMs) + 1) * dayMs - tokyoMs + 12 * 3_600_000 + 5 * 60_000;
}

/** A booking whose time runs now; its grant goes to the door by the first tap. */
async function bookAndPay(city: City, phone: Caller, room: string): Promise<Booking> {
  const start = Math.floor((Date.now() + city.clockOffsetMs) / 3_600_000) * 3_600_000;
  const wish = { room, start: new Date(start).toISOString(), end: new Date(start + 2 * 3_600_000).toISOString(), people: 2, purpose: '練習', commercial: false, items: [] };
  const held = Booking.parse(await phone.post('/api/bookings', wish));
  const { url } = PaymentStarted.parse(await phone.post(`/api/bookings/${held.id}/payment`, {}));
  await city.payment.pay(url.split('/').at(-1) ?? '');
  const paid = async (): Promise<Booking | undefined> => {
    const booking = Booking.parse(await phone.get(`/api/bookings/${held.id}`));
    return booking.status === 'confirmed' || booking.status === 'released' ? booking : undefined;
  };
  return until('the booking is paid', paid);
}

const releasesOf = (board: SimulatedBoard, door: string): number => board.doors().find(({ name }) => name === door)?.releases ?? 0;

/** From the payment until the digits at the keypad have moved the relay. They are keyed when the agent says that it has the grant, as a person keys them who was told. @returns milliseconds */
async function keyPin(city: City, board: SimulatedBoard, { door, pin }: Booking): Promise<number> {
  const paidAt = performance.now();
  const before = releasesOf(board, door);
  await until('the agent has the grant', async () => ((await (await fetch(`${city.url.doorAgent}/status`)).json() as { manifest: { grants: number } | null }).manifest?.grants ? true : undefined));
  board.typePin(door, pin ?? '');
  await until('the keypad opens the door', () => (releasesOf(board, door) > before ? true : undefined));
  return performance.now() - paidAt;
}

/** The house hears nothing of the city; then somebody books and pays, and stands before the panel with a telephone. */
async function openCutOff(city: City, board: SimulatedBoard, phone: Caller): Promise<{ openMs: number }> {
  city.lines?.agents.cut();
  const booking = await bookAndPay(city, phone, OTHER_ROOM);
  const before = releasesOf(board, booking.door);
  const panel = async (word: string, body: object): Promise<unknown> => (await fetch(`${city.url.doorAgent}/doors/${booking.door}/${word}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json();
  const askedAt = performance.now();
  const challenge = DoorChallenge.parse(await panel('challenge', {}));
  const { grant } = await phone.post(`/api/bookings/${booking.id}/answer`, challenge) as { grant: string };
  const opening = await panel('answer', { grant }) as { outcome: string };
  const openMs = performance.now() - askedAt;
  if (opening.outcome !== 'opened' || releasesOf(board, booking.door) !== before + 1) throw new Error(`the door that was cut off stayed shut: ${JSON.stringify(opening)}`);
  return { openMs };
}

/** From the press until the simulated board moves its relay, and until the phone is told. */
async function tap(phone: Caller, board: SimulatedBoard, booking: Booking): Promise<{ relayMs: number; answerMs: number; opened: boolean }> {
  const releases = (): number => releasesOf(board, booking.door);
  const before = releases();
  let relayMs = Number.NaN;
  const tappedAt = performance.now();
  const stop = board.onChange(() => { if (Number.isNaN(relayMs) && releases() > before) relayMs = performance.now() - tappedAt; });
  const answer = UnlockAnswer.parse(await phone.post(`/api/bookings/${booking.id}/unlock`, {}));
  const answerMs = performance.now() - tappedAt;
  stop();
  return { relayMs, answerMs, opened: answer.state === 'opened' && releases() === before + 1 };
}

/** There and back through the city's own broker, with a message as long as an unlock command. */
async function openEcho(city: City, { after }: Workbench): Promise<() => Promise<number>> {
  const { broker } = await ensureSecrets(city.folder);
  const url = (account: string): string => `mqtt://${account}:${broker}@127.0.0.1:${city.ports.mqtt}`;
  const [ask, back] = [`engawa/${BUILDING}/bench-ask`, `engawa/${BUILDING}/bench-echo`];
  const peer = fork(new URL('./mqtt-echo.ts', import.meta.url), [url(BUILDING), ask, back], { execArgv: ['--import', 'tsx'] });
  after(() => peer.kill());
  const client: MqttClient = await connectAsync(url('city'), { clientId: 'bench-asker' });
  after(() => client.endAsync(true));
  (client.stream as Socket).setNoDelay(true);
  await client.subscribeAsync(back, { qos: 1 });
  await once(peer, 'message');
  const payload = Buffer.alloc(600, 0x61);
  return async () => {
    const heard = new Promise<void>((resolve) => { client.once('message', () => resolve()); });
    const sentAt = performance.now();
    client.publish(ask, payload, { qos: 1 });
    await heard;
    return performance.now() - sentAt;
  };
}
