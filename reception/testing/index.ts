/** What other workspaces may use of reception in their tests. */
export { demoCity } from './demo-city.ts';
export { demoClerk, type DemoClerk } from './demo-clerk.ts';
export { DEMO_CLIENT } from './demo-client.ts';
export { demoKiosk, sealForm, type DemoKiosk } from './demo-kiosk.ts';
export { DEMO_STAFF } from './demo-staff.ts';
export { freshDatabase, type FreshDatabase } from './fresh-database.ts';
export { startReception, type RunningReception } from './start-reception.ts';
