import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { CardTray } from '../application/card-tray.ts';
import { CARD_PROTOCOL, CLOSE_REPLACED, MAX_FRAME_BYTES } from '../contract/index.ts';
import type { Seat } from '../domain/decide-entry.ts';
import { serveSession, type Transport } from './page-session.ts';

/** What the handshake needs of a request; travels to another process. */
export type Handshake = { method: string; headers: IncomingHttpHeaders };
export type Usher = (seat: Seat, handshake: Handshake, socket: Duplex, head: Buffer) => void;
export type PageSeats = { usher: Usher; close(): void };

/** One page a seat: a newer one takes it. `onEmpty` is told when the last page has left, and whether any of them has said what may hold digits. */
export function openPageSeats({ tray, transport, onEmpty = () => {} }: { tray: CardTray; transport: Transport; onEmpty?: (heardWords: boolean) => void }): PageSeats {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false, handleProtocols: () => CARD_PROTOCOL });
  const seats = new Map<Seat, WebSocket>();
  let heardWords = false;
  return {
    usher(seat, handshake, socket, head) {
      sockets.handleUpgrade(handshake as IncomingMessage, socket, head, (page) => {
        seats.get(seat)?.close(CLOSE_REPLACED);
        seats.set(seat, page);
        serveSession(page, tray, transport, () => { heardWords = true; });
        page.once('close', () => {
          if (seats.get(seat) === page) seats.delete(seat);
          if (seats.size === 0) onEmpty(heardWords);
        });
      });
    },
    close() {
      for (const page of sockets.clients) page.terminate();
      sockets.close();
    },
  };
}
