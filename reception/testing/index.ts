/** What other workspaces may use of reception in their tests. */
export { demoCity } from './demo-city.ts';
export { demoClerk, type DemoClerk } from './demo-clerk.ts';
export { DEMO_CLIENT } from './demo-client.ts';
export { demoKiosk, sealForm, type DemoKiosk } from './demo-kiosk.ts';
export { DEMO_STAFF } from './demo-staff.ts';
export { freshDatabase, type FreshDatabase } from './fresh-database.ts';
export { startReception, type RunningReception } from './start-reception.ts';
export { seededChance, seedOf, type Chance } from '../src/forecast/domain/chance.ts';
export { beliefsOf, learnAppointment, learnNoShow, learnVisit, newExperience, type Experience } from '../src/forecast/domain/experience.ts';
export { forecastAll, forecastWait, learnCall, newCalibration, quantileOf, type Calibration, type Forecast } from '../src/forecast/domain/forecast-wait.ts';
export type { CounterNow, DelayNow, HallNow, WaitingNow } from '../src/forecast/domain/hall-now.ts';
export { playForward, type Beliefs } from '../src/forecast/domain/play-forward.ts';
export { timesFromQuantiles, timesFromSample, type ServiceTimes } from '../src/forecast/domain/service-times.ts';
