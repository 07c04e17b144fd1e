import { z } from 'zod';
import type { AttemptSource, DeviceEvent, DoorName, LockState } from '../../../../contract/index.ts';
import type { Answer } from '../../domain/next-command.ts';
import type { Report } from '../../domain/report.ts';

/** zwave-js-server's WebSocket protocol (API_SCHEMA.md). 32 is the first schema whose notifications name the endpoint. */
export const SCHEMA_VERSION = 32;
const DOOR_LOCK = 98;
const BATTERY = 128;
const NOTIFICATION = 113;
const UNSECURED = 0;

const Message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('version'), minSchemaVersion: z.number(), maxSchemaVersion: z.number() }),
  z.object({ type: z.literal('result'), messageId: z.string(), success: z.boolean(), result: z.unknown() }),
  z.object({ type: z.literal('event'), event: z.object({ source: z.string(), event: z.string(), nodeId: z.number().optional(), ccId: z.number().optional(), args: z.unknown() }) }),
]);
export type ServerMessage = z.infer<typeof Message>;
export type NodeEvent = Extract<ServerMessage, { type: 'event' }>['event'];

export function readMessage(text: string): ServerMessage | null {
  try {
    const parsed = Message.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const valueId = (commandClass: number, property: string) => ({ commandClass, endpoint: 0, property });
/** Over the radio to the lock; `node.get_value` would only read what the server remembers. */
export const askMode = (nodeId: number) => ({ command: 'node.poll_value', nodeId, valueId: valueId(DOOR_LOCK, 'currentMode') });
export const askUnlock = (nodeId: number) => ({ command: 'node.set_value', nodeId, valueId: valueId(DOOR_LOCK, 'targetMode'), value: UNSECURED });
/** What the server remembers: locks send these by themselves, and a question costs battery. */
export const askRemembered = (nodeId: number, what: 'battery' | 'door') => ({ command: 'node.get_value', nodeId, valueId: what === 'battery' ? valueId(BATTERY, 'level') : valueId(DOOR_LOCK, 'doorStatus') });

/** DoorLockMode: 0 unsecured, 1 with timeout, 16, 17, 32, 33 from one side only, 254 unknown, 255 secured. */
export function readMode(result: unknown): LockState | null {
  const parsed = z.object({ value: z.number() }).safeParse(result);
  if (!parsed.success) return null;
  switch (parsed.data.value) {
    case 0: case 1: return 'unlocked';
    case 16: case 17: case 32: case 33: return 'not_fully_locked';
    case 255: return 'locked';
    default: return 'unknown';
  }
}
export function readBattery(result: unknown): Report['battery'] {
  const parsed = z.object({ value: z.number().min(0).max(100) }).safeParse(result);
  return parsed.success ? { pct: Math.round(parsed.data.value), critical: false } : null;
}
export function readDoor(result: unknown): Report['position'] {
  const parsed = z.object({ value: z.enum(['open', 'closed']) }).safeParse(result);
  return parsed.success ? parsed.data.value : null;
}

/** SetValueStatus: 255 and 254 = taken, 1 = working on it; the rest was not sent or not taken. */
export function readSetAnswer(message: { success: boolean; result: unknown } | null): Answer {
  if (message === null) return 'silent';
  if (!message.success) return { rejected: 'device-refused' };
  const parsed = z.object({ result: z.object({ status: z.number() }) }).safeParse(message.result);
  if (!parsed.success) return 'silent';
  const { status } = parsed.data.result;
  // 2 = the radio had no answer: it may have moved all the same
  if (status === 2) return 'silent';
  return [1, 254, 255].includes(status) ? 'accepted' : { rejected: 'device-refused' };
}

export type Told = { is: 'report'; part: Partial<Report> } | { is: 'event'; event: DeviceEvent } | { is: 'hint' } | null;

const DENIED: Record<number, { reason: 'wrong-credential' | 'too-many-attempts'; source: AttemptSource | null }> = { 16: { reason: 'too-many-attempts', source: 'keypad' }, 19: { reason: 'wrong-credential', source: 'keypad' }, 20: { reason: 'wrong-credential', source: 'remote' }, 21: { reason: 'wrong-credential', source: 'remote' } };

/** What an event of a lock's node tells. The server also writes what it expects after a command ("value updated"): that is only a hint. */
export function readNodeEvent(door: DoorName, event: NodeEvent): Told {
  if (event.event === 'dead') return { is: 'report', part: { reachable: false } };
  if (event.event === 'alive') return { is: 'hint' };
  if (event.event === 'value updated') return { is: 'hint' };
  if (event.event !== 'notification' || event.ccId !== NOTIFICATION) return null;
  const parsed = z.object({ type: z.number(), event: z.number() }).safeParse(event.args);
  if (!parsed.success) return null;
  const { type, event: code } = parsed.data;
  if (type === 7 && code === 3) return { is: 'report', part: { tamper: true } };
  if (type !== 6) return null;
  const denied = DENIED[code];
  if (denied) return { is: 'event', event: { kind: 'access-denied', door, ...denied } };
  // Access Control: 1, 3, 5, 9 locked; 2, 4, 6 unlocked by hand, radio, keypad; 11 jammed: the lock's own words
  if (code === 11) return { is: 'report', part: { lock: 'jammed' } };
  if (code === 2 || code === 4 || code === 6) return { is: 'report', part: { lock: 'unlocked' } };
  return { is: 'hint' };
}
