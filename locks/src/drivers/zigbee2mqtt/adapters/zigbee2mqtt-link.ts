import { connectAsync } from 'mqtt';
import type { Socket } from 'node:net';
import type { DoorName } from '../../../../contract/index.ts';
import type { ConnectLink } from '../../application/ports.ts';
import type { Report } from '../../domain/report.ts';
import { NOTHING_REPORTED } from '../../domain/report.ts';
import { ASK_STATE, UNLOCK, readAvailability, readState, toDenial, toReport } from '../domain/messages.ts';

export interface Zigbee2MqttSetup { broker: string; username?: string; password?: string; base: string; /** friendly name in zigbee2mqtt */ devices: ReadonlyMap<DoorName, string>; askMs: number }

/** A set command is published once and not kept for later: the client drops what it cannot say now, and the broker does not retain it. */
export function connectZigbee2Mqtt(setup: Zigbee2MqttSetup): ConnectLink {
  return async (listener) => {
    const client = await connectAsync(setup.broker, {
      reconnectPeriod: 2_000, queueQoSZero: false,
      ...(setup.username === undefined ? {} : { username: setup.username }), ...(setup.password === undefined ? {} : { password: setup.password }),
    });
    const quick = () => { (client.stream as Socket).setNoDelay?.(true); };
    quick();
    client.on('connect', quick);
    client.on('error', () => {});
    const doorOf = new Map([...setup.devices].map(([door, device]) => [`${setup.base}/${device}`, door]));
    const known = new Map<DoorName, Report>();
    const asking = new Map<DoorName, Set<(report: Report | null) => void>>();

    client.on('message', (topic, payload, { retain }) => {
      // what the broker had kept is history: it proves nothing of now
      if (retain || payload.length > 10_000) return;
      const availability = topic.endsWith('/availability') ? doorOf.get(topic.slice(0, -'/availability'.length)) : undefined;
      if (availability !== undefined) {
        const online = readAvailability(payload.toString());
        if (online !== null) listener.reported(availability, { reachable: online });
        return;
      }
      const door = doorOf.get(topic);
      const state = door === undefined ? null : readState(payload.toString());
      if (door === undefined || state === null) return;
      const part = toReport(state);
      const report = { ...(known.get(door) ?? NOTHING_REPORTED), ...part };
      known.set(door, report);
      const waiting = asking.get(door);
      asking.delete(door);
      if (waiting && part.lock !== undefined) waiting.forEach((answer) => answer(report));
      else listener.reported(door, part);
      const denial = toDenial(door, state);
      if (denial) listener.happened(denial);
    });
    await client.subscribeAsync([...doorOf.keys()].flatMap((topic) => [topic, `${topic}/availability`]), { qos: 1 });

    return {
      read: (door) => new Promise((resolve) => {
        if (!client.connected) return resolve(null);
        const waiting = asking.get(door) ?? new Set();
        asking.set(door, waiting.add(resolve));
        setTimeout(() => { waiting.delete(resolve); resolve(null); }, setup.askMs).unref();
        client.publish(`${setup.base}/${setup.devices.get(door)}/get`, ASK_STATE, { qos: 0 });
      }),
      unlock: async (door) => {
        if (!client.connected) return 'offline';
        // QoS 0: a command that is kept for later and delivered then would open at a time when nobody asks for it
        await client.publishAsync(`${setup.base}/${setup.devices.get(door)}/set`, UNLOCK, { qos: 0 });
        return 'sent';
      },
      close: async () => {
        asking.forEach((waiting) => waiting.forEach((answer) => answer(null)));
        await client.endAsync(true);
      },
    };
  };
}
