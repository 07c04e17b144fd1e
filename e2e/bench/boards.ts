/**
 * Many boards in a process of their own, on socket.io or on plain `ws`. The parent says which and where by the first message:
 * `{ kind, url, count }`; then `watch`, `unwatch`, `shown` (whether they answer calls), `tell` (how many messages came since the last `tell`).
 * Says `{ up }`, `{ reached: repeat, atMs: [one per board] }` when the last board has the state, `{ heard }`.
 */
import { BoardState, StreamMessage } from '@engawa/reception/contract';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { WebSocket } from 'ws';

type Start = { kind: 'socket.io' | 'ws'; url: string; count: number };
export type Order = Start | { watch: boolean } | { answers: boolean } | { tell: true };
export type Report = { up: true } | { done: true } | { reached: number; atMs: number[] } | { heard: number };

let answers = false;
let heard = 0;
let count = 0;
const lines: Socket[] = [];
const arrived = new Map<string, number[]>();
const say = (report: Report): void => { process.send?.(report); };
/** The same clock in every process of this machine. */
const nowMs = (): number => performance.timeOrigin + performance.now();

function seen(body: unknown, answer: (callId: string) => void): void {
  heard += 1;
  const atMs = nowMs();
  // As a board that trusts its server's schema: it reads, it does not validate.
  const call = (body as BoardState).calls[0];
  if (!call) return;
  const times = arrived.get(call.callId) ?? [];
  arrived.set(call.callId, times);
  times.push(atMs);
  if (answers) answer(call.callId);
  if (times.length !== count) return;
  arrived.clear();
  say({ reached: call.repeat, atMs: times });
}

async function openSocketIo({ url }: Start): Promise<void> {
  for (let first = 0; first < count; first += 20) {
    await Promise.all(Array.from({ length: Math.min(20, count - first) }, async () => {
      const line = io(url, { path: '/socket.io', transports: ['websocket'], forceNew: true });
      lines.push(line);
      // A state that comes again, by watching anew, is not a call.
      let lastRev = -1;
      line.on('beat', () => { heard += 1; });
      line.on('state', (message: StreamMessage) => {
        if (message.rev <= lastRev) return;
        lastRev = message.rev;
        seen(message.body, (callId) => line.emit('shown', { stream: 'board', callId }));
      });
      await new Promise<void>((resolve, reject) => { line.once('connect', resolve).once('connect_error', reject); });
    }));
  }
}

async function openWs({ url }: Start): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const line = new WebSocket(url, { perMessageDeflate: false });
    line.on('message', (data: Buffer) => seen((JSON.parse(data.toString()) as StreamMessage).body, () => {}));
    await new Promise<void>((resolve, reject) => { line.once('open', resolve).once('error', reject); });
  }
}

process.on('message', async (order: Order) => {
  if ('kind' in order) {
    count = order.count;
    await (order.kind === 'ws' ? openWs(order) : openSocketIo(order));
    say({ up: true });
  } else if ('watch' in order) {
    await Promise.all(lines.map((line, index) => order.watch ? line.emitWithAck('watch', { stream: 'board', name: `板 ${index + 1}` }) as Promise<unknown> : line.emit('unwatch', 'board')));
    say({ done: true });
  } else if ('answers' in order) {
    answers = order.answers;
    say({ done: true });
  } else {
    say({ heard });
    heard = 0;
  }
});
process.on('disconnect', () => process.exit(0));
