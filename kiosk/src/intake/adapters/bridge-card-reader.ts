import {
  BRIDGE_PATH, BridgeMessage, CARD_PROTOCOL, CLOSE_REPLACED, Pairing, TOKEN_PREFIX, type BridgeReply, type BridgeRequest, type CardState, type ReaderState,
} from '../../../card-bridge/contract/index.ts';
import type { CardReader, CardReading, TrayView } from '../ports.ts';

/** What the browser gives; tests give their own. */
export type BridgeSurroundings = {
  /** `ws://127.0.0.1:4300` */
  url: string;
  connect(url: string, protocols: string[]): WebSocket;
  /** The token that this page knows; `fresh` after the bridge refused the last one. null: none. */
  token(fresh: boolean): Promise<string | null>;
  after(delayMs: number, action: () => void): () => void;
};

/** The bridge starts beside the browser and may be restarted under it: quick at first, then once in ten seconds, for ever. */
const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000] as const;
const LOST: Pick<TrayView, 'reader' | 'card'> = { reader: 'none', card: { state: 'absent' } };

/**
 * カード読み取り over the loopback bridge.
 * ```
 *  connecting ──open──▶ open ──4001──▶ replaced (silent: a newer page took over)
 *      ▲  └──refused──▶ down ◀──closed───┘
 *      └────retry────────┘
 * ```
 */
export function openBridgeCardReader({ url, connect, token, after }: BridgeSurroundings): CardReader {
  const listeners = new Set<(view: TrayView) => void>();
  const waiting = new Map<number, (reading: CardReading) => void>();
  let view: TrayView = { link: 'connecting', ...LOST };
  let socket: WebSocket | null = null;
  let stopRetry = () => {};
  let failures = 0;
  let lastId = 0;
  let closed = false;

  const show = (next: TrayView) => { view = next; for (const listener of listeners) listener(view); };
  const send = (request: BridgeRequest) => socket?.send(JSON.stringify(request));

  async function open(): Promise<void> {
    const known = await token(failures > 0).catch(() => null);
    if (closed) return;
    if (known === null) return lose('down');
    const mine = connect(`${url}${BRIDGE_PATH}`, [CARD_PROTOCOL, TOKEN_PREFIX + known]);
    socket = mine;
    mine.addEventListener('open', () => { failures = 0; show({ link: 'open', ...LOST }); });
    mine.addEventListener('message', (event) => { if (socket === mine) hear(event.data); });
    mine.addEventListener('close', (event) => {
      if (socket !== mine) return;
      socket = null;
      lose(event.code === CLOSE_REPLACED ? 'replaced' : 'down');
    });
  }

  function lose(link: 'down' | 'replaced'): void {
    for (const settle of waiting.values()) settle({ ok: false, code: 'BRIDGE_DOWN' });
    waiting.clear();
    show({ link, ...LOST });
    if (link === 'replaced' || closed) return;
    const delay = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 10_000;
    failures++;
    stopRetry = after(delay, () => void open());
  }

  function hear(data: unknown): void {
    const message = BridgeMessage.safeParse(parseJson(data));
    if (!message.success) { socket?.close(); return; }
    if ('re' in message.data) return settle(message.data);
    const change: { reader?: ReaderState; card?: CardState } = message.data.ev === 'reader' ? { reader: message.data.state } : { card: message.data.card };
    show({ ...view, ...change });
  }

  function settle(reply: BridgeReply): void {
    if (reply.id === null) return;
    const answer = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.re === 'read') answer?.({ ok: true, prefill: reply.prefill });
    if (reply.re === 'refused') answer?.({ ok: false, code: reply.code, ...(reply.triesLeft === undefined ? {} : { triesLeft: reply.triesLeft }) });
  }

  function ask(build: (id: number) => BridgeRequest): Promise<CardReading> {
    if (view.link !== 'open') return Promise.resolve({ ok: false, code: 'BRIDGE_DOWN' });
    const request = build(++lastId);
    return new Promise((resolve) => {
      waiting.set(request.id, resolve);
      send(request);
    });
  }

  void open();
  return {
    watch(listener) {
      listeners.add(listener);
      listener(view);
      return () => { listeners.delete(listener); };
    },
    read: ({ pin, insertion, purpose }) => ask((id) => ({ id, op: 'read', pin, insertion, purpose })),
    readB: ({ number, insertion, purpose }) => ask((id) => ({ id, op: 'read-b', number, insertion, purpose })),
    cancel() {
      if (view.link === 'open' && waiting.size > 0) send({ id: ++lastId, op: 'cancel' });
    },
    close() {
      closed = true;
      stopRetry();
      listeners.clear();
      for (const answer of waiting.values()) answer({ ok: false, code: 'BRIDGE_DOWN' });
      waiting.clear();
      socket?.close();
      socket = null;
    },
  };
}

function parseJson(data: unknown): unknown {
  try { return JSON.parse(String(data)); } catch { return null; }
}

const TOKEN_KEY = 'engawa.card-bridge';

/**
 * The token of this kiosk. The launch address carries it in the fragment (`/kiosk/#bridge=<token>`), which is taken out of the
 * address at once and kept for this window. Where there is none, or the bridge refused it, a demo bridge may hand one out.
 * What a shell says (`told`) counts before all of that and is kept nowhere.
 */
export function browserBridgeToken(url: string, browser: { location: Location; history: History; sessionStorage: Storage; fetch: typeof fetch }, told: () => string | null = () => null): (fresh: boolean) => Promise<string | null> {
  const { location, history, sessionStorage } = browser;
  const carried = new URLSearchParams(location.hash.slice(1)).get('bridge');
  if (carried !== null) {
    sessionStorage.setItem(TOKEN_KEY, carried);
    const rest = new URLSearchParams(location.hash.slice(1));
    rest.delete('bridge');
    history.replaceState(history.state, '', `${location.pathname}${location.search}${rest.size > 0 ? `#${rest.toString()}` : ''}`);
  }
  return async (fresh) => {
    const ofShell = told();
    if (ofShell !== null) return ofShell;
    const kept = sessionStorage.getItem(TOKEN_KEY);
    if (kept !== null && !fresh) return kept;
    const paired = await pair(`${url.replace(/^ws/, 'http')}/pair`, browser.fetch);
    if (paired === null) return kept;
    sessionStorage.setItem(TOKEN_KEY, paired);
    return paired;
  };
}

async function pair(address: string, fetchIt: typeof fetch): Promise<string | null> {
  const response = await fetchIt(address, { cache: 'no-store', credentials: 'omit' }).catch(() => null);
  if (!response?.ok) return null;
  const pairing = Pairing.safeParse(await response.json().catch(() => null));
  return pairing.success ? pairing.data.token : null;
}

/** For `main.tsx`: the card reader of this browser window. */
export function browserCardReader(url: string, told?: () => string | null): CardReader {
  return openBridgeCardReader({
    url,
    connect: (address, protocols) => new WebSocket(address, protocols),
    token: browserBridgeToken(url, { location, history, sessionStorage, fetch: (...request) => fetch(...request) }, told),
    after: (delayMs, action) => { const timer = setTimeout(action, delayMs); return () => clearTimeout(timer); },
  });
}
