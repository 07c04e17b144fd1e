/** What other workspaces may use in demos, journeys and benches: simulated hardware and the agent as a process. */
export { startUhppoteBoard } from './uhppote-board.ts';
export type { BoardSetup, Misbehaviour, SimulatedBoard, SimulatedDoor } from './uhppote-board.ts';
export { startDoorPage } from './door-page/start-door-page.ts';
export type { DoorPage } from './door-page/start-door-page.ts';
export { answerClaims, createIssuer, pinCheck, pressClaims, windowClaims } from './issuer.ts';
export type { TestIssuer } from './issuer.ts';
export { startTestCity } from './test-city.ts';
export type { TestCity } from './test-city.ts';
export { startAgent } from './start-agent.ts';
export type { AgentProcess, AgentSetup } from './start-agent.ts';
export type { DoorsFile } from '../src/drivers/doors-file.ts';
