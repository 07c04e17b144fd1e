import type { DeviceEvent, DoorName, DoorPosition, LockState } from '../../../contract/index.ts';

/** What a device says of one door. null = it does not report that; never read as false. */
export interface Report {
  lock: LockState;
  position: DoorPosition | null;
  battery: { /** null = only a warning is reported */ pct: number | null; critical: boolean } | null;
  tamper: boolean | null;
  /** device clock minus the agent's */ clockSkewMs: number | null;
  /** a gateway or cloud says whether it still hears the lock */ reachable: boolean | null;
  /** name of the last opening in the device's own log: where there is one, only a new one proves an opening */ lastOpening: string | null;
}
export const NOTHING_REPORTED: Report = { lock: 'unknown', position: null, battery: null, tamper: null, clockSkewMs: null, reachable: null, lastOpening: null };

/** More than this and the device's clock is wrong enough to be told: windows of bookings are minutes. */
export const SKEW_TOLD_MS = 60_000;
/** Lock makers warn between 10 and 20 %; somebody has to walk there. */
export const BATTERY_LOW_PCT = 15;

export const isOpen = (lock: LockState): boolean => lock === 'unlocked' || lock === 'unlatched';
export const isBatteryLow = ({ battery }: Report): boolean => battery !== null && (battery.critical || (battery.pct !== null && battery.pct <= BATTERY_LOW_PCT));
const isSkewed = ({ clockSkewMs }: Report): boolean => clockSkewMs !== null && Math.abs(clockSkewMs) > SKEW_TOLD_MS;

/**
 * What has happened between two reports, each once: a report that is repeated tells nothing. The first one (before = null) tells only what needs somebody.
 * @param expected an opening by our own command is not news
 */
export function eventsBetween(door: DoorName, before: Report | null, after: Report, expected: boolean): DeviceEvent[] {
  const became = (is: (report: Report) => boolean) => is(after) && !(before !== null && is(before));
  const events: DeviceEvent[] = [];
  if (!expected && before !== null && hasOpened(before, after)) events.push({ kind: 'release-reported', door });
  if (became(({ lock }) => lock === 'jammed')) events.push({ kind: 'lock-jammed', door });
  if (before !== null && after.position !== before.position) events.push(...positionEvents(door, before.position, after.position));
  if (became(isBatteryLow)) events.push({ kind: 'battery-low', door, pct: after.battery?.pct ?? null });
  if (became(({ tamper }) => tamper === true)) events.push({ kind: 'tamper', door });
  if (became(isSkewed)) events.push({ kind: 'clock-skew', door, skewMs: after.clockSkewMs! });
  return events;
}

/** Proof that a door has opened since `before`: a new entry in its log where it has a log, else its state. */
export function hasOpened(before: Report, after: Report): boolean {
  if (before.lastOpening !== null || after.lastOpening !== null) return after.lastOpening !== null && after.lastOpening !== before.lastOpening;
  return isOpen(after.lock) && !isOpen(before.lock);
}

function positionEvents(door: DoorName, before: DoorPosition | null, after: DoorPosition | null): DeviceEvent[] {
  if (after === 'forced_open') return [{ kind: 'door-forced', door }];
  if (after === 'ajar') return [{ kind: 'door-held-open', door }];
  if (after === 'open' && before === 'closed') return [{ kind: 'door-opened', door }];
  if (after === 'closed' && before !== null) return [{ kind: 'door-closed', door }];
  return [];
}
