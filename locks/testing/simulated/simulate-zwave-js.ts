import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { BodyLock, SimulatedLock } from './lock-body.ts';
import { createLockBody } from './lock-body.ts';

interface Ask { messageId: string; command: string; nodeId?: number; schemaVersion?: number; value?: unknown; valueId?: { commandClass: number; property: string } }

/** zwave-js-server with door locks as nodes 5, 6 …; like the real one it tells what it expects ("value updated") before the lock has said it. */
export async function simulateZWaveJs(names: readonly string[]): Promise<SimulatedLock & { send(name: string, event: string, more: object): void; hangUp(): void }> {
  const body = createLockBody(names);
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const nodeOf = (name: string) => names.indexOf(name) + 5;
  const listening = new Set<WebSocket>();

  function event(name: string, what: string, more: object): void {
    if (body.faults.silent) return;
    for (let i = 0; i < (body.faults.repeat ? 2 : 1); i++) for (const socket of listening) socket.send(JSON.stringify({ type: 'event', event: { source: 'node', event: what, nodeId: nodeOf(name), ...more } }));
  }
  const notify = (name: string, type: number, code: number) => event(name, 'notification', { endpointIndex: 0, ccId: 113, args: { type, event: code, label: type === 6 ? 'Access Control' : 'Home Security', eventLabel: 'x' } });
  const updated = (name: string, commandClass: number, property: string, newValue: unknown) => event(name, 'value updated', { args: { commandClass, endpoint: 0, property, newValue } });

  function valueOf(lock: BodyLock, { commandClass, property }: { commandClass: number; property: string }): unknown {
    if (commandClass === 98 && property === 'currentMode') return lock.unlocked ? 0 : 255;
    if (commandClass === 98 && property === 'doorStatus') return lock.doorOpen ? 'open' : 'closed';
    return commandClass === 128 && property === 'level' ? lock.battery : undefined;
  }
  function setMode(lock: BodyLock, answer: (result: unknown) => void): void {
    const outcome = body.command(lock);
    if (outcome === 'dead') return;
    if (!body.faults.loseAnswers) {
      updated(lock.name, 98, 'targetMode', 0);
      updated(lock.name, 98, 'currentMode', 0);
      answer({ result: { status: 255 } });
    }
    if (body.faults.loseAnswers) return;
    if (outcome === 'jammed') notify(lock.name, 6, 11);
    if (outcome === 'moved') notify(lock.name, 6, 4);
  }

  server.on('connection', (socket) => {
    socket.send(JSON.stringify({ type: 'version', driverVersion: '15.0.0', serverVersion: '3.0.0', homeId: 1, minSchemaVersion: 0, maxSchemaVersion: 50 }));
    socket.on('close', () => listening.delete(socket));
    socket.on('message', (data: Buffer) => {
      const ask = JSON.parse(data.toString()) as Ask;
      body.asked++;
      if (body.faults.silent) return;
      const answer = (result: unknown, success = true) => {
        if (body.faults.silent || socket.readyState !== socket.OPEN) return;
        for (let i = 0; i < (body.faults.repeat ? 2 : 1); i++) socket.send(JSON.stringify({ type: 'result', messageId: ask.messageId, success, ...(success ? { result } : { errorCode: 'node_not_found' }) }));
      };
      if (ask.command === 'initialize') return answer({});
      if (ask.command === 'start_listening') { listening.add(socket); return answer({ state: { driver: {}, controller: {}, nodes: [] } }); }
      const lock = body.locks[(ask.nodeId ?? 0) - 5];
      if (!lock || !ask.valueId) return answer(null, false);
      body.soon(() => {
        if (ask.command === 'node.set_value' && ask.valueId!.property === 'targetMode' && ask.value === 0) return setMode(lock, answer);
        if (ask.command === 'node.poll_value' || ask.command === 'node.get_value') return answer({ value: valueOf(lock, ask.valueId!) });
        answer(null, false);
      });
    });
  });

  return {
    body, send: event, hangUp: () => { for (const socket of server.clients) socket.terminate(); },
    door: (name) => ({ driver: 'zwave-js', url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, device: String(nodeOf(name)), releaseSeconds: 5 }), env: {},
    openByHand: (name) => { const lock = body.lock(name); lock.unlocked = true; lock.openings++; notify(name, 6, 2); },
    deny: (name) => notify(name, 6, 19),
    setDoorOpen: (name, open) => { body.lock(name).doorOpen = open; updated(name, 98, 'doorStatus', open ? 'open' : 'closed'); },
    setBattery: (name, pct) => { body.lock(name).battery = pct; updated(name, 128, 'level', pct); },
    setTamper: (name) => notify(name, 7, 3),
    flood: (times) => { for (let i = 0; i < times; i++) { notify(names[0]!, 6, 19); updated(names[0]!, 98, 'boltStatus', 'locked'); } return Promise.resolve(); },
    close: async () => {
      body.close();
      for (const socket of server.clients) socket.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
