/** What other workspaces' tests, the demo city and the benches may use of facility-api. */
export { freshDatabase } from './fresh-database.ts';
export type { FreshDatabase } from './fresh-database.ts';
export { makeResident } from './make-resident.ts';
export type { SignedInResident } from './make-resident.ts';
export { Behaviour, startPaymentSimulator } from './payment-simulator.ts';
export type { Delivery, PaymentSimulator, PaymentSimulatorSettings, SimulatedSession } from './payment-simulator.ts';
export { softPasskey } from './soft-passkey.ts';
export type { SoftPasskey } from './soft-passkey.ts';
export { startFacility } from './start-facility.ts';
export type { RunningFacility } from './start-facility.ts';
