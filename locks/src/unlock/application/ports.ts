import type { DoorName } from '../../../contract/index.ts';
import type { Release } from '../../drivers/lock-driver.ts';
import type { ClockReading } from '../domain/bounded-clock.ts';

/** The hardware, whatever its make. */
export interface Releaser {
  has(door: DoorName): boolean;
  release(door: DoorName): Promise<Release>;
  relockAfterSeconds(door: DoorName): number;
}

/** City time and how wrong it may be. */
export interface CityClock {
  read(): ClockReading;
  /** something signed was issued at this time (milliseconds) */ raise(signedMs: number): void;
  /** the machine's steady clock, for pauses */ localMs(): number;
}
