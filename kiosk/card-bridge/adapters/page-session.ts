import type { RawData, WebSocket } from 'ws';
import type { CardTray, TrayState } from '../application/card-tray.ts';
import { BridgeRequest, CARD_PROTOCOL, type BridgeEvent, type BridgeReply } from '../contract/index.ts';

export type Transport = 'pcsc' | 'simulated';

const WITHOUT_DIGITS: ReadonlySet<BridgeRequest['op']> = new Set(['hello', 'status', 'cancel']);

/** Speaks card.v1 with one page until its socket closes; a reading that the page began ends with it. `onWords`: what may hold digits has arrived in this process. */
export function serveSession(socket: WebSocket, tray: CardTray, transport: Transport, onWords: () => void): void {
  let reading = false;
  let told: Partial<TrayState> = {};
  const send = (message: BridgeReply | BridgeEvent) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const tell = ({ reader, card }: TrayState) => {
    if (told.reader !== reader) send({ ev: 'reader', state: reader });
    if (told.card !== card) send({ ev: 'card', card });
    told = { reader, card };
  };

  async function answer(request: BridgeRequest): Promise<BridgeReply> {
    const { id } = request;
    switch (request.op) {
      case 'hello': return { id, re: 'hello', protocol: CARD_PROTOCOL, transport };
      case 'status': return { id, re: 'status', ...tray.state() };
      case 'cancel': return { id, re: 'cancel', cancelled: reading && tray.cancel() };
      case 'read':
      case 'read-b': {
        if (reading) return { id, re: 'refused', code: 'BUSY' };
        reading = true;
        try {
          const outcome = request.op === 'read' ? await tray.read(request) : await tray.readB(request);
          if (outcome.ok) return { id, re: 'read', prefill: outcome.prefill };
          const { ok: _, ...refusal } = outcome;
          return { id, re: 'refused', ...refusal };
        } finally {
          reading = false;
        }
      }
    }
  }

  const stop = tray.watch(tell);
  tell(tray.state());
  socket.on('message', (data, isBinary) => {
    if (isBinary) { onWords(); socket.close(1003); return; }
    const request = parseRequest(data);
    if (!request.success || !WITHOUT_DIGITS.has(request.data.op)) onWords();
    if (!request.success) { send({ id: request.id, re: 'refused', code: 'BAD_OP' }); return; }
    void answer(request.data).then(send);
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    stop();
    if (reading) tray.cancel();
  });
}

/** The frame may hold a PIN: its bytes are zeroed as soon as they are parsed. (The parsed string lives until it is collected.) */
function parseRequest(data: RawData): { success: true; data: BridgeRequest } | { success: false; id: number | null } {
  const bytes = Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
  try {
    const json: unknown = JSON.parse(bytes.toString('utf8'));
    const request = BridgeRequest.safeParse(json);
    if (request.success) return { success: true, data: request.data };
    const id = typeof json === 'object' && json !== null && 'id' in json ? json.id : null;
    return { success: false, id: typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : null };
  } catch {
    return { success: false, id: null };
  } finally {
    bytes.fill(0);
  }
}
