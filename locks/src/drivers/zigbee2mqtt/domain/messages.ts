import { z } from 'zod';
import type { DeviceEvent, DoorName } from '../../../../contract/index.ts';
import type { Report } from '../../domain/report.ts';

/** What zigbee2mqtt publishes on `<base>/<device>` for a lock (devices 99100-045, 9GED18000-009); other keys are other features of the device. */
const State = z.object({
  state: z.enum(['LOCK', 'UNLOCK']).nullish(),
  /** the lock's own LockState attribute; `state` alone may only say what was asked of it */ lock_state: z.enum(['not_fully_locked', 'locked', 'unlocked']).nullish(),
  battery: z.number().min(0).max(100).nullish(), tamper: z.boolean().nullish(), contact: z.boolean().nullish(),
  action: z.string().max(80).nullish(), action_source_name: z.string().max(40).nullish(),
});
export type Zigbee2MqttState = z.infer<typeof State>;

export const ASK_STATE = JSON.stringify({ state: '' });
export const UNLOCK = JSON.stringify({ state: 'UNLOCK' });

/** null for anything else that comes on the topic. */
export function readState(text: string): Zigbee2MqttState | null {
  try {
    const parsed = State.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** `{"state":"online"}`; older versions say it as bare text. null = neither. */
export function readAvailability(text: string): boolean | null {
  const word = /^\s*(?:\{\s*"state"\s*:\s*"(online|offline)"\s*\}|(online|offline))\s*$/.exec(text);
  return word ? (word[1] ?? word[2]) === 'online' : null;
}

/** Only what the message carries: absent keys keep what was reported before. */
export function toReport(state: Zigbee2MqttState): Partial<Report> {
  const said = state.lock_state ?? (state.state === 'LOCK' ? 'locked' : state.state === 'UNLOCK' ? 'unlocked' : null);
  return {
    ...(said === null ? {} : { lock: said }),
    ...(state.battery == null ? {} : { battery: { pct: Math.round(state.battery), critical: false } }),
    ...(state.tamper == null ? {} : { tamper: state.tamper }),
    ...(state.contact == null ? {} : { position: state.contact ? 'closed' as const : 'open' as const }),
  };
}

const SOURCES = { keypad: 'keypad', rfid: 'rfid', manual: 'manual', rf: 'remote' } as const;

/** `unlock_failure_invalid_pin_or_id`, `unlock_failure_invalid_schedule`: the lock's operation event, told by the converter as an action. */
export function toDenial(door: DoorName, { action, action_source_name: source }: Zigbee2MqttState): DeviceEvent | null {
  const why = /^(?:un)?lock_failure_invalid_(pin_or_id|schedule)$/.exec(action ?? '');
  if (!why) return null;
  return { kind: 'access-denied', door, reason: why[1] === 'schedule' ? 'out-of-schedule' : 'wrong-credential', source: SOURCES[source as keyof typeof SOURCES] ?? null };
}
