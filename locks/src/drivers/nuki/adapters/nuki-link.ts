import type { DoorName } from '../../../../contract/index.ts';
import type { ConnectLink } from '../../application/ports.ts';
import { askJson } from '../../cloud/adapters/ask-json.ts';
import { UNLATCH, readActionAnswer, readDenials, readSmartlock } from '../domain/messages.ts';

export interface NukiSetup { api: string; token: string; devices: ReadonlyMap<DoorName, string>; askMs: number }

/** Nuki Web API. Unlatches, because a hall's door has a handle on the inside only. */
export function connectNuki(setup: NukiSetup): ConnectLink {
  const headers = { Authorization: `Bearer ${setup.token}`, Accept: 'application/json' };
  const urlOf = (door: DoorName, what = '') => `${setup.api}/smartlock/${encodeURIComponent(setup.devices.get(door)!)}${what}`;
  return (listener) => {
    const seen = new Map<DoorName, ReadonlySet<string>>();
    /** What stood in the log before we came is history. */
    async function readLog(door: DoorName): Promise<void> {
      const answer = await askJson(urlOf(door, '/log?limit=20'), { headers, deadlineMs: setup.askMs });
      if (answer?.status !== 200) return;
      const denials = readDenials(door, answer.body);
      const before = seen.get(door);
      seen.set(door, new Set(denials.map(({ id }) => id)));
      for (const { id, event } of [...denials].reverse()) if (before && !before.has(id)) listener.happened(event, id);
    }
    return Promise.resolve({
      read: async (door) => {
        const answer = await askJson(urlOf(door), { headers, deadlineMs: setup.askMs });
        const report = answer?.status === 200 ? readSmartlock(answer.body) : null;
        if (report) await readLog(door);
        return report;
      },
      unlock: async (door) => readActionAnswer(await askJson(urlOf(door, '/action'), { method: 'POST', headers, body: UNLATCH, deadlineMs: setup.askMs })),
      close: () => Promise.resolve(),
    });
  };
}
