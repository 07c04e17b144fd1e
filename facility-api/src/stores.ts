import { pgGrantStore } from './access/adapters/pg-grant-store.ts';
import type { AccessStores } from './access/application/ports.ts';
import { pgAuditTrail } from './audit/adapters/pg-audit-trail.ts';
import { pgBookingStore } from './booking/adapters/pg-booking-store.ts';
import { pgJobStore } from './booking/adapters/pg-job-store.ts';
import { inTransaction } from './database/database.ts';
import type { Database, Queryable } from './database/database.ts';
import { pgBookingMoney } from './payment/adapters/pg-booking-money.ts';
import { pgPaymentStore } from './payment/adapters/pg-payment-store.ts';
import type { PaymentStores } from './payment/application/ports.ts';

export type Stores = PaymentStores & AccessStores;

/** Every store of one transaction. */
export const storesOn = (tx: Queryable): Stores => ({ bookings: pgBookingStore(tx), jobs: pgJobStore(tx), audit: pgAuditTrail(tx), payments: pgPaymentStore(tx), money: pgBookingMoney(tx), grants: pgGrantStore(tx) });

export type StoresOn = typeof storesOn;
export const transactOn = (pool: Database, on: StoresOn = storesOn) => <T>(work: (stores: Stores) => Promise<T>): Promise<T> => inTransaction(pool, (tx) => work(on(tx)));
