import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import { HANAKO } from '../../../testing/fictitious-people.ts';
import { openTestBridge, TEST_ORIGIN, type TestBridge } from '../../../testing/test-bridge.ts';
import type { CardReader, TrayView } from '../ports.ts';
import { browserBridgeToken, openBridgeCardReader } from './bridge-card-reader.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => { for (const thing of open.splice(0).reverse()) await thing.close(); });

async function openBridge(options: Parameters<typeof openTestBridge>[0] = {}): Promise<TestBridge> {
  const bridge = await openTestBridge(options);
  open.push(bridge);
  return bridge;
}

/** The page's reader over a real socket; retries wait until the test lets them go. */
function openReader(url: string, token: (fresh: boolean) => Promise<string | null>) {
  const retries: (() => void)[] = [];
  const reader = openBridgeCardReader({
    url, token,
    connect: (address, protocols) => {
      const socket = new NodeWebSocket(address, protocols, { origin: TEST_ORIGIN });
      socket.on('error', () => {}); // a browser is silent about it; 'close' follows in both
      return socket as unknown as WebSocket;
    },
    after: (_, action) => { retries.push(action); return () => { retries.splice(retries.indexOf(action), 1); }; },
  });
  open.push(reader);
  return { reader, retry: () => retries.shift()?.() };
}
const until = (reader: CardReader, fits: (view: TrayView) => boolean) => new Promise<TrayView>((resolve) => {
  const stop = reader.watch((view) => { if (fits(view)) { queueMicrotask(() => stop()); resolve(view); } });
});
const insertionIn = ({ card }: TrayView) => (card.state === 'absent' ? '' : card.insertion);

describe('the card reader of the page', () => {
  it('[C23] sees the card and its tries, reads once, and is told the new count', async () => {
    const bridge = await openBridge();
    const { reader } = openReader(`ws://127.0.0.1:${bridge.port}`, async () => bridge.token);
    await until(reader, ({ link, reader: state }) => link === 'open' && state === 'ready');
    await bridge.simulate({ op: 'insert', card: HANAKO.id });
    const view = await until(reader, ({ card }) => card.state === 'mynumber');
    expect(view.card).toMatchObject({ triesLeft: 3 });
    const insertion = insertionIn(view);
    expect(await reader.read({ pin: '0000', insertion, purpose: 'prefill-forms' })).toEqual({ ok: false, code: 'PIN_WRONG', triesLeft: 2 });
    expect((await until(reader, () => true)).card).toMatchObject({ triesLeft: 2 });
    expect(await reader.read({ pin: HANAKO.pin, insertion, purpose: 'prefill-forms' })).toMatchObject({ ok: true, prefill: { name: HANAKO.name } });
    await bridge.simulate({ op: 'remove' });
    await until(reader, ({ card }) => card.state === 'absent');
  }, 20_000);

  it('[C23] a visitor who stops in the middle gets CANCELLED', async () => {
    const bridge = await openBridge({ apduMs: 10 });
    const { reader } = openReader(`ws://127.0.0.1:${bridge.port}`, async () => bridge.token);
    await bridge.simulate({ op: 'insert', card: HANAKO.id });
    const insertion = insertionIn(await until(reader, ({ card }) => card.state === 'mynumber'));
    const reading = reader.read({ pin: HANAKO.pin, insertion, purpose: 'prefill-forms' });
    reader.cancel();
    expect(await reading).toEqual({ ok: false, code: 'CANCELLED' });
  }, 20_000);

  it('[C23] without a bridge it is down, says BRIDGE_DOWN, and comes back by itself', async () => {
    const first = await openTestBridge();
    let known = first.token;
    const { reader, retry } = openReader(`ws://127.0.0.1:${first.port}`, async () => known);
    await until(reader, ({ link }) => link === 'open');
    await first.close();
    expect(await until(reader, ({ link }) => link === 'down')).toEqual({ link: 'down', reader: 'none', card: { state: 'absent' } });
    expect(await reader.read({ pin: '1234', insertion: 'x', purpose: 'prefill-forms' })).toEqual({ ok: false, code: 'BRIDGE_DOWN' });
    const second = await openBridge({ port: first.port });
    known = second.token;
    retry();
    await until(reader, ({ link }) => link === 'open');
  }, 20_000);

  it('[C23] a refused token is replaced by a fresh one', async () => {
    const bridge = await openBridge();
    const asked: boolean[] = [];
    const { reader, retry } = openReader(`ws://127.0.0.1:${bridge.port}`, async (fresh) => { asked.push(fresh); return fresh ? bridge.token : 'old'; });
    await until(reader, ({ link }) => link === 'down');
    retry();
    await until(reader, ({ link }) => link === 'open');
    expect(asked).toEqual([false, true]);
  });

  it('[C16] a newer page replaces it, and it does not fight back', async () => {
    const bridge = await openBridge();
    const url = `ws://127.0.0.1:${bridge.port}`;
    const older = openReader(url, async () => bridge.token);
    await until(older.reader, ({ link }) => link === 'open');
    const newer = openReader(url, async () => bridge.token);
    await until(newer.reader, ({ link }) => link === 'open');
    await until(older.reader, ({ link }) => link === 'replaced');
    expect(older.retry()).toBeUndefined();
    expect((await until(newer.reader, () => true)).link).toBe('open');
  });
});

describe('the token of the page', () => {
  function browser(hash: string, paired: string | null = null) {
    const kept = new Map<string, string>();
    const addresses: string[] = [];
    const fetched: string[] = [];
    return {
      addresses, kept, fetched,
      location: { hash, pathname: '/kiosk/', search: '?a=1' } as Location,
      history: { state: null, replaceState: (_: unknown, __: string, address: string) => { addresses.push(address); } } as unknown as History,
      sessionStorage: { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => { kept.set(key, value); } } as unknown as Storage,
      fetch: (async (address: string) => { fetched.push(address); return paired === null ? new Response(null, { status: 404 }) : Response.json({ token: paired }); }) as typeof fetch,
    };
  }
  const token = 'a'.repeat(48);

  it('[C19] is taken out of the address at once and kept for the window', async () => {
    const page = browser(`#bridge=${token}&x=1`);
    const ask = browserBridgeToken('ws://127.0.0.1:4300', page);
    expect(page.addresses).toEqual(['/kiosk/?a=1#x=1']);
    expect([await ask(false), page.fetched]).toEqual([token, []]);
  });

  it('[C19] is asked of a demo bridge when there is none, or when the old one was refused', async () => {
    const page = browser('', token);
    const ask = browserBridgeToken('ws://127.0.0.1:4300', page);
    expect([await ask(false), page.fetched, page.addresses]).toEqual([token, ['http://127.0.0.1:4300/pair'], []]);
    expect([await ask(true), page.fetched.length]).toEqual([token, 2]);
    const closed = browser(`#bridge=${token}`);
    expect(await browserBridgeToken('ws://127.0.0.1:4300', closed)(true)).toBe(token);
    expect(await browserBridgeToken('ws://127.0.0.1:4300', browser(''))(false)).toBeNull();
  });
});
