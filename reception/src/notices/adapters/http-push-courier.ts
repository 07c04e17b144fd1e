import { createHash } from 'node:crypto';
import { HTML_LANG, PushAddress, type PushMessage } from '../../../contract/index.ts';
import type { Courier } from '../application/ports.ts';
import { retryAfterMs, type Answer } from '../domain/after-sending.ts';
import { sealPush, type Vapid } from './push-encryption.ts';
import { z } from 'zod';

/** What a way of this kind keeps. */
export const KeptPush = z.strictObject({ address: PushAddress, page: z.string() });

/** The push services of today's browsers: Chrome and Edge, Firefox, Safari, old Edge. An address elsewhere is never asked. */
export const PUSH_SERVICES: readonly string[] = ['fcm.googleapis.com', 'push.services.mozilla.com', 'push.apple.com', 'notify.windows.com'];

/** A phone names the address, so a phone must not be able to send this server anywhere: https to a known service, or to an origin that the city's settings spell out. */
export function isPushService(endpoint: string, services: readonly string[]): boolean {
  const { protocol, hostname, origin, port } = new URL(endpoint);
  return services.some((service) => origin === service || (protocol === 'https:' && port === '' && (hostname === service || hostname.endsWith(`.${service}`))));
}

/** RFC 8030: one message, as short-lived as what it says. A newer one to the same phone takes the place of one that waits there (`Topic`), also a second try. */
export const httpPushCourier = ({ vapid, services, patienceMs }: { vapid: Vapid; services: readonly string[]; patienceMs: number }): Courier => ({
  way: 'push',
  async send(kept, letter) {
    const { address: { endpoint, keys }, page } = KeptPush.parse(JSON.parse(kept));
    if (!isPushService(endpoint, services)) return { answer: 'not-taken' };
    const message: PushMessage = { id: letter.noticeId, title: letter.title, body: letter.body, lang: HTML_LANG[letter.language], call: letter.call, page };
    // The service's clock is the world's, not that of a hall in a demo.
    const worldMs = Date.now();
    const headers = {
      authorization: vapid.authorization(endpoint, worldMs), 'content-type': 'application/octet-stream', 'content-encoding': 'aes128gcm',
      ttl: String(letter.ttlSeconds), urgency: letter.urgent ? 'high' : 'normal', topic: createHash('sha256').update(letter.wayId).digest('base64url').slice(0, 32),
    };
    try {
      const answer = await fetch(endpoint, { method: 'POST', headers, body: new Uint8Array(sealPush(Buffer.from(JSON.stringify(message)), keys)), redirect: 'manual', signal: AbortSignal.timeout(patienceMs) });
      await answer.body?.cancel();
      return answerOf(answer, worldMs);
    } catch (error) {
      // The words of this error name the address: it goes nowhere.
      return { answer: error instanceof TypeError || (error as Error).name === 'TimeoutError' ? 'silent' : 'not-taken' };
    }
  },
});

function answerOf({ status, headers, ok }: Response, nowMs: number): Answer {
  if (ok) return { answer: 'taken' };
  if (status === 404 || status === 410) return { answer: 'gone' };
  if (status === 413) return { answer: 'too-large' };
  if (status === 429 || (status === 503 && headers.has('retry-after'))) return { answer: 'busy', retryAfterMs: retryAfterMs(headers.get('retry-after'), nowMs) };
  return { answer: status >= 500 ? 'silent' : 'not-taken' };
}
