/** The kiosk's and the board's own parts, for whoever runs them behind other ports. No browser is in them. */
export { sessionCallMemory } from '../src/board/adapters/session-call-memory.ts';
export { runBoard } from '../src/board/application/run-board.ts';
export { submitIntake, type SubmitDependencies } from '../src/intake/application/submit-intake.ts';
export type { IntakeInput, Visit } from '../src/intake/domain/visit.ts';
export type { DurableFiles } from '../src/sync/durable/adapters/durable-files.ts';
export type { KioskDatabase } from '../src/sync/durable/adapters/kiosk-database.ts';
export { openKioskMemory } from '../src/sync/link/adapters/browser-kiosk-memory.ts';
export { openKioskLink, type KioskLink } from '../src/sync/link/application/kiosk-link.ts';
export type { Answer, DeviceKey, KioskMemory, KioskMemoryStore, ReceptionLink } from '../src/sync/link/application/ports.ts';
export type { NumberRecord } from '../src/sync/numbers/domain/next-number.ts';
export { PACE } from '../src/sync/numbers/domain/pace.ts';
export { openOutboxStore } from '../src/sync/outbox/adapters/dexie-outbox-store.ts';
export { startOutbox, type Outbox } from '../src/sync/outbox/application/outbox.ts';
export type { OutboxLink } from '../src/sync/outbox/application/ports.ts';
export { toSending, type OutboxEntry } from '../src/sync/outbox/domain/drain-outbox.ts';
export type { StreamEar, StreamWire } from '../src/sync/streams/application/ports.ts';
export { watchStream, type LinkView } from '../src/sync/streams/application/watch-stream.ts';
