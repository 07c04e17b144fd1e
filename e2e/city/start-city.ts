/**
 * The whole city in one call: `npm start`, the journeys and the benches all use this one.
 *
 *   database -> broker -> simulators -> reception, facility-api, card bridge -> door agents (they need the issuer's public key)
 *
 * and stopped the other way round. Servers are child processes; broker, simulators and lines live in this process.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPaymentSimulator } from '@engawa/facility-api/testing';
import type { PaymentSimulator } from '@engawa/facility-api/testing';
import { startDoorPage } from '@engawa/locks/testing';
import type { SimulatedBoard } from '@engawa/locks/testing';
import { startBroker } from './broker.ts';
import type { Building } from './buildings.ts';
import { readBuildings, startBoards } from './buildings.ts';
import { CHECKOUT } from './checkout.ts';
import { createChild } from './child.ts';
import type { Child } from './child.ts';
import { ensureSecrets, forgetCity, takeCityFolder } from './city-folder.ts';
import { ANY_PORTS, settlePorts } from './ports.ts';
import type { CityPorts } from './ports.ts';
import { openCluster } from './postgres/cluster.ts';
import type { Cluster } from './postgres/cluster.ts';
import { databaseUrl, dropDatabases, ensureDatabases } from './postgres/databases.ts';
import { startPrinters } from './printers.ts';
import type { HallPrinter } from './printers.ts';
import { agentFolder, cardBridgeProgram, doorAgentProgram, facilityProgram, local, receptionProgram } from './programs.ts';
import type { CityWiring, Program } from './programs.ts';
import { startLine } from './proxy.ts';
import type { Line } from './proxy.ts';

export type ProgramName = 'reception' | 'facility-api' | 'card-bridge' | `door-agent ${string}`;
export type CityOptions = {
  readonly folder: string;
  /** Default: free ports. */
  readonly ports?: CityPorts;
  /** External PostgreSQL; default: a cluster of its own in the folder. */
  readonly postgresUrl?: string;
  /** Names of the two databases begin with it. */
  readonly databasePrefix?: string;
  /** Moves the city's time against the machine's. */
  readonly clockOffsetMs?: number;
  readonly transport?: 'pcsc' | 'simulated';
  /** Which of several readers, and whose signatures on cards are known: for `pcsc`. */
  readonly reader?: { readonly name: string; readonly issuerKeys: string };
  /** Folder with the files of the hall; default the demo city's. */
  readonly receptionCity?: string;
  /** Buildings that get boards and a door agent; default all. */
  readonly buildings?: readonly string[];
  /** false: a hall alone, without the residents' server of rooms and keys. */
  readonly rooms?: boolean;
  /** Printers of paper tickets, simulated; default a hall without paper. */
  readonly printers?: boolean;
  /** Puts a line that can be spoilt in front of the kiosk's, the phone's and the agents' server. */
  readonly lines?: boolean;
  /** Forget everything first. */
  readonly reset?: boolean;
  readonly say?: (line: string) => void;
};
export type CityLines = { readonly kiosk: Line; readonly phone: Line; readonly agents: Line };
export type City = {
  readonly folder: string;
  readonly ports: CityPorts;
  readonly buildings: readonly Building[];
  readonly clockOffsetMs: number;
  readonly transport: 'pcsc' | 'simulated';
  readonly url: Readonly<Record<'kiosk' | 'board' | 'caption' | 'console' | 'phone' | 'reception' | 'facility' | 'cardBridge' | 'reader' | 'doorAgent' | 'payment' | 'doorBoard', string>> & { readonly printers: string | null };
  readonly databases: { readonly reception: string; readonly facility: string };
  readonly boards: readonly SimulatedBoard[];
  readonly payment: PaymentSimulator;
  readonly printers: readonly HallPrinter[];
  /** Present when asked for. */
  readonly lines: CityLines | undefined;
  readonly programs: readonly ProgramName[];
  pid(name: ProgramName): number | undefined;
  /** SIGKILL, and it stays down until `start`. */
  kill(name: ProgramName): Promise<void>;
  /** Returns when it listens again, on the same port. */
  start(name: ProgramName): Promise<void>;
  /** Kills the servers and starts them with their clocks moved on: as if this time had passed while they were off. */
  passTime(ms: number): Promise<void>;
  stop(): Promise<void>;
  /** Ends everything at once without waiting; the next start recovers. */
  abandon(): void;
};

export async function startCity(options: CityOptions): Promise<City> {
  const undo: (() => unknown)[] = [];
  /** In the reverse order; one that fails does not keep the others running. */
  const stop = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const step of undo.splice(0).reverse()) await Promise.resolve().then(step).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, 'Parts of the city did not stop cleanly.');
  };
  try {
    return await build(options, undo, stop);
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}

async function build(options: CityOptions, undo: (() => unknown)[], stop: () => Promise<void>): Promise<City> {
  const { folder, databasePrefix = 'engawa', clockOffsetMs = 0, transport = 'simulated', say = () => {} } = options;
  undo.push(await takeCityFolder(folder));
  if (options.reset) await forgetCity(folder);
  const secrets = await ensureSecrets(folder);
  const ports = await settlePorts(options.ports ?? ANY_PORTS);
  const buildings = (await readBuildings()).filter(({ name }) => options.buildings?.includes(name) ?? true);

  const cluster = options.postgresUrl ? undefined : await ownCluster(folder, undo, say);
  const adminUrl = options.postgresUrl ?? cluster!.url('postgres');
  const names = { reception: `${databasePrefix}_reception`, facility: `${databasePrefix}_facility` };
  if (options.reset) await dropDatabases(adminUrl, Object.values(names));
  await ensureDatabases(adminUrl, Object.values(names));
  const databases = { reception: databaseUrl(adminUrl, names.reception), facility: databaseUrl(adminUrl, names.facility) };

  const accounts = [{ name: 'city', password: secrets.broker, topics: 'engawa/' }, ...buildings.map(({ name }) => ({ name, password: secrets.broker, topics: `engawa/${name}/` }))];
  const broker = await startBroker({ port: ports.mqtt, accounts });
  undo.push(() => broker.close());
  const lines = options.lines ? await startLines(ports, undo) : undefined;

  const { boards, page } = await startDoors(buildings, folder, ports.doorBoard, undo);
  const paper = options.printers ? await startPrinters(folder, ports.printers, undo) : null;
  const payment = await startPaymentSimulator({ port: ports.payment, secret: secrets.paymentKey, webhookSecret: secrets.paymentWebhook, notifyUrl: `http://127.0.0.1:${ports.facility}/api/payment/notices` });
  undo.push(() => payment.close());

  const publicPorts = { reception: lines?.kiosk.port ?? ports.reception, facility: lines?.phone.port ?? ports.facility };
  const wiring: CityWiring = {
    folder, ports, publicPorts, databases, secrets, transport, ...options.reader && { reader: options.reader }, clockOffsetMs, buildings, receptionCity: options.receptionCity ?? join(CHECKOUT, 'reception', 'city'), ...paper && { printersFile: paper.file },
    brokerUrls: { city: broker.url('city'), ofBuilding: (name) => broker.url(name, lines?.agents.port) },
  };
  const children = new Map<ProgramName, Child>();
  const programs: { readonly name: string; readonly environment: Record<string, string> }[] = [];
  let passedMs = 0;
  const add = ({ environment, ...rest }: Program): Child => {
    const program = { ...rest, environment: { ...environment } };
    programs.push(program);
    const child = createChild({ ...program, logFile: join(folder, 'logs', `${program.name.replaceAll(' ', '-')}.log`), say });
    children.set(program.name as ProgramName, child);
    undo.push(() => child.stop());
    return child;
  };
  const servers = [receptionProgram(wiring), ...options.rooms === false ? [] : [facilityProgram(wiring)], cardBridgeProgram(wiring)].map(add);
  await all(servers.map((child) => child.start()));
  const agents = buildings.map(({ name }, index) => add(doorAgentProgram(wiring, name, index === 0 ? ports.doorAgent : 0)));
  await all(agents.map((child) => child.start()));

  const childOf = (name: ProgramName): Child => {
    const child = children.get(name);
    if (!child) throw new Error(`No program is called ${name}. There are: ${[...children.keys()].join(', ')}.`);
    return child;
  };
  const hall = local(publicPorts.reception);
  return {
    folder, ports, buildings, clockOffsetMs, transport, databases, boards, payment, printers: paper?.printers ?? [], lines, stop,
    url: {
      kiosk: `${hall}/kiosk/`, board: `${hall}/board/`, caption: `${hall}/caption/?counter=1`, console: `${local(ports.reception)}/console/`, phone: `${local(publicPorts.facility)}/phone/`,
      reception: local(ports.reception), facility: local(ports.facility), cardBridge: `ws://127.0.0.1:${ports.cardBridge}`, reader: `http://127.0.0.1:${ports.cardBridge}/reader`, doorAgent: local(ports.doorAgent),
      payment: local(ports.payment), doorBoard: page, printers: paper?.page ?? null,
    },
    programs: [...children.keys()],
    pid: (name) => childOf(name).pid(),
    kill: (name) => childOf(name).kill(),
    start: (name) => childOf(name).start(),
    passTime: async (ms) => {
      passedMs += ms;
      const clocks = programs.filter(({ environment }) => environment.CLOCK_OFFSET_MS !== undefined);
      for (const program of clocks) program.environment.CLOCK_OFFSET_MS = String(clockOffsetMs + passedMs);
      await all(clocks.map(({ name }) => childOf(name as ProgramName).kill()));
      await all(clocks.map(({ name }) => childOf(name as ProgramName).start()));
    },
    abandon: () => {
      for (const child of children.values()) void child.kill();
      cluster?.abandon();
    },
  };
}

async function ownCluster(folder: string, undo: (() => unknown)[], say: (line: string) => void): Promise<Cluster> {
  const cluster = await openCluster({ folder: join(folder, 'postgres') });
  undo.push(() => cluster.stop());
  if (cluster.how === 'adopted') say('found the database of a city that was killed; it runs on');
  return cluster;
}

async function startLines(ports: CityPorts, undo: (() => unknown)[]): Promise<CityLines> {
  const line = async (to: number): Promise<Line> => {
    const started = await startLine({ to });
    undo.push(() => started.close());
    return started;
  };
  return { kiosk: await line(ports.reception), phone: await line(ports.facility), agents: await line(ports.mqtt) };
}

/** Boards of all buildings, the file that tells each agent where they hang, and one page on which people see and touch the doors. */
async function startDoors(buildings: readonly Building[], folder: string, port: number, undo: (() => unknown)[]): Promise<{ boards: SimulatedBoard[]; page: string }> {
  const all_: SimulatedBoard[] = [];
  for (const building of buildings) {
    const { boards, doors } = await startBoards(building, 405_419_001 + all_.length);
    for (const board of boards) undo.push(() => board.close());
    all_.push(...boards);
    const own = agentFolder(folder, building.name);
    await mkdir(own, { recursive: true, mode: 0o700 });
    await writeFile(join(own, 'doors.json.new'), JSON.stringify(doors, null, 1));
    await rename(join(own, 'doors.json.new'), join(own, 'doors.json'));
  }
  const page = await startDoorPage({ port, boards: all_ });
  undo.push(() => page.close());
  return { boards: all_, page: page.url };
}

/** Waits for all of them, also when one fails: nobody is left half started. */
async function all(starts: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(starts)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}