import { z } from 'zod';
import { DoorName, LockInstant } from './ids.ts';

/** null anywhere = the device does not report it; never read as false. */
export const LockState = z.enum(['locked', 'unlocking', 'unlocked', 'unlatching', 'unlatched', 'locking', 'jammed', 'not_fully_locked', 'unknown']);
export type LockState = z.infer<typeof LockState>;
export const DoorPosition = z.enum(['open', 'closed', 'ajar', 'forced_open', 'jammed']);
export type DoorPosition = z.infer<typeof DoorPosition>;

export const DoorStatus = z.strictObject({
  door: DoorName, lock: LockState, position: DoorPosition.nullable(),
  availability: z.strictObject({ online: z.boolean(), since: LockInstant }),
  battery: z.strictObject({ pct: z.int().min(0).max(100), critical: z.boolean(), at: LockInstant }).nullable(),
  tamper: z.boolean().nullable(),
  /** device clock minus the agent's */ clockSkewMs: z.int().nullable(),
});
export type DoorStatus = z.infer<typeof DoorStatus>;
