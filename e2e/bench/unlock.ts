import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Booking, PaymentStarted, UnlockAnswer } from '@engawa/facility-api/contract';
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
/** Each round is one tap and one echo. The first ones warm both sides up and are not counted. */
const ROUNDS = 60;
const WARM_UP = 10;

export const bench: Bench = {
  name: 'unlock',
  title: 'tap on the phone to the relay of the door ÷ a raw MQTT QoS 1 round trip over the same broker',
  run: () => onWorkbench(async (workbench) => {
    const city = await startCity({ folder: workbench.folder, buildings: [BUILDING], clockOffsetMs: tomorrowNoon() - Date.now() });
    workbench.after(() => city.stop());
    const board = city.boards[0] as SimulatedBoard;
    const phone = await signIn(city.databases.facility, city.url.facility, workbench);
    const booking = await bookAndPay(city, phone);
    const echo = await openEcho(city, workbench);
    const rounds: { relayMs: number; answerMs: number; echoMs: number; opened: boolean }[] = [];
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const measured = { ...await tap(phone, board, booking), echoMs: await echo() };
      if (round >= 0) rounds.push(measured);
    }
    const relay = rounds.map(({ relayMs }) => relayMs);
    const raw = rounds.map(({ echoMs }) => echoMs);
    return {
      goals: [
        atMost('unlock.tap-to-relay-over-echo-p50', median(relay) / median(raw), 15, '×'),
        atMost('unlock.tap-to-relay-p95', quantile(relay, 0.95), 300, 'ms'),
        exactly('unlock.taps-that-opened', rounds.filter(({ opened }) => opened).length / ROUNDS, 1, 'share'),
      ],
      notes: [
        `tap to relay p50 ${median(relay).toFixed(1)} ms, p95 ${quantile(relay, 0.95).toFixed(1)} ms; echo p50 ${median(raw).toFixed(2)} ms, p95 ${quantile(raw, 0.95).toFixed(2)} ms; tap to answer on the phone p50 ${median(rounds.map(({ answerMs }) => answerMs)).toFixed(1)} ms; ${ROUNDS} taps`,
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
async function bookAndPay(city: City, phone: Caller): Promise<Booking> {
  const start = Math.floor((Date.now() + city.clockOffsetMs) / 3_600_000) * 3_600_000;
  const wish = { room: ROOM, start: new Date(start).toISOString(), end: new Date(start + 2 * 3_600_000).toISOString(), people: 2, purpose: '練習', commercial: false, items: [] };
  const held = Booking.parse(await phone.post('/api/bookings', wish));
  const { url } = PaymentStarted.parse(await phone.post(`/api/bookings/${held.id}/payment`, {}));
  await city.payment.pay(url.split('/').at(-1) ?? '');
  const paid = async (): Promise<Booking | undefined> => {
    const booking = Booking.parse(await phone.get(`/api/bookings/${held.id}`));
    return booking.status === 'confirmed' || booking.status === 'released' ? booking : undefined;
  };
  const booking = await until('the booking is paid', paid);
  await until('the door opens for the first time', async () => (UnlockAnswer.parse(await phone.post(`/api/bookings/${held.id}/unlock`, {})).state === 'opened' ? true : undefined));
  return booking;
}

/** From the press until the simulated board moves its relay, and until the phone is told. */
async function tap(phone: Caller, board: SimulatedBoard, booking: Booking): Promise<{ relayMs: number; answerMs: number; opened: boolean }> {
  const releases = (): number => board.doors().find(({ name }) => name === booking.door)?.releases ?? 0;
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
