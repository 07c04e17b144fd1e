import { connect, type Socket } from 'node:net';

/** The port on which the virtual reader of Debian's pcscd (vpcd, first slot) waits for a card. A daemon of a test's own has another, which this variable names. */
export const VPCD_PORT = 35963;
export const VPCD_PORT_VARIABLE = 'ENGAWA_VPCD_PORT';
export const vpcdPort = (): number => Number(process.env[VPCD_PORT_VARIABLE] || VPCD_PORT);

/** A card that may take its time: while it does, the daemon and all who ask it wait. */
export type SlowCard = { atr: Uint8Array; exec(apdu: Uint8Array): Uint8Array | Promise<Uint8Array>; reset(): void };
export type CardInVirtualReader = { remove(): Promise<void> };

/**
 * Lays a card on pcscd's virtual reader. Framing both ways: u16 big-endian length, then the bytes; a single byte is control
 * (00 off, 01 on, 02 reset, 04 asks for the ATR). Closing the socket takes the card away.
 * `pullBefore`: takes the card away instead of answering this command (1 is the first).
 */
export async function insertIntoVirtualReader(card: SlowCard, options: { port?: number; apduMs?: number; pullBefore?: number } = {}): Promise<CardInVirtualReader> {
  const { port = vpcdPort(), apduMs = 0, pullBefore = Infinity } = options;
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  await new Promise<void>((resolve, reject) => { socket.once('connect', resolve); socket.once('error', reject); });
  socket.on('error', () => {});
  let buffered: Buffer = Buffer.alloc(0);
  let commands = 0;
  socket.on('data', (chunk) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (let frame = takeFrame(); frame; frame = takeFrame()) handle(frame);
  });

  function takeFrame(): Buffer | null {
    if (buffered.length < 2 || buffered.length < 2 + buffered.readUInt16BE(0)) return null;
    const end = 2 + buffered.readUInt16BE(0);
    const frame = buffered.subarray(2, end);
    buffered = buffered.subarray(end);
    return frame;
  }

  function handle(frame: Buffer): void {
    if (frame.length === 1) {
      if (frame[0] === 0x04) send(socket, card.atr);
      else card.reset();
      return;
    }
    commands++;
    if (commands >= pullBefore) { socket.destroy(); return; }
    const answer = card.exec(new Uint8Array(frame));
    if (answer instanceof Promise) void answer.then((late) => send(socket, late));
    else if (apduMs > 0) setTimeout(() => send(socket, answer), apduMs);
    else send(socket, answer);
  }

  return {
    remove: () => new Promise((resolve) => {
      if (socket.destroyed) { resolve(); return; }
      socket.once('close', () => resolve());
      socket.destroy();
    }),
  };
}

function send(socket: Socket, bytes: Uint8Array): void {
  if (socket.destroyed) return;
  const frame = Buffer.alloc(2 + bytes.length);
  frame.writeUInt16BE(bytes.length);
  frame.set(bytes, 2);
  socket.write(frame);
}
