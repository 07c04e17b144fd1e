import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';
import { CounterId, type Reply, type StreamMessage } from '../../../contract/index.ts';
import { openSocketStreams, type SocketStreams } from './socket-streams.ts';

const message = (stream: string): StreamMessage => ({ stream, epoch: 'e', rev: 1, at: '2026-11-24T01:00:00.000Z', body: {} });
let open: { server: Server; streams: SocketStreams; page: Socket } | null = null;
afterEach(async () => { open?.page.close(); await open?.streams.close(); open = null; });

/** A hall whose database answers when the test lets it: `asked` resolves at the first question, `answer` lets it go on. */
async function slowHall() {
  const server = createServer();
  let answer = (): void => {};
  const gate = new Promise<void>((resolve) => { answer = resolve; });
  let wasAsked = (): void => {};
  const asked = new Promise<void>((resolve) => { wasAsked = resolve; });
  const streams = openSocketStreams(server, {
    publicOrigin: 'http://hall.example', facilityOrigin: null, clock: () => 0, session: async () => ({ sessionId: 's1', counter: CounterId.parse('1') }),
    counterExists: () => true, hearCaption: () => ({ ok: true, value: null }), boardsChanged: () => {},
    newest: async (stream) => { wasAsked(); await gate; return message(stream); },
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const page = io(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { transports: ['websocket'], forceNew: true, reconnection: false });
  await new Promise<void>((resolve) => { page.once('connect', resolve); });
  open = { server, streams, page };
  return { page, streams, asked, answer };
}
const until = async (holds: () => boolean): Promise<void> => {
  for (const deadline = Date.now() + 5_000; !holds();) { if (Date.now() > deadline) throw new Error('never'); await new Promise((resolve) => { setImmediate(resolve); }); }
};

describe('what happens while the hall is read', () => {
  it('[S7] a clerk who signs out in that moment does not get the console', async () => {
    const { page, streams, asked, answer } = await slowHall();
    const told: string[] = [];
    page.on('state', (m: StreamMessage) => told.push(m.stream));
    // The line of a session that is over is ended: whether the refusal still reaches it or not, the console does not.
    const ended = new Promise<void>((resolve) => { page.on('disconnect', () => resolve()); });
    const reply = (page.emitWithAck('watch', { stream: 'console' }) as Promise<Reply>).catch(() => undefined);
    await asked;
    streams.forgetSession('s1');
    answer();
    await ended;
    expect((await reply)?.ok ?? false).toBe(false);
    expect([told, streams.watchedStreams('console')]).toEqual([[], []]);
  });

  it('[S19] a page that goes in that moment leaves no room and no board behind', async () => {
    const { page, streams, asked, answer } = await slowHall();
    page.emit('watch', { stream: 'board', name: 'gone' });
    await asked;
    page.close();
    await until(() => streams.watchedStreams('').length === 0);
    answer();
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => { setImmediate(resolve); });
    expect([streams.watchedStreams('board'), streams.boards.list()]).toEqual([[], []]);
  });
});
