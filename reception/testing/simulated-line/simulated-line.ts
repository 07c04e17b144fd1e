import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What LINE does with the next push messages. `took-it`: takes it and answers 500; `throttle` 429; `token` 401; `unknown` 400, as for an id that is none. */
export type LineFault = 'none' | 'fault' | 'took-it' | 'silent' | 'cut' | 'throttle' | 'token' | 'unknown';
export interface LineMessage { readonly to: string; readonly text: string }

export interface SimulatedLine {
  readonly origin: string; readonly token: string; readonly secret: string; fault: LineFault;
  /** what people see in their conversation with the hall, in order */ readonly delivered: readonly LineMessage[]; readonly replies: readonly string[];
  /** tries that were told that they came before (409) */ readonly repeated: number; /** requests, whatever became of them */ readonly asked: number;
  readonly wrong: readonly string[];
  /** somebody writes, follows or leaves: what LINE sends to the webhook. `signedWith`: a stranger signs */ tells(webhook: string, userId: string, event: { type: string; text?: string }, how?: { id?: string; signedWith?: string; alter?: (body: string) => string }): Promise<number>;
  close(): Promise<void>;
}

/** The Messaging API of LINE as its reference describes it: push with retry keys, reply tokens, signed webhooks. */
export async function startSimulatedLine(): Promise<SimulatedLine> {
  const [token, secret] = [`token-${randomUUID()}`, `secret-${randomUUID()}`];
  const accepted = new Map<string, string>();
  const replyTokens = new Set<string>();
  const [delivered, replies, wrong]: [LineMessage[], string[], string[]] = [[], [], []];
  const state = { fault: 'none' as LineFault, asked: 0, repeated: 0, origin: '' };
  const say = (res: ServerResponse, status: number, headers: Record<string, string> = {}): void => { res.writeHead(status, { 'content-type': 'application/json', 'x-line-request-id': randomUUID(), ...headers }).end('{}'); };

  const push = (res: ServerResponse, key: string, { to, messages }: { to: string; messages: { type: string; text: string }[] }, cut: () => void): void => {
    state.asked += 1;
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)) { wrong.push('a retry key that is no UUID'); say(res, 400); return; }
    const before = accepted.get(key);
    if (before !== undefined) { state.repeated += 1; say(res, 409, { 'x-line-accepted-request-id': before }); return; }
    switch (state.fault) {
      case 'throttle': say(res, 429); return;
      case 'token': say(res, 401); return;
      case 'unknown': say(res, 400); return;
      case 'fault': say(res, 500); return;
      default: break;
    }
    accepted.set(key, randomUUID());
    delivered.push({ to, text: messages.map(({ text }) => text).join('\n') });
    if (state.fault === 'cut') cut();
    else if (state.fault === 'took-it') say(res, 500);
    else if (state.fault === 'none') say(res, 200);
  };
  const server = createServer((req, res) => void (async () => {
    let text = '';
    for await (const part of req) text += String(part);
    if (req.headers.authorization !== `Bearer ${token}`) { wrong.push('another token'); say(res, 401); return; }
    const body = JSON.parse(text) as { to: string; replyToken: string; messages: { type: string; text: string }[] };
    if (req.url === '/v2/bot/message/push') push(res, String(req.headers['x-line-retry-key']), body, () => req.socket.destroy());
    else if (req.url === '/v2/bot/message/reply' && replyTokens.delete(body.replyToken)) { replies.push(body.messages[0]?.text ?? ''); say(res, 200); } else { wrong.push(String(req.url)); say(res, 400); }
  })().catch((error: Error) => { wrong.push(error.message); say(res, 400); }));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    get origin() { return state.origin; }, get asked() { return state.asked; }, get repeated() { return state.repeated; }, token, secret, delivered, replies, wrong,
    get fault() { return state.fault; }, set fault(fault) { state.fault = fault; },
    async tells(webhook, userId, { type, text }, { id = randomUUID(), signedWith = secret, alter = (body: string) => body } = {}) {
      const replyToken = type === 'unfollow' ? undefined : randomUUID();
      if (replyToken !== undefined) replyTokens.add(replyToken);
      const event = { type, mode: 'active', timestamp: Date.now(), webhookEventId: id, deliveryContext: { isRedelivery: false }, source: { type: 'user', userId }, ...(replyToken === undefined ? {} : { replyToken }), ...(text === undefined ? {} : { message: { id: '1', type: 'text', quoteToken: 'q', text } }) };
      const body = JSON.stringify({ destination: 'U0', events: [event] });
      const signature = createHmac('sha256', signedWith).update(body).digest('base64');
      return (await fetch(webhook, { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8', 'x-line-signature': signature }, body: alter(body) })).status;
    },
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
}
