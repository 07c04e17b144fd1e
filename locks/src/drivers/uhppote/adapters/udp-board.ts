import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { OP, parseFrame } from '../domain/frame.ts';

/** The wire to one board: asks one question at a time, and hears what the board says by itself. */
export interface UdpBoard {
  /** where the board must send its events */ listener: { address: string; port: number };
  /** null = no answer in time. Sent once: the caller knows what may be said twice. */
  ask(frame: Uint8Array, deadlineMs: number): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

export interface UdpBoardAddress { address: string; port: number; serial: number; /** own address and port for events, as the board sees it; port 0 = any */ listenAddress: string; listenPort: number }

/** @param onPush something that looks like an event of the board arrived; the frame is not handed on, because nothing proves who sent it */
export async function openUdpBoard(to: UdpBoardAddress, onPush: () => void): Promise<UdpBoard> {
  const asking = createSocket('udp4');
  const listening = createSocket('udp4');
  await bind(asking, to.listenAddress, 0);
  await bind(listening, to.listenAddress, to.listenPort);
  let pending: { op: number; answer: (bytes: Uint8Array | null) => void } | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;

  asking.on('message', (bytes, from) => {
    const frame = parseFrame(bytes);
    // an answer is one by the right board to the open question; late ones fall on the floor
    if (from.address === to.address && from.port === to.port && frame?.serial === to.serial && pending?.op === frame.op) pending.answer(frame.bytes);
  });
  // ECONNREFUSED and the like: the deadline tells the same
  asking.on('error', () => {});
  listening.on('error', () => {});
  listening.on('message', (bytes, from) => {
    const frame = parseFrame(bytes);
    if (from.address === to.address && frame?.serial === to.serial && frame.op === OP.status) onPush();
  });

  function askNow(frame: Uint8Array, deadlineMs: number): Promise<Uint8Array | null> {
    if (closed) return Promise.resolve(null);
    return new Promise((resolve) => {
      const timer = setTimeout(() => answer(null), deadlineMs);
      const answer = (bytes: Uint8Array | null) => {
        clearTimeout(timer);
        pending = null;
        resolve(bytes);
      };
      pending = { op: frame[1] ?? 0, answer };
      asking.send(frame, to.port, to.address, (error) => { if (error) answer(null); });
    });
  }

  return {
    listener: { address: to.listenAddress, port: listening.address().port },
    ask: (frame, deadlineMs) => {
      const answer = turn.then(() => askNow(frame, deadlineMs));
      turn = answer;
      return answer;
    },
    close: async () => {
      closed = true;
      pending?.answer(null);
      await Promise.all([shut(asking), shut(listening)]);
    },
  };
}

async function bind(socket: Socket, address: string, port: number): Promise<void> {
  socket.bind(port, address);
  await once(socket, 'listening');
}

function shut(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.close(() => resolve()));
}
