/** The MQTT broker of the demo city: a sign-in per building, and a building hears and says only its own. */
import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { Aedes } from 'aedes';

/** `topics`: prefix below which this account may publish and subscribe, `engawa/niwaishi/`. */
export type BrokerAccount = { readonly name: string; readonly password: string; readonly topics: string };
export type Broker = { readonly port: number; url(account: string, port?: number): string; close(): Promise<void> };
const NOT_AUTHORIZED = 5;

export async function startBroker({ port, accounts, host = '127.0.0.1' }: { port: number; accounts: readonly BrokerAccount[]; host?: string }): Promise<Broker> {
  const accountOf = new Map(accounts.map((account) => [account.name, account]));
  const topicsOf = new WeakMap<object, string>();
  const broker = await Aedes.createBroker({
    authenticate: (client, name, password, done) => {
      const account = accountOf.get(name ?? '');
      if (!account || !password || !isSame(Buffer.from(account.password), Buffer.from(password))) {
        return done(Object.assign(new Error('Unknown name or password'), { returnCode: NOT_AUTHORIZED }), null);
      }
      topicsOf.set(client, account.topics);
      done(null, true);
    },
    authorizePublish: (client, { topic }, done) => done(client && !mayUse(client, topic) ? new Error('Not your building') : null),
    authorizeSubscribe: (client, subscription, done) => done(null, mayUse(client, subscription.topic) ? subscription : null),
  });
  const mayUse = (client: object, topic: string): boolean => topic.startsWith(topicsOf.get(client) ?? '\0');

  const sockets = new Set<Socket>();
  // With Nagle's algorithm a QoS 1 message takes 44 ms instead of a quarter of one.
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    broker.handle(socket);
  });
  server.listen(port, host);
  await once(server, 'listening');
  const listening = (server.address() as AddressInfo).port;
  return {
    port: listening,
    url: (name, through = listening) => `mqtt://${name}:${accountOf.get(name)?.password ?? ''}@127.0.0.1:${through}`,
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
      await new Promise<void>((resolve) => { broker.close(() => resolve()); });
    },
  };
}

const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
