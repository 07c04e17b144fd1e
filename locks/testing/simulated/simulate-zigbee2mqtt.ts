import { connectAsync } from 'mqtt';
import type { Socket } from 'node:net';
import { startBroker } from '../start-broker.ts';
import type { BodyLock, SimulatedLock } from './lock-body.ts';
import { createLockBody } from './lock-body.ts';

/** zigbee2mqtt with door locks behind it, on a real broker. Its `state` is optimistic, as converters may be; `lock_state` is the lock's. */
export async function simulateZigbee2Mqtt(names: readonly string[], given?: { broker: string }): Promise<SimulatedLock & { say(name: string, message: object, retain?: boolean): void }> {
  const broker = given ? null : await startBroker();
  const url = given?.broker ?? broker!.url;
  const client = await connectAsync(url);
  (client.stream as Socket).setNoDelay(true);
  const body = createLockBody(names);
  const wanted = new Map<string, 'LOCK' | 'UNLOCK'>();

  const stateOf = (lock: BodyLock) => ({
    state: wanted.get(lock.name) ?? (lock.unlocked ? 'UNLOCK' : 'LOCK'), lock_state: lock.jammed ? 'not_fully_locked' : lock.unlocked ? 'unlocked' : 'locked',
    battery: lock.battery, linkquality: 120, tamper: lock.tamper, contact: !lock.doorOpen,
  });
  function say(name: string, message: object, retain = false): void {
    if (body.faults.silent) return;
    for (let i = 0; i < (body.faults.repeat ? 2 : 1); i++) client.publish(`zigbee2mqtt/${name}`, JSON.stringify(message), { qos: 1, retain });
  }
  const tell = (lock: BodyLock, more: object = {}) => say(lock.name, { ...stateOf(lock), ...more }, true);

  client.on('message', (topic, payload) => {
    const [, name, verb] = topic.split('/');
    const lock = body.locks.find((one) => one.name === name);
    if (!lock) return;
    body.asked++;
    if (body.faults.silent) return;
    if (verb === 'get') return body.soon(() => tell(lock));
    if ((JSON.parse(payload.toString()) as { state?: string }).state !== 'UNLOCK') return;
    body.soon(() => {
      const outcome = body.command(lock);
      if (outcome === 'rebooted' || outcome === 'dead') return;
      if (outcome !== 'moved') wanted.set(lock.name, 'UNLOCK');
      if (!body.faults.loseAnswers) tell(lock);
    });
  });
  await client.subscribeAsync(['zigbee2mqtt/+/set', 'zigbee2mqtt/+/get'], { qos: 1 });

  return {
    body, say,
    door: (name) => ({ driver: 'zigbee2mqtt', broker: url, device: name, releaseSeconds: 5 }), env: {},
    openByHand: (name) => { const lock = body.lock(name); lock.unlocked = true; lock.openings++; tell(lock, { action: 'manual_unlock' }); },
    setDoorOpen: (name, open) => { const lock = body.lock(name); lock.doorOpen = open; tell(lock); },
    deny: (name) => tell(body.lock(name), { action: 'unlock_failure_invalid_pin_or_id', action_source_name: 'keypad', action_user: null }),
    setBattery: (name, pct) => { const lock = body.lock(name); lock.battery = pct; tell(lock); },
    setTamper: (name) => { const lock = body.lock(name); lock.tamper = true; tell(lock); },
    flood: async (times) => { for (let i = 0; i < times; i++) await client.publishAsync(`zigbee2mqtt/${names[0]}`, JSON.stringify({ ...stateOf(body.locks[0]!), action: 'unlock_failure_invalid_pin_or_id' }), { qos: 0 }); },
    close: async () => {
      body.close();
      await client.endAsync(true);
      await broker?.stop();
    },
  };
}
