import { z } from 'zod';
import { BookingId, NoticeOutcome, PaymentStarted } from '../../../contract/index.ts';
import { isRefusal } from '../../booking/domain/decision.ts';
import { route } from '../../web/route.ts';
import type { Route } from '../../web/route.ts';
import type { Notice } from '../domain/decide-payment-notice.ts';
import { startPayment } from '../application/start-payment.ts';
import type { StartPaymentNeeds } from '../application/start-payment.ts';
import { isSignedByProvider, readNotice } from './komoju-gateway.ts';

export interface PaymentRouteNeeds extends StartPaymentNeeds {
  webhookSecret: string; clock(): number; poke(): void;
  accept(notice: Notice, of: { paymentId: string | null; sessionId: string | null }): Promise<NoticeOutcome>;
}

export function paymentRoutes(needs: PaymentRouteNeeds): Route[] {
  return [
    route({
      method: 'post', path: '/api/bookings/:id/payment', summary: '支払いページを開く', resident: 'required', key: 'required', body: z.strictObject({}), answer: PaymentStarted,
      async handle({ params, resident }) {
        const id = BookingId.safeParse(params['id']);
        if (!id.success) return { refused: 'not-your-booking' };
        // The order row is the ledger here: asked again, the same open session comes back.
        const started = await startPayment(needs, resident, id.data, needs.clock());
        return isRefusal(started) ? started : { status: 200, body: started };
      },
    }),
    route({
      method: 'post', path: '/api/payment/notices', summary: '決済事業者からの通知 (X-Komoju-Signature で署名)', machine: true, answer: z.strictObject({ outcome: NoticeOutcome.nullable() }),
      async handle({ raw, header }) {
        if (!isSignedByProvider(raw, header('x-komoju-signature'), needs.webhookSecret)) return { refused: 'notice-signature' };
        const read = readNotice(raw);
        if (read === 'unreadable') return { refused: 'bad-request' };
        if (read === 'not-ours') return { status: 200, body: { outcome: null } };
        const outcome = await needs.accept(read.notice, read.of);
        needs.poke();
        return { status: 200, body: { outcome } };
      },
    }),
  ];
}
