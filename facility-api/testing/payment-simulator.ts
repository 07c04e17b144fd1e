import { createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { z } from 'zod';
import { PAGE_CSS, doneBefore, frontPage, paymentPage } from './payment-page.ts';

/**
 * Ways to misbehave, as providers do on bad days. `duplicate`: the notice comes twice. `late`: it waits for `releaseLate()`.
 * `wrong-amount`: the notice tells 100 yen less. `reordered`: a `failed` of an earlier try comes after `captured`.
 * `silent`: no notice at all. `api-500`: the API fails. `api-slow`: it answers after `slowMs`.
 */
export const Behaviour = z.enum(['good', 'duplicate', 'late', 'wrong-amount', 'reordered', 'silent', 'api-500', 'api-slow']);
export type Behaviour = z.infer<typeof Behaviour>;

export interface PaymentSimulatorSettings { port?: number; host?: string; secret: string; webhookSecret: string; /** where notices go; may be set later */ notifyUrl?: string; slowMs?: number; /** how browsers reach it, default http://localhost:port */ publicUrl?: string }
export interface SimulatedSession { id: string; amount: number; currency: string; returnUrl: string; orderNumber: string; reference: string; status: 'pending' | 'completed' | 'cancelled'; payment: { id: string; status: 'captured' | 'failed' | 'refunded'; refundedYen: number } | null }
export interface Delivery { type: string; session: string; status: number; body: string }
export interface PaymentSimulator {
  url: string; sessions: Map<string, SimulatedSession>; deliveries: Delivery[]; refunds: { payment: string; amount: number }[];
  behave(next: Behaviour): void; notifyTo(url: string): void;
  /** as if the resident pressed 「支払う」 or 「支払えないことにする（練習）」; resolves when the notices are delivered */ pay(session: string): Promise<void>; fail(session: string): Promise<void>;
  /** any event by hand; returns the receiver's HTTP status */ notify(session: string, type: string, changes?: { eventId?: string; amount?: number; signature?: string }): Promise<number>;
  releaseLate(): Promise<void>; close(): Promise<void>;
}

const OpenSession = z.object({ amount: z.int().positive(), currency: z.literal('JPY'), return_url: z.url(), default_locale: z.string().optional(), payment_data: z.object({ external_order_num: z.string() }), metadata: z.record(z.string(), z.string()).optional() });

/** A payment provider that speaks the part of KOMOJU's hosted page that we use: sessions, payments, refunds, signed notices. */
export async function startPaymentSimulator(settings: PaymentSimulatorSettings): Promise<PaymentSimulator> {
  const sessions = new Map<string, SimulatedSession>();
  const deliveries: Delivery[] = [];
  const refunds: { payment: string; amount: number }[] = [];
  const late: (() => Promise<unknown>)[] = [];
  const app = express();
  const server = createServer(app);
  let behaviour: Behaviour = 'good';
  let notifyUrl = settings.notifyUrl ?? null;
  let url = '';
  const newId = (): string => randomBytes(12).toString('hex');

  const paymentJson = (session: SimulatedSession, amount = session.amount): object | null => session.payment && { id: session.payment.id, resource: 'payment', status: session.payment.status, amount, tax: 0, total: amount, currency: session.currency, external_order_num: session.orderNumber, session: session.id, amount_refunded: session.payment.refundedYen, metadata: {} };
  const sessionJson = (session: SimulatedSession): object => ({ id: session.id, resource: 'session', mode: 'payment', amount: session.amount, currency: session.currency, session_url: `${url}/sessions/${session.id}`, return_url: session.returnUrl, status: session.status, payment: paymentJson(session) });

  const notify: PaymentSimulator['notify'] = async (id, type, changes = {}) => {
    const session = sessions.get(id);
    if (!session || !notifyUrl) return 0;
    const body = JSON.stringify({ id: changes.eventId ?? newId(), type, resource: 'event', data: paymentJson({ ...session, payment: session.payment ?? { id: newId(), status: 'failed', refundedYen: 0 } }, changes.amount), created_at: new Date().toISOString(), reason: null });
    const signature = changes.signature ?? createHmac('sha256', settings.webhookSecret).update(body).digest('hex');
    const status = await fetch(notifyUrl, { method: 'POST', headers: { 'content-type': 'application/json', 'x-komoju-signature': signature, 'x-komoju-event': type, 'user-agent': 'Komoju-Webhook' }, body, signal: AbortSignal.timeout(10_000) }).then((response) => response.status, () => 0);
    deliveries.push({ type, session: id, status, body });
    return status;
  };
  /** Like the provider: tries again while the receiver is down. */
  const deliver = async (id: string, type: string, changes: { eventId?: string; amount?: number } = {}): Promise<void> => {
    const eventId = changes.eventId ?? newId();
    for (let tries = 0; tries < 5; tries += 1) {
      const status = await notify(id, type, { ...changes, eventId });
      if (status >= 200 && status < 500) return;
      await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** tries));
    }
  };
  const pay = async (id: string): Promise<void> => {
    const session = sessions.get(id);
    if (!session || session.status !== 'pending') return;
    session.status = 'completed';
    session.payment = { id: newId(), status: 'captured', refundedYen: 0 };
    switch (behaviour) {
      case 'silent': return;
      case 'late': late.push(() => deliver(id, 'payment.captured')); return;
      case 'duplicate': { const eventId = newId(); await deliver(id, 'payment.captured', { eventId }); await deliver(id, 'payment.captured', { eventId }); await deliver(id, 'payment.captured'); return; }
      case 'wrong-amount': return deliver(id, 'payment.captured', { amount: session.amount - 100 });
      case 'reordered': await deliver(id, 'payment.captured'); return deliver(id, 'payment.failed');
      case 'good': case 'api-500': case 'api-slow': return deliver(id, 'payment.captured');
      default: return behaviour satisfies never;
    }
  };
  const fail = (id: string): Promise<void> => deliver(id, 'payment.failed');

  app.disable('x-powered-by');
  app.get('/healthz', (_req, res) => { res.json({ ok: true, name: 'payment-simulator' }); });
  app.get('/page.css', (_req, res) => { res.type('css').send(PAGE_CSS); });
  app.get('/', (_req, res) => { res.type('html').send(frontPage(behaviour, late.length)); });
  app.post('/', express.urlencoded({ extended: false }), (req, res) => {
    const next = z.strictObject({ behaviour: Behaviour }).safeParse(req.body);
    if (next.success) behaviour = next.data.behaviour;
    res.redirect(303, '/');
  });
  app.post('/late', async (_req, res) => { await releaseLate(); res.redirect(303, '/'); });
  app.post('/simulator/behaviour', express.json(), (req, res) => {
    const next = z.strictObject({ behaviour: Behaviour }).safeParse(req.body);
    if (next.success) behaviour = next.data.behaviour;
    res.status(next.success ? 200 : 400).json({ behaviour });
  });
  app.post('/simulator/release-late', async (_req, res) => { await releaseLate(); res.json({ ok: true }); });
  app.use('/api/v1', express.json(), async (req, res, next) => {
    if (req.get('authorization') !== `Basic ${Buffer.from(`${settings.secret}:`).toString('base64')}`) { res.status(401).json({ error: { code: 'unauthorized' } }); return; }
    if (behaviour === 'api-500') { res.status(500).json({ error: { code: 'internal_server_error' } }); return; }
    if (behaviour === 'api-slow') await new Promise((resolve) => setTimeout(resolve, settings.slowMs ?? 3_000));
    next();
  });
  app.post('/api/v1/sessions', (req, res) => {
    const asked = OpenSession.safeParse(req.body);
    if (!asked.success) { res.status(422).json({ error: { code: 'unprocessable_entity', message: z.prettifyError(asked.error) } }); return; }
    const { amount, currency, return_url: returnUrl, payment_data: data, metadata } = asked.data;
    if ([...sessions.values()].some((session) => session.orderNumber === data.external_order_num)) { res.status(422).json({ error: { code: 'order_number_taken' } }); return; }
    const session: SimulatedSession = { id: newId(), amount, currency, returnUrl, orderNumber: data.external_order_num, reference: metadata?.['reference'] ?? '', status: 'pending', payment: null };
    sessions.set(session.id, session);
    res.status(200).json(sessionJson(session));
  });
  app.get('/api/v1/sessions/:id', (req, res) => {
    const session = sessions.get(req.params.id);
    if (session) res.json(sessionJson(session)); else res.status(404).json({ error: { code: 'not_found' } });
  });
  app.post('/api/v1/payments/:id/refund', (req, res) => {
    const session = [...sessions.values()].find((entry) => entry.payment?.id === req.params.id);
    if (!session?.payment || session.payment.status !== 'captured') { res.status(422).json({ error: { code: 'not_refundable' } }); return; }
    const asked = z.object({ amount: z.int().positive().optional() }).safeParse(req.body ?? {});
    const amount = asked.success ? asked.data.amount ?? session.amount : Infinity;
    if (amount > session.amount - session.payment.refundedYen) { res.status(422).json({ error: { code: 'invalid_amount' } }); return; }
    session.payment.refundedYen += amount;
    // As the provider does: a part that went back leaves the payment captured.
    if (session.payment.refundedYen === session.amount) session.payment.status = 'refunded';
    refunds.push({ payment: session.payment.id, amount });
    res.json(paymentJson(session));
  });
  app.get('/sessions/:id', (req, res) => {
    const session = sessions.get(req.params.id);
    res.set('content-security-policy', "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'").set('cache-control', 'no-store').type('html');
    if (!session) res.status(404).send(doneBefore(null));
    else res.send(session.status === 'pending' ? paymentPage(session, req.query['failed'] !== undefined) : doneBefore(session));
  });
  app.post('/sessions/:id/pay', async (req, res) => {
    const session = sessions.get(req.params.id);
    if (!session) { res.status(404).end(); return; }
    await pay(session.id);
    res.redirect(303, withSession(session));
  });
  app.post('/sessions/:id/fail', async (req, res) => {
    await fail(req.params.id);
    res.redirect(303, `/sessions/${req.params.id}?failed`);
  });

  async function releaseLate(): Promise<void> { for (const send of late.splice(0)) await send(); }
  await new Promise<void>((resolve) => server.listen(settings.port ?? 0, settings.host ?? '127.0.0.1', resolve));
  url = settings.publicUrl ?? `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url, sessions, deliveries, refunds, pay, fail, notify, releaseLate, behave: (next) => { behaviour = next; }, notifyTo: (to) => { notifyUrl = to; },
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

const withSession = (session: SimulatedSession): string => {
  const back = new URL(session.returnUrl);
  back.searchParams.set('session_id', session.id);
  return back.toString();
};
