import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Courier } from '../application/ports.ts';
import { retryAfterMs, type Answer } from '../domain/after-sending.ts';

/** The hall's channel of the LINE Messaging API. `account` is its basic id, e.g. `@engawa`. */
export interface LineSettings { readonly token: string; readonly secret: string; readonly account: string; /** default https://api.line.me */ readonly api?: string }

const API = 'https://api.line.me';
/** A wrong or expired token is the hall's fault, and may be mended within a visit. */
const TOKEN_REFUSED_MS = 60_000;

const post = async ({ token, api = API }: LineSettings, path: string, body: object, patienceMs: number, headers: Record<string, string> = {}): Promise<Response | null> => {
  try {
    const answer = await fetch(`${api}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers }, body: JSON.stringify(body), redirect: 'manual', signal: AbortSignal.timeout(patienceMs) });
    await answer.body?.cancel();
    return answer;
  } catch { return null; }
};

/** Push message. `X-Line-Retry-Key` is the notice's id: whatever was lost on the way, LINE takes it once, and says 409 to every further try. */
export const httpLineCourier = (settings: LineSettings, patienceMs: number): Courier => ({
  way: 'line',
  async send(userId, { noticeId, title, body }) {
    const answer = await post(settings, '/v2/bot/message/push', { to: userId, messages: [{ type: 'text', text: `${title}\n${body}` }] }, patienceMs, { 'x-line-retry-key': noticeId });
    return answer === null ? { answer: 'silent' } : answerOf(answer, Date.now());
  },
});

function answerOf({ status, headers, ok }: Response, nowMs: number): Answer {
  if (ok || status === 409) return { answer: 'taken' };
  // Too fast, or the month's messages are used up: both may change, and a call that is over is dropped anyway.
  if (status === 429) return { answer: 'busy', retryAfterMs: retryAfterMs(headers.get('retry-after'), nowMs) };
  if (status === 401 || status === 403) return { answer: 'busy', retryAfterMs: TOKEN_REFUSED_MS };
  return { answer: status >= 500 ? 'silent' : 'not-taken' };
}

/** Answers somebody who just wrote. A reply token is good once and for a moment, so nothing is tried again. */
export const replyAtLine = async (settings: LineSettings, replyToken: string, text: string, patienceMs: number): Promise<void> => { await post(settings, '/v2/bot/message/reply', { replyToken, messages: [{ type: 'text', text }] }, patienceMs); };

/** Is this body, byte for byte, what LINE signed? */
export function isSignedByLine(body: Buffer, signature: string | undefined, channelSecret: string): boolean {
  const wanted = createHmac('sha256', channelSecret).update(body).digest();
  const given = Buffer.from(signature ?? '', 'base64');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ23456789';
/** Six letters that go with a ticket's number at LINE: nobody guesses them, and no table keeps them. */
export function lineLetters(serverSecret: Buffer): (ticketId: string) => string {
  const key = Buffer.from(hkdfSync('sha256', serverSecret, Buffer.alloc(0), 'engawa line letters 1', 32));
  return (ticketId) => [...createHmac('sha256', key).update(ticketId).digest().subarray(0, 6)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}
