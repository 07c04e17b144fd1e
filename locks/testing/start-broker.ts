import { Aedes } from 'aedes';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A real MQTT broker that forgets everything when it stops. For this workspace's tests. */
export async function startBroker(port = 0): Promise<{ port: number; url: string; /** lines stay up, and nothing is read or answered any more */ freeze(): void; stop(): Promise<void> }> {
  const broker = await Aedes.createBroker();
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    broker.handle(socket);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const at = (server.address() as AddressInfo).port;
  return {
    port: at, url: `mqtt://127.0.0.1:${at}`,
    freeze: () => { sockets.forEach((socket) => { socket.pause(); }); },
    stop: async () => {
      sockets.forEach((socket) => socket.destroy());
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => broker.close(() => resolve()));
    },
  };
}
