import { freePort, isFreePort } from './free-port.ts';

/**
 * Where the parts of a city listen. The five of the product first, then the simulators of the demo.
 * The door agents of further buildings follow the first one's port.
 */
export const PORTS = {
  reception: { variable: 'RECEPTION_PORT', usual: 4100 },
  facility: { variable: 'FACILITY_PORT', usual: 4200 },
  cardBridge: { variable: 'CARD_BRIDGE_PORT', usual: 4300 },
  doorAgent: { variable: 'DOOR_AGENT_PORT', usual: 4400 },
  mqtt: { variable: 'MQTT_PORT', usual: 4500 },
  payment: { variable: 'PAYMENT_PORT', usual: 4250 },
  doorBoard: { variable: 'DOOR_BOARD_PORT', usual: 4450 },
  printers: { variable: 'PRINTER_PORT', usual: 4350 },
} as const;
export type CityPorts = Record<keyof typeof PORTS, number>;

/** From the environment; 0 asks for a free one. @throws when a variable is not a port. */
export function readPorts(environment: NodeJS.ProcessEnv): CityPorts {
  return fromEntries((name) => {
    const { variable, usual } = PORTS[name];
    const text = environment[variable];
    const port = text === undefined || text === '' ? usual : Number(text);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${variable} must be a port number, not "${text ?? ''}".`);
    return port;
  });
}

export const ANY_PORTS: CityPorts = fromEntries(() => 0);

/** Every 0 becomes a port that is free now: the parts must know each other's addresses before the first of them starts. */
export async function settlePorts(ports: CityPorts): Promise<CityPorts> {
  const settled = { ...ports };
  for (const name of Object.keys(settled) as (keyof CityPorts)[]) settled[name] ||= await freePort();
  return settled;
}

function fromEntries(portOf: (name: keyof typeof PORTS) => number): CityPorts {
  return Object.fromEntries((Object.keys(PORTS) as (keyof typeof PORTS)[]).map((name) => [name, portOf(name)])) as CityPorts;
}

/** Those that another program listens on already: better said before anything is started. */
export async function takenPorts(ports: CityPorts): Promise<(keyof CityPorts)[]> {
  const names = Object.keys(ports) as (keyof CityPorts)[];
  const free = await Promise.all(names.map((name) => isFreePort(ports[name])));
  return names.filter((_, index) => !free[index]);
}
