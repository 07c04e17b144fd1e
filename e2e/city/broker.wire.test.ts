import { connectAsync } from 'mqtt';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startBroker } from './broker.ts';
import type { Broker } from './broker.ts';

let broker: Broker;
beforeEach(async () => {
  broker = await startBroker({ port: 0, accounts: [{ name: 'city', password: 'c', topics: 'engawa/' }, { name: 'hall', password: 'h', topics: 'engawa/hall/' }] });
});
afterEach(() => broker.close());

it('[E9] a stranger and a wrong password are refused', async () => {
  for (const url of [`mqtt://127.0.0.1:${broker.port}`, `mqtt://hall:wrong@127.0.0.1:${broker.port}`]) {
    await expect(connectAsync(url, { reconnectPeriod: 0 })).rejects.toThrow(/not authorized/i);
  }
});

it('[E9] a building hears its own topics and not those of another', async () => {
  const hall = await connectAsync(broker.url('hall'));
  const city = await connectAsync(broker.url('city'));
  const heard: string[] = [];
  hall.on('message', (topic) => heard.push(topic));
  await hall.subscribeAsync('engawa/hall/unlock', { qos: 1 });
  await expect(hall.subscribeAsync('engawa/gym/unlock', { qos: 1 })).rejects.toThrow();
  const arrived = new Promise((resolve) => hall.once('message', resolve));
  await city.publishAsync('engawa/gym/unlock', 'x', { qos: 1 });
  await city.publishAsync('engawa/hall/unlock', 'x', { qos: 1 });
  await arrived;
  expect(heard).toEqual(['engawa/hall/unlock']);
  await Promise.all([hall.endAsync(), city.endAsync()]);
});
