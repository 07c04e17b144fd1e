/** The peer: a plain `ws` server that does nothing but send each message that its parent gives it to every client. Says its port first. */
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('listening', () => { process.send?.((server.address() as AddressInfo).port); });
process.on('message', (message: object) => {
  const frame = JSON.stringify(message);
  for (const client of server.clients) client.send(frame);
});
process.on('disconnect', () => process.exit(0));
