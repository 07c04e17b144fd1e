import { WebSocket } from 'ws';
import { BRIDGE_PATH, BridgeMessage, CARD_PROTOCOL, TOKEN_PREFIX, type BridgeReply, type BridgeRequest, type CardState, type CardRefusal, type Prefill, type ReaderState } from '../contract/index.ts';

export type BridgeClient = {
  tray(): { reader: ReaderState; card: CardState };
  /** Called after every change; returns the way to stop. */
  watch(listener: () => void): () => void;
  /** Resolves when a card has been asked what it is; rejects when the link ends or `withinMs` pass. */
  settledCard(withinMs: number): Promise<CardState>;
  read(pin: string, insertion: string): Promise<{ ok: true; prefill: Prefill } | ({ ok: false } & CardRefusal)>;
  readB(number: string, insertion: string): ReturnType<BridgeClient['read']>;
  /** Called when the link has ended, whoever ended it. */
  onClosed(listener: () => void): void;
  close(): void;
};

/** card.v1 from a Node process, seated as the operator: the command line, tests and benches. Rejects with the status when refused. */
export async function connectToBridge({ port, token, origin = `http://127.0.0.1:${port}` }: { port: number; token: string; origin?: string }): Promise<BridgeClient> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${BRIDGE_PATH}`, [CARD_PROTOCOL, TOKEN_PREFIX + token], { origin, perMessageDeflate: false });
  let reader: ReaderState = 'none';
  let card: CardState = { state: 'absent' };
  const waiting = new Map<number, (reply: BridgeReply) => void>();
  const watchers = new Set<() => void>();
  let lastId = 0;

  socket.on('message', (data) => {
    const message = BridgeMessage.parse(JSON.parse(String(data as Buffer)));
    if ('ev' in message) {
      if (message.ev === 'reader') reader = message.state;
      else card = message.card;
      for (const watcher of watchers) watcher();
    } else if (message.id !== null) {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  });
  socket.on('close', () => {
    for (const [id, settle] of waiting) settle({ id, re: 'refused', code: 'BRIDGE_DOWN' });
    waiting.clear();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('unexpected-response', (_, response) => reject(new Error(`bridge answers ${response.statusCode}`)));
  });
  socket.on('error', () => {});

  async function ask(build: (id: number) => BridgeRequest): ReturnType<BridgeClient['read']> {
    const id = ++lastId;
    const reply = await new Promise<BridgeReply>((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify(build(id)));
    });
    if (reply.re === 'read') return { ok: true, prefill: reply.prefill };
    if (reply.re !== 'refused') return { ok: false, code: 'BAD_OP' };
    return { ok: false, code: reply.code, ...(reply.triesLeft === undefined ? {} : { triesLeft: reply.triesLeft }) };
  }

  return {
    tray: () => ({ reader, card }),
    watch(listener) {
      watchers.add(listener);
      return () => { watchers.delete(listener); };
    },
    settledCard: (withinMs) => new Promise((resolve, reject) => {
      const check = () => {
        if (card.state === 'absent' || card.state === 'present') return;
        done();
        resolve(card);
      };
      const timer = setTimeout(() => { done(); reject(new Error('no card')); }, withinMs);
      const done = () => { clearTimeout(timer); watchers.delete(check); };
      watchers.add(check);
      check();
    }),
    read: (pin, insertion) => ask((id) => ({ id, op: 'read', pin, insertion, purpose: 'prefill-forms' })),
    readB: (number, insertion) => ask((id) => ({ id, op: 'read-b', number, insertion, purpose: 'prefill-forms' })),
    onClosed: (listener) => { socket.once('close', listener); },
    close: () => socket.close(),
  };
}
