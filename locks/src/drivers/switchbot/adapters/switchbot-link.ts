import { createHmac, randomUUID } from 'node:crypto';
import type { DoorName } from '../../../../contract/index.ts';
import type { ConnectLink } from '../../application/ports.ts';
import { askJson } from '../../cloud/adapters/ask-json.ts';
import { UNLOCK, readCommandAnswer, readStatus, signInput } from '../domain/messages.ts';

export interface SwitchBotSetup { api: string; token: string; secret: string; devices: ReadonlyMap<DoorName, string>; askMs: number; nowMs: () => number }

/** SwitchBot cloud 1.1. Its webhook is not signed and needs an address on the internet, so the cloud is asked instead; 10,000 requests a day are allowed. */
export function connectSwitchBot(setup: SwitchBotSetup): ConnectLink {
  const headers = () => {
    const t = Math.round(setup.nowMs());
    const nonce = randomUUID();
    return { Authorization: setup.token, t: String(t), nonce, sign: createHmac('sha256', setup.secret).update(signInput(setup.token, t, nonce)).digest('base64') };
  };
  const urlOf = (door: DoorName, what: string) => `${setup.api}/v1.1/devices/${encodeURIComponent(setup.devices.get(door)!)}/${what}`;
  return () => Promise.resolve({
    read: async (door) => {
      const answer = await askJson(urlOf(door, 'status'), { headers: headers(), deadlineMs: setup.askMs });
      return answer?.status === 200 ? readStatus(answer.body) : null;
    },
    unlock: async (door) => readCommandAnswer(await askJson(urlOf(door, 'commands'), { method: 'POST', headers: headers(), body: UNLOCK, deadlineMs: setup.askMs })),
    close: () => Promise.resolve(),
  });
}
