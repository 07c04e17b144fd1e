import { WebSocket } from 'ws';
import type { DoorName } from '../../../../contract/index.ts';
import type { ConnectLink, LinkListener } from '../../application/ports.ts';
import { NOTHING_REPORTED } from '../../domain/report.ts';
import type { ServerMessage, Told } from '../domain/messages.ts';
import { SCHEMA_VERSION, askMode, askRemembered, askUnlock, readBattery, readDoor, readMessage, readMode, readNodeEvent, readSetAnswer } from '../domain/messages.ts';

export interface ZWaveJsSetup { url: string; /** node ids */ devices: ReadonlyMap<DoorName, string>; askMs: number }

type Result = Extract<ServerMessage, { type: 'result' }>;
const RECONNECT_MS = 1_000;
/** start_listening answers with the state of all nodes, hundreds of kilobytes in a big house. */
const MOST_BYTES = 32_000_000;

/** Client of zwave-js-server, which Z-Wave JS UI contains. The line is built anew whenever it breaks; a command is never repeated on the new one. */
export function connectZWaveJs(setup: ZWaveJsSetup): ConnectLink {
  return async (listener) => {
    const doorOf = new Map([...setup.devices].map(([door, node]) => [Number(node), door]));
    /** told by a notification only, and nothing tells the end of it: until the agent starts again */
    const tampered = new Set<DoorName>();
    const nodeOf = (door: DoorName) => Number(setup.devices.get(door));
    const line = openLine(setup.url, setup.askMs, (message) => {
      const door = message.event.source === 'node' && message.event.nodeId !== undefined ? doorOf.get(message.event.nodeId) : undefined;
      if (door === undefined) return;
      const told = readNodeEvent(door, message.event);
      if (told?.is === 'report' && told.part.tamper === true) tampered.add(door);
      hand(listener, door, told);
    });
    await line.ready;
    const value = async (question: object) => { const answer = await line.ask(question); return answer?.success ? answer.result : null; };
    return {
      read: async (door) => {
        const node = nodeOf(door);
        const lock = readMode(await value(askMode(node)));
        if (lock === null) return null;
        const [battery, position] = await Promise.all([value(askRemembered(node, 'battery')), value(askRemembered(node, 'door'))]);
        return { ...NOTHING_REPORTED, lock, battery: readBattery(battery), tamper: tampered.has(door) ? true : null, position: readDoor(position) };
      },
      unlock: async (door) => line.open() ? readSetAnswer(await line.ask(askUnlock(nodeOf(door)))) : 'offline',
      close: () => line.close(),
    };
  };
}

function hand(listener: LinkListener, door: DoorName, told: Told): void {
  switch (told?.is) {
    case undefined: return;
    case 'report': return listener.reported(door, told.part);
    case 'event': return listener.happened(told.event);
    case 'hint': return listener.hint(door);
    default: return told satisfies never;
  }
}

/** One WebSocket at a time:  closed -> connecting -> greeted (version, initialize, start_listening) -> open -> closed … */
function openLine(url: string, askMs: number, onEvent: (message: Extract<ServerMessage, { type: 'event' }>) => void) {
  const waiting = new Map<string, (result: Result | null) => void>();
  let socket: WebSocket | null = null;
  let greeted = false;
  let closed = false;
  let last = 0;
  let again: NodeJS.Timeout | null = null;
  let first = () => {};
  const ready = new Promise<void>((resolve) => { first = resolve; });

  function ask(question: object): Promise<Result | null> {
    const now = socket;
    if (now?.readyState !== WebSocket.OPEN) return Promise.resolve(null);
    const messageId = String(++last);
    return new Promise((resolve) => {
      const end = (result: Result | null) => { clearTimeout(timer); waiting.delete(messageId); resolve(result); };
      const timer = setTimeout(() => end(null), askMs);
      waiting.set(messageId, end);
      now.send(JSON.stringify({ messageId, ...question }));
    });
  }
  async function greet(max: number): Promise<void> {
    const initialized = await ask({ command: 'initialize', schemaVersion: Math.min(SCHEMA_VERSION, max) });
    const listening = initialized?.success ? await ask({ command: 'start_listening' }) : null;
    greeted = listening?.success === true;
    if (!greeted) socket?.terminate();
    first();
  }
  function dial(): void {
    const mine = new WebSocket(url, { maxPayload: MOST_BYTES, handshakeTimeout: askMs });
    socket = mine;
    mine.on('error', () => {});
    mine.on('message', (data: Buffer) => {
      const message = readMessage(data.toString());
      switch (message?.type) {
        case 'version': void greet(message.maxSchemaVersion); break;
        case 'result': waiting.get(message.messageId)?.(message); break;
        case 'event': onEvent(message); break;
        case undefined: break;
        default: message satisfies never;
      }
    });
    mine.on('close', () => {
      greeted = false;
      [...waiting.values()].forEach((end) => end(null));
      first();
      if (!closed) again = setTimeout(dial, RECONNECT_MS);
    });
  }
  dial();
  return {
    ready, ask, open: () => greeted,
    close: () => {
      closed = true;
      if (again) clearTimeout(again);
      socket?.terminate();
      return Promise.resolve();
    },
  };
}
