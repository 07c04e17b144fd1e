import type { DoorName, DoorStatus, RejectCode, UnknownCode } from '../../contract/index.ts';

export type { DeviceEvent } from '../../contract/index.ts';

/**
 * confirmed: a device event or sensor says that it is open. refused: the device said no, nothing moved.
 * unreachable: the device was silent before anything was sent, nothing moved. unknown: sent, and not confirmed in time.
 */
export type Release =
  | { result: 'confirmed' }
  | { result: 'refused'; code: RejectCode }
  | { result: 'unreachable' }
  | { result: 'unknown'; code: UnknownCode };

/** One lock board, gateway or cloud. Every call ends within its deadline; the driver never moves a lock by itself. */
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
