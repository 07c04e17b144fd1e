/**
 * Boards, phones and consoles of a hall in a process of their own, each on the product's wire and with its patience.
 * The parent says `{ open }` once, then `{ tell: true }`; this says `{ up }` and `{ told }`.
 */
import type { StreamMessage } from '@engawa/reception/contract';
import { io } from 'socket.io-client';
import { shortly } from './shown.ts';

export type Member = { readonly stream: string; readonly url: string; readonly cookie?: string };
export type Order = { readonly open: readonly Member[] } | { readonly tell: true; /** times are told once */ readonly forget?: true };
/** What stands on each screen, said shortly; and how long each took from having a line again to having a state, since the last time. */
export type Told = { readonly connected: number; readonly screens: readonly { readonly stream: string; readonly shows: string }[]; readonly joinedMs: readonly number[] };
export type Report = { readonly up: true } | { readonly told: Told };

/** As the kiosk's surfaces retry (kiosk/src/sync/streams). */
const RETRY = { reconnectionDelay: 500, reconnectionDelayMax: 4_000, randomizationFactor: 0.5, timeout: 5_000 } as const;

interface Screen { readonly stream: string; body: unknown; connected: boolean; sinceMs: number | null }
const screens: Screen[] = [];
let joinedMs: number[] = [];
const say = (report: Report): void => { process.send?.(report); };

function open({ stream, url, cookie }: Member): Promise<void> {
  const screen: Screen = { stream, body: null, connected: false, sinceMs: null };
  screens.push(screen);
  const line = io(url, { path: '/socket.io', transports: ['websocket'], forceNew: true, ...RETRY, ...(cookie === undefined ? {} : { extraHeaders: { cookie } }) });
  return new Promise((resolve) => {
    line.on('connect', () => { screen.connected = true; screen.sinceMs = performance.now(); line.emit('watch', stream === 'board' ? { stream, name: `板 ${screens.indexOf(screen) + 1}` } : { stream }); });
    line.on('disconnect', () => { screen.connected = false; });
    line.on('state', (message: StreamMessage) => {
      screen.body = message.body;
      if (screen.sinceMs !== null) joinedMs.push(performance.now() - screen.sinceMs);
      screen.sinceMs = null;
      resolve();
    });
  });
}

process.on('message', async (order: Order) => {
  if ('open' in order) {
    for (let at = 0; at < order.open.length; at += 20) await Promise.all(order.open.slice(at, at + 20).map(open));
    joinedMs = [];
    say({ up: true });
    return;
  }
  // Who has a line and no state yet has not joined.
  const told: Told = { connected: screens.filter(({ connected, sinceMs }) => connected && sinceMs === null).length, screens: screens.map(({ stream, body }) => ({ stream, shows: shortly(stream, body) })), joinedMs };
  if (order.forget === true) joinedMs = [];
  say({ told });
});
process.on('disconnect', () => process.exit(0));
