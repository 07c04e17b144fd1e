/** A card bridge that says what a journey tells it to, in the bridge's own language: for ends that no card on a simulated reader comes to. */
import { BridgeEvent, BridgeReply, BridgeRequest } from '@engawa/kiosk/contract';
import type { CardCode, CardState, Prefill } from '@engawa/kiosk/contract';
import type { Page, WebSocketRoute } from 'playwright-core';

export type ScriptedBridge = {
  /** What lies on the tray now. */
  lay(card: CardState): void;
  reader(state: 'none' | 'ready' | 'error'): void;
  /** The answer to every reading from now on; null: none comes. */
  answer(reply: { code: CardCode; triesLeft?: number } | { prefill: Prefill } | null): void;
  /** Every digit that the page sent, in order: PINs and 照合番号B. */
  readonly secrets: readonly string[];
  hangUp(): Promise<void>;
};

/** Stands in the page's way to its bridge; install it before the page is opened. */
export async function scriptBridge(page: Page): Promise<ScriptedBridge> {
  let line: WebSocketRoute | null = null;
  let reply: Parameters<ScriptedBridge['answer']>[0] = null;
  let refusing = false;
  let lying: CardState = { state: 'absent' };
  const secrets: string[] = [];
  const tell = (event: BridgeEvent): void => line?.send(JSON.stringify(BridgeEvent.parse(event)));
  await page.routeWebSocket(/:\d+\/v1$/, (route) => {
    if (refusing) { void route.close(); return; }
    line = route;
    route.onMessage((message) => {
      const request = BridgeRequest.parse(JSON.parse(String(message)));
      if (request.op !== 'read' && request.op !== 'read-b') return;
      secrets.push(request.op === 'read' ? request.pin : request.number);
      if (reply === null) return;
      const { id } = request;
      route.send(JSON.stringify(BridgeReply.parse('prefill' in reply ? { id, re: 'read', prefill: reply.prefill } : { id, re: 'refused', ...reply })));
    });
    tell({ ev: 'reader', state: 'ready' });
    tell({ ev: 'card', card: lying });
  });
  return {
    lay: (card) => { lying = card; tell({ ev: 'card', card }); },
    reader: (state) => tell({ ev: 'reader', state }),
    answer: (next) => { reply = next; },
    secrets,
    hangUp: async () => { refusing = true; await line?.close(); line = null; },
  };
}
