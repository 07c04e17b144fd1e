/** What each program of the city is told when it starts: the one place where the parts learn of each other. */
import { join } from 'node:path';
import type { Building } from './buildings.ts';
import { CHECKOUT } from './checkout.ts';
import type { CitySecrets } from './city-folder.ts';
import type { CityPorts } from './ports.ts';

export type Program = { readonly name: string; readonly entry: string; readonly environment: Readonly<Record<string, string>> };
export type CityWiring = {
  readonly folder: string;
  readonly ports: CityPorts;
  /** Ports that pages are told, where a line stands between page and server; else those of the servers. */
  readonly publicPorts: { readonly reception: number; readonly facility: number };
  readonly databases: { readonly reception: string; readonly facility: string };
  readonly brokerUrls: { readonly city: string; ofBuilding(building: string): string };
  readonly secrets: CitySecrets;
  readonly transport: 'pcsc' | 'simulated';
  readonly reader?: { readonly name: string; readonly issuerKeys: string };
  readonly clockOffsetMs: number;
  readonly buildings: readonly Building[];
  /** Folder with the files of the hall. */
  readonly receptionCity: string;
  /** Which printer prints for whom; a hall without paper has none. */
  readonly printersFile?: string;
};
const dist = { KIOSK_DIST: join(CHECKOUT, 'kiosk', 'dist'), CONSOLE_DIST: join(CHECKOUT, 'reception', 'console', 'dist') };
export const local = (port: number): string => `http://localhost:${port}`;
export const agentName = (building: string): `door-agent ${string}` => `door-agent ${building}`;
export const agentFolder = (folder: string, building: string): string => join(folder, 'door-agents', building);

export function receptionProgram({ folder, ports, publicPorts, databases, clockOffsetMs, receptionCity, printersFile }: CityWiring): Program {
  return {
    name: 'reception', entry: 'reception/src/main.ts',
    environment: {
      PORT: String(ports.reception), DATABASE_URL: databases.reception, DATA_DIR: join(folder, 'reception'), CITY_DIR: receptionCity,
      PUBLIC_URL: local(publicPorts.reception), FACILITY_URL: local(publicPorts.facility), CARD_BRIDGE_URL: `ws://127.0.0.1:${ports.cardBridge}`,
      ENROLMENT: 'open', CLOCK_OFFSET_MS: String(clockOffsetMs), ...dist, ...printersFile !== undefined && { PRINTERS_FILE: printersFile },
    },
  };
}

export function facilityProgram({ folder, ports, publicPorts, databases, brokerUrls, secrets, clockOffsetMs }: CityWiring): Program {
  return {
    name: 'facility-api', entry: 'facility-api/src/main.ts',
    environment: {
      PORT: String(ports.facility), DATABASE_URL: databases.facility, DATA_DIR: join(folder, 'facility-api'), CITY_DIR: join(CHECKOUT, 'facility-api', 'city'),
      PUBLIC_URL: local(publicPorts.facility), RECEPTION_URL: local(publicPorts.reception), MQTT_URL: brokerUrls.city,
      PAYMENT_URL: `http://127.0.0.1:${ports.payment}`, PAYMENT_SECRET: secrets.paymentKey, PAYMENT_WEBHOOK_SECRET: secrets.paymentWebhook,
      CLOCK_OFFSET_MS: String(clockOffsetMs), ...dist,
    },
  };
}

/** `PAIRING=open` hands the bridge's token to the allowed pages: right for a demo on one machine, never for a hall. */
export function cardBridgeProgram({ folder, ports, publicPorts, transport, reader }: CityWiring): Program {
  const origins = [...new Set([ports.reception, publicPorts.reception])].flatMap((port) => [local(port), `http://127.0.0.1:${port}`]);
  return {
    name: 'card-bridge', entry: 'kiosk/card-bridge/main.ts',
    environment: {
      PORT: String(ports.cardBridge), ORIGINS: origins.join(','), TOKEN_FILE: join(folder, 'card-bridge.token'), TRANSPORT: transport, PAIRING: 'open',
      ...reader && { READER_NAME: reader.name, CARD_CA_FILE: reader.issuerKeys },
    },
  };
}

/** One agent a building, as in a real city; `port` 0 for those that nobody looks up by hand. */
export function doorAgentProgram({ folder, brokerUrls, clockOffsetMs }: CityWiring, building: string, port: number): Program {
  const own = agentFolder(folder, building);
  return {
    name: agentName(building), entry: 'locks/src/main.ts',
    environment: {
      PORT: String(port), DATA_DIR: own, BUILDING: building, MQTT_URL: brokerUrls.ofBuilding(building), DOORS: join(own, 'doors.json'),
      ISSUER_KEYS: join(folder, 'facility-api', 'issuer-keys.json'), CLOCK_OFFSET_MS: String(clockOffsetMs),
    },
  };
}
