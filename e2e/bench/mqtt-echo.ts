/** Says every message of one topic back on another, QoS 1, in a process of its own as a door agent is. Arguments: broker, topic, topic of the echo. */
import type { Socket } from 'node:net';
import { connectAsync } from 'mqtt';

const [url = '', ask = '', echo = ''] = process.argv.slice(2);
const client = await connectAsync(url, { clientId: 'bench-echo' });
(client.stream as Socket).setNoDelay(true);
client.on('message', (_, payload) => { client.publish(echo, payload, { qos: 1 }); });
await client.subscribeAsync(ask, { qos: 1 });
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
