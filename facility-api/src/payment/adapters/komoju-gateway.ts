import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Notice } from '../domain/decide-payment-notice.ts';
import type { PaymentGateway } from '../application/ports.ts';

/** Only what we read of KOMOJU's objects; the rest of theirs may change. */
const KomojuPayment = z.object({ id: z.string(), resource: z.literal('payment'), status: z.string(), amount: z.int(), currency: z.string(), external_order_num: z.string().nullish(), session: z.string().nullish(), amount_refunded: z.int().nullish() });
const KomojuSession = z.object({ id: z.string(), status: z.enum(['pending', 'completed', 'cancelled']), session_url: z.url().optional(), payment: KomojuPayment.nullish() });
const KomojuEvent = z.object({ id: z.string().min(1).max(100), type: z.string(), resource: z.literal('event'), data: z.unknown() });

/** Deadline of one call; the resident waits for it on the way to the payment page. */
const CALL_MS = 5_000;

/** KOMOJU hosted page: https://doc.komoju.com/docs/sessions. Basic auth with the secret key as user name. */
export function komojuGateway(url: string, secretKey: string): PaymentGateway {
  const authorization = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`;
  const call = async <T>(schema: z.ZodType<T>, method: 'GET' | 'POST', path: string, body?: object): Promise<T> => {
    const response = await fetch(`${url.replace(/\/$/, '')}/api/v1${path}`, {
      method, signal: AbortSignal.timeout(CALL_MS), headers: { authorization, accept: 'application/json', ...(body && { 'content-type': 'application/json' }) }, ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`payment provider answered ${response.status} to ${method} ${path.split('/')[1] ?? ''}`);
    return schema.parse(await response.json());
  };
  return {
    async openSession({ orderNumber, amountYen, returnUrl, locale, description }) {
      const session = await call(KomojuSession, 'POST', '/sessions', { amount: amountYen, currency: 'JPY', return_url: returnUrl, default_locale: locale, payment_data: { external_order_num: orderNumber }, metadata: { reference: description } });
      if (!session.session_url) throw new Error('payment provider gave a session without an address');
      return { id: session.id, url: session.session_url };
    },
    async lookUpSession(sessionId) {
      const session = await call(KomojuSession, 'GET', `/sessions/${encodeURIComponent(sessionId)}`);
      const paid = session.payment;
      return { status: session.status, payment: paid ? { id: paid.id, status: paid.status, amountYen: paid.amount, currency: paid.currency, refundedYen: paid.amount_refunded ?? (paid.status === 'refunded' ? paid.amount : 0) } : null };
    },
    async refund(providerPayment, amountYen) { await call(z.unknown(), 'POST', `/payments/${encodeURIComponent(providerPayment)}/refund`, { amount: amountYen }); },
  };
}

/** `X-Komoju-Signature`: hex HMAC-SHA256 of the body as it came. Constant time; false on anything odd. */
export function isSignedByProvider(raw: Buffer, signature: string | undefined, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(raw).digest();
  const given = Buffer.from(/^[0-9a-f]{64}$/i.test(signature ?? '') ? (signature as string) : '', 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const KINDS: Record<string, Notice['kind']> = { 'payment.captured': 'captured', 'payment.failed': 'failed', 'payment.expired': 'expired', 'payment.cancelled': 'expired', 'payment.refunded': 'refunded' };
export type ReadNotice = { notice: Notice; of: { paymentId: string | null; sessionId: string | null } } | 'not-ours' | 'unreadable';

/** `not-ours`: a kind that changes nothing here (ping, authorized, updated …); it is answered and forgotten. */
export function readNotice(raw: Buffer): ReadNotice {
  let json: unknown;
  try { json = JSON.parse(raw.toString('utf8')); } catch { return 'unreadable'; }
  const event = KomojuEvent.safeParse(json);
  if (!event.success) return 'unreadable';
  const kind = KINDS[event.data.type];
  if (!kind) return 'not-ours';
  const payment = KomojuPayment.safeParse(event.data.data);
  if (!payment.success) return 'unreadable';
  const { id, amount, currency, external_order_num: order, session } = payment.data;
  const ours = z.uuid().safeParse(order);
  return { notice: { eventId: event.data.id, kind, amountYen: amount, currency, providerPayment: id }, of: { paymentId: ours.success ? ours.data : null, sessionId: session ?? null } };
}
