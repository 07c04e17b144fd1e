import { z } from 'zod';

/** Why a device did not move, as it says itself. After Matter's DoorLock cluster (revision 8), with what boards and clouds add. */
export const RejectCode = z.enum(['jammed', 'forced-lock', 'insufficient-battery', 'invalid-credential', 'restricted', 'busy', 'rate-limited', 'device-refused']);
export type RejectCode = z.infer<typeof RejectCode>;

/** timed-out: nothing was heard from the device after the command had left. not-confirmed: it was heard, and never said that it had opened. */
export const UnknownCode = z.enum(['timed-out', 'not-confirmed']);
export type UnknownCode = z.infer<typeof UnknownCode>;

/**
 * One command to one door.
 *   queued -> sent -> accepted -> executed -> confirmed
 *     |        +---------+-----------+-----> rejected(code) | unknown(code)
 *     +-> timed_out (silent before anything was sent: nothing moved)
 * accepted: the device or its cloud took the command (HTTP 200 is at most this). executed: the motor is said to run.
 * confirmed: the device itself has reported that it is open.
 */
export const CommandState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('queued') }), z.strictObject({ state: z.literal('sent') }), z.strictObject({ state: z.literal('accepted') }), z.strictObject({ state: z.literal('executed') }),
  z.strictObject({ state: z.literal('confirmed') }), z.strictObject({ state: z.literal('rejected'), code: RejectCode }), z.strictObject({ state: z.literal('timed_out') }), z.strictObject({ state: z.literal('unknown'), code: UnknownCode }),
]);
export type CommandState = z.infer<typeof CommandState>;
