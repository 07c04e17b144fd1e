import { z } from 'zod';
import { DoorName } from './ids.ts';

/** Where somebody tried, after Matter's OperationSource; null = the device does not say. */
export const AttemptSource = z.enum(['keypad', 'rfid', 'biometric', 'manual', 'remote']);
export type AttemptSource = z.infer<typeof AttemptSource>;
export const DenialReason = z.enum(['wrong-credential', 'out-of-schedule', 'too-many-attempts', 'other']);
export type DenialReason = z.infer<typeof DenialReason>;

const DOOR_EVENTS = ['door-opened', 'door-closed', 'door-forced', 'door-held-open', 'egress', 'release-reported', 'lock-jammed', 'tamper'] as const;
const DEVICE_EVENTS = ['device-online', 'device-offline', 'device-log-lost'] as const;

/**
 * What a device reports by itself. `ageMs` is measured on the device's own clock; 0 for something that just happened.
 * release-reported: it opened, and not by our command (a key, an app, a PIN that the lock itself holds).
 * device-log-lost: something happened that cannot be told any more (a log that was overwritten, a flood that was cut).
 */
export const DeviceEvent = z.union([
  z.strictObject({ kind: z.literal('keypad'), door: DoorName, digits: z.string().regex(/^[0-9]{1,32}$/), ageMs: z.number().min(0) }),
  z.strictObject({ kind: z.enum(DOOR_EVENTS), door: DoorName }),
  z.strictObject({ kind: z.enum(DEVICE_EVENTS), device: z.string().regex(/^[a-z0-9:._-]{1,64}$/) }),
  z.strictObject({ kind: z.literal('access-denied'), door: DoorName, reason: DenialReason, source: AttemptSource.nullable() }),
  z.strictObject({ kind: z.literal('battery-low'), door: DoorName, /** null = only the warning is reported */ pct: z.int().min(0).max(100).nullable() }),
  z.strictObject({ kind: z.literal('clock-skew'), door: DoorName, /** device clock minus the agent's */ skewMs: z.int() }),
]);
export type DeviceEvent = z.infer<typeof DeviceEvent>;
