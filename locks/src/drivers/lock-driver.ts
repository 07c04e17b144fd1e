import type { DoorName, DoorStatus } from '../../contract/index.ts';

/**
 * confirmed: a device event or sensor says that the relay moved. refused: the device said no, the relay did not move.
 * unreachable: the device was silent before anything was sent, the relay did not move. unknown: sent, and not confirmed in time.
 */
export type Release =
  | { result: 'confirmed' }
  | { result: 'refused'; code: string }
  | { result: 'unreachable' }
  | { result: 'unknown'; code: string };

/** What a device reports by itself. `ageMs` is measured on the device's own clock; 0 for something that just happened. */
export type DeviceEvent =
  | { kind: 'keypad'; door: DoorName; digits: string; ageMs: number }
  | { kind: 'door-opened' | 'door-closed' | 'door-forced' | 'door-held-open' | 'egress' | 'release-reported'; door: DoorName }
  | { kind: 'device-online' | 'device-offline' | 'device-log-lost'; device: string };

/** One lock board or gateway. Every call ends within its deadline; the driver never moves a relay by itself. */
export interface LockDriver {
  readonly doors: readonly DoorName[];
  /** The hardware act. Never tried twice: a second pulse is a second opening. */
  release(door: DoorName): Promise<Release>;
  status(door: DoorName): DoorStatus;
  relockAfterSeconds(door: DoorName): number;
  close(): Promise<void>;
}

export class UnknownDoor extends Error {
  override name = 'UnknownDoor';
  readonly code = 'unknown-door';
}
