import type { DeviceEvent, DoorName } from '../../contract/index.ts';
import type { Document } from '../disk/application/ports.ts';
import type { DriverTiming } from './application/open-reporting-driver.ts';
import { CLOUD_TIMING, LOCAL_TIMING, openReportingDriver } from './application/open-reporting-driver.ts';
import type { ConnectLink } from './application/ports.ts';
import type { DoorsFile, ReportingDoor, UhppoteDoor } from './doors-file.ts';
import type { LockDriver } from './lock-driver.ts';
import type { EventCursor, UhppoteSetup } from './uhppote/adapters/uhppote-driver.ts';
import { openUhppoteDriver } from './uhppote/adapters/uhppote-driver.ts';
import { connectNuki } from './nuki/adapters/nuki-link.ts';
import { connectSwitchBot } from './switchbot/adapters/switchbot-link.ts';
import { connectZigbee2Mqtt } from './zigbee2mqtt/adapters/zigbee2mqtt-link.ts';
import { connectZWaveJs } from './zwave-js/adapters/zwave-js-link.ts';
import type { z } from 'zod';

/** A secret of a driver is missing. `code` is the variable's name. */
export class UnsetVariable extends Error {
  override name = 'UnsetVariable';
  constructor(readonly code: string) { super(`the variable ${code} is not set`); }
}

export interface OpenDriversParts {
  env: NodeJS.ProcessEnv;
  onEvent: (event: DeviceEvent) => void;
  onStatus: () => void;
  nowMs: () => number;
  /** city time for a board's clock, null = not known well enough */ cityMs: () => number | null;
  cursorOf: (serial: number) => Document<EventCursor>;
  /** a simulated device answers at once; real ones have their own pace */ timing?: Partial<DriverTiming>;
}

/** Every driver that a building needs. @throws UnsetVariable */
export async function openDrivers(doors: DoorsFile, parts: OpenDriversParts): Promise<LockDriver[]> {
  const boards = toBoards(doors).map((board) => openUhppoteDriver(board, {
    cursor: parts.cursorOf(board.serial), onEvent: parts.onEvent, onStatus: parts.onStatus, cityMs: parts.cityMs,
    now: () => new Date(parts.nowMs()).toISOString(), ...(parts.timing?.pollMs === undefined ? {} : { pollMs: parts.timing.pollMs }),
  }));
  const others = toGroups(doors).map((group) => {
    const timing = { ...timingOf(group.first), ...parts.timing };
    return openReportingDriver({ device: group.first.driver, doors: group.doors, timing }, parts, linkOf(group, parts, timing));
  });
  return Promise.all([...boards, ...others]);
}

export interface Group { first: ReportingDoor; doors: { door: DoorName; releaseSeconds: number }[]; devices: Map<DoorName, string> }

/** @throws UnsetVariable */
function linkOf({ first, devices }: Group, { env, nowMs }: OpenDriversParts, timing: DriverTiming): ConnectLink {
  const secret = (name: string): string => {
    const value = env[name];
    if (value === undefined || value === '') throw new UnsetVariable(name);
    return value;
  };
  switch (first.driver) {
    case 'zigbee2mqtt': return connectZigbee2Mqtt({
      broker: first.broker, base: first.base, devices, askMs: timing.askMs,
      ...(first.usernameEnv === undefined ? {} : { username: secret(first.usernameEnv) }), ...(first.passwordEnv === undefined ? {} : { password: secret(first.passwordEnv) }),
    });
    case 'zwave-js': return connectZWaveJs({ url: first.url, devices, askMs: timing.askMs });
    case 'switchbot': return connectSwitchBot({ api: first.api, token: secret(first.tokenEnv), secret: secret(first.secretEnv), devices, askMs: timing.askMs, nowMs });
    case 'nuki': return connectNuki({ api: first.api, token: secret(first.tokenEnv), devices, askMs: timing.askMs });
    default: return first satisfies never;
  }
}

function timingOf(first: ReportingDoor): DriverTiming {
  switch (first.driver) {
    case 'zigbee2mqtt': case 'zwave-js': return LOCAL_TIMING;
    case 'switchbot': case 'nuki': return CLOUD_TIMING;
    default: return first satisfies never;
  }
}

/** Doors that differ only in device and release share a connection. */
export function toGroups(doors: DoorsFile): Group[] {
  const groups = new Map<string, Group>();
  for (const [door, entry] of Object.entries(doors) as [DoorName, DoorsFile[string]][]) {
    if (entry.driver === 'uhppote') continue;
    const { device, releaseSeconds, ...connection } = entry;
    const key = JSON.stringify(connection);
    const group: Group = groups.get(key) ?? { first: entry, doors: [], devices: new Map() };
    if ([...group.devices.values()].includes(device)) throw new Error(`two doors on the device of ${door}`);
    group.devices.set(door, device);
    group.doors.push({ door, releaseSeconds });
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Doors with the same address and serial share a board. */
export function toBoards(doors: DoorsFile): UhppoteSetup[] {
  const boards = new Map<string, UhppoteSetup>();
  for (const [door, entry] of Object.entries(doors) as [DoorName, DoorsFile[string]][]) {
    if (entry.driver !== 'uhppote') continue;
    const { address, serial, listen, door: number, releaseSeconds }: z.infer<typeof UhppoteDoor> = entry;
    const [host, port] = split(address);
    const [listenAddress, listenPort] = split(listen);
    const board = boards.get(`${address} ${serial}`) ?? { address: host, port, serial, listenAddress, listenPort, doors: [] };
    if (board.doors.some((other) => other.number === number)) throw new Error(`two doors on relay ${number} of board ${serial}`);
    board.doors.push({ door, number, releaseSeconds });
    boards.set(`${address} ${serial}`, board);
  }
  return [...boards.values()];
}

function split(hostAndPort: string): [string, number] {
  const [host, port] = hostAndPort.split(':');
  return [host!, Number(port)];
}
