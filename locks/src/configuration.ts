import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { DoorName } from '../contract/index.ts';
import { BuildingName, DoorName as DoorNameSchema, IssuerKeys } from '../contract/index.ts';
import type { UhppoteSetup } from './drivers/uhppote/adapters/uhppote-driver.ts';

const HostAndPort = z.string().regex(/^\d{1,3}(\.\d{1,3}){3}:\d{1,5}$/);

/** The file `DOORS`: door name -> hardware. Doors with the same address and serial share a board. */
export const DoorsFile = z.record(DoorNameSchema, z.strictObject({
  driver: z.literal('uhppote'),
  /** of the board, `192.168.20.11:60000` */ address: HostAndPort,
  serial: z.int().min(1).max(0xffff_ffff),
  /** relay 1-4 */ door: z.int().min(1).max(4),
  /** how long the door stays released; long enough for a wheelchair */ releaseSeconds: z.int().min(1).max(60).default(7),
  /** own address and port for the board's events as the board sees them; port 0 = any free one */ listen: HostAndPort.default('127.0.0.1:0'),
}));
export type DoorsFile = z.infer<typeof DoorsFile>;

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4400), HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().min(1), BUILDING: BuildingName, MQTT_URL: z.url().default('mqtt://127.0.0.1:4500'),
  ISSUER_KEYS: z.string().min(1), DOORS: z.string().min(1), CLOCK_OFFSET_MS: z.coerce.number().default(0), LOG_LEVEL: z.string().default('info'),
});

/** @throws with the name of what is missing or wrong; a door agent that is half configured must not start */
export async function readConfiguration(env: NodeJS.ProcessEnv) {
  const settings = Environment.parse(env);
  return {
    settings,
    issuers: IssuerKeys.parse(JSON.parse(await readFile(settings.ISSUER_KEYS, 'utf8'))),
    boards: toBoards(DoorsFile.parse(JSON.parse(await readFile(settings.DOORS, 'utf8')))),
  };
}

export function toBoards(doors: DoorsFile): UhppoteSetup[] {
  const boards = new Map<string, UhppoteSetup>();
  for (const [door, { address, serial, listen, door: number, releaseSeconds }] of Object.entries(doors) as [DoorName, DoorsFile[string]][]) {
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
