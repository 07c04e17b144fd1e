import { BoardState, ConsoleState, TicketView, type StreamMessage } from '@engawa/reception/contract';
import { io } from 'socket.io-client';

/** What two servers must agree about; their clocks and ranges may be a moment apart. */
export function shortly(stream: string, body: unknown): string {
  if (stream === 'board') {
    const { calls, missed, waits } = BoardState.parse(body);
    return JSON.stringify([calls.map(({ callId, counter }) => [callId, counter]), missed.map(({ label }) => label), waits.map(({ zone, waiting }) => [zone, waiting])]);
  }
  if (stream === 'console') return JSON.stringify(ConsoleState.parse(body).queue.filter(({ status }) => status !== 'done').map(({ ticketId, status, counter }) => [ticketId, status, counter]));
  const { label, status, counter } = TicketView.parse(body);
  return JSON.stringify([label, status, counter]);
}

/** What a server tells somebody who comes now. */
export async function fresh(url: string, stream: string, cookie: string): Promise<string> {
  const line = io(url, { path: '/socket.io', transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie } });
  try {
    return await new Promise<string>((resolve, reject) => {
      line.once('connect_error', reject).once('state', ({ body }: StreamMessage) => resolve(shortly(stream, body))).once('connect', () => line.emit('watch', { stream }));
    });
  } finally { line.close(); }
}
