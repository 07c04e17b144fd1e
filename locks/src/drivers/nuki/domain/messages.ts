import { z } from 'zod';
import type { DeviceEvent, DoorName, LockState } from '../../../../contract/index.ts';
import type { Answer } from '../../domain/next-command.ts';
import type { Report } from '../../domain/report.ts';
import { NOTHING_REPORTED } from '../../domain/report.ts';

/** `GET /smartlock/{id}` of the Nuki Web API, as far as we read it. */
const Smartlock = z.object({
  /** 0 = ok, 4 = offline */ serverState: z.number(),
  state: z.object({ state: z.number(), doorState: z.number().nullish(), batteryCritical: z.boolean().nullish(), batteryCharge: z.number().min(0).max(100).nullish() }),
});
/** `GET /smartlock/{id}/log`, newest first. `trigger` 255 = keypad; `state` 0 = done. */
const Log = z.array(z.object({ id: z.string().max(64), action: z.number(), trigger: z.number(), state: z.number() }));
export const UNLATCH = { action: 3, option: 0 } as const;

const LOCK_STATES: Record<number, LockState> = { 1: 'locked', 2: 'unlocking', 3: 'unlocked', 4: 'locking', 5: 'unlatched', 6: 'unlocked', 7: 'unlatching', 254: 'jammed' };
const KEYPAD = 255;

export function readSmartlock(body: unknown): Report | null {
  const parsed = Smartlock.safeParse(body);
  if (!parsed.success) return null;
  const { serverState, state } = parsed.data;
  const { batteryCharge: pct, batteryCritical: critical } = state;
  return {
    ...NOTHING_REPORTED, reachable: serverState === 0, lock: LOCK_STATES[state.state] ?? 'unknown', position: state.doorState === 2 ? 'closed' : state.doorState === 3 ? 'open' : null,
    battery: pct == null && critical == null ? null : { pct: pct == null ? null : Math.round(pct), critical: critical ?? false },
  };
}

/** Attempts at the keypad that did not open, by the ids of their log entries. A blocked motor is no denial. */
export function readDenials(door: DoorName, body: unknown): { id: string; event: DeviceEvent }[] {
  const parsed = Log.safeParse(body);
  if (!parsed.success) return [];
  return parsed.data.filter(({ trigger, state }) => trigger === KEYPAD && state !== 0 && state !== 1)
    .map(({ id }) => ({ id, event: { kind: 'access-denied', door, reason: 'wrong-credential', source: 'keypad' } }));
}

/** 204 only says that the cloud took it. */
export function readActionAnswer(answer: { status: number } | null): Answer {
  if (answer === null || answer.status >= 500) return 'silent';
  if (answer.status < 300) return 'accepted';
  if (answer.status === 429) return { rejected: 'rate-limited' };
  return { rejected: answer.status === 401 || answer.status === 403 ? 'invalid-credential' : answer.status === 423 ? 'busy' : 'device-refused' };
}
