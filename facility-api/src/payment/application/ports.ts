import type { BookingId, NoticeOutcome } from '../../../contract/index.ts';
import type { BookingStores } from '../../booking/application/ports.ts';
import type { Notice, PaymentState } from '../domain/decide-payment-notice.ts';

export interface StoredPayment { id: string; booking: BookingId; amountYen: number; sessionId: string | null; sessionUrl: string | null; providerPayment: string | null; state: PaymentState; /** of a payment that goes back: what stays */ keepYen: number; /** what has gone back */ refundedYen: number }

export interface PaymentStore {
  /** false = this event was seen before (its count of deliveries is raised) */
  receive(notice: Notice, nowMs: number): Promise<boolean>;
  settle(eventId: string, outcome: NoticeOutcome, payment: string | null): Promise<void>;
  find(by: { id?: string; sessionId?: string }): Promise<StoredPayment | null>;
  lockOf(booking: BookingId): Promise<StoredPayment[]>;
  create(payment: StoredPayment, nowMs: number): Promise<void>;
  attachSession(id: string, session: { id: string; url: string | null }): Promise<void>;
  /** what the provider has given back so far */ refunded(id: string, refundedYen: number): Promise<void>;
  move(id: string, state: PaymentState, providerPayment: string | null): Promise<void>;
}
export type PaymentStores = BookingStores & { payments: PaymentStore };

export interface PaymentSession { id: string; url: string }
export interface SessionStanding { status: 'pending' | 'completed' | 'cancelled'; payment: { id: string; status: string; amountYen: number; currency: string; refundedYen: number } | null }
/** The provider. Every call has a deadline and may fail; nothing of ours waits for it inside a transaction that blocks others. */
export interface PaymentGateway {
  openSession(order: { orderNumber: string; amountYen: number; returnUrl: string; locale: 'ja' | 'en'; description: string }): Promise<PaymentSession>;
  lookUpSession(sessionId: string): Promise<SessionStanding>;
  refund(providerPayment: string, amountYen: number): Promise<void>;
}
