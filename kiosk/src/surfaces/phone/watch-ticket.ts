import type { Pulse, StreamWire } from '../../sync/streams/application/ports.ts';
import { watchStream } from '../../sync/streams/application/watch-stream.ts';
import type { TicketNews } from './world.tsx';

/** A ticket that the hall does not know yet may still lie in a kiosk that is cut off: ask again. */
const ASK_AGAIN_MS = 5_000;

export function watchTicket(deps: { wire: StreamWire & { close(): void }; pulse: Pulse }, secret: string, listener: (news: TicketNews) => void): () => void {
  let stop = (): void => undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  const begin = (): void => {
    stop = watchStream(deps, `ticket:${secret}`, (view) => {
      switch (view.status) {
        case 'waiting': return;
        case 'live': return listener({ view: view.body, frozenSince: null, unknown: false });
        case 'frozen': return listener({ view: view.body ?? null, frozenSince: view.sinceMs, unknown: false });
        case 'refused':
          listener({ view: null, frozenSince: null, unknown: true });
          clearTimeout(again);
          again = setTimeout(() => { stop(); begin(); }, ASK_AGAIN_MS);
          return;
        default: return view satisfies never;
      }
    });
  };
  begin();
  return () => { clearTimeout(again); stop(); deps.wire.close(); };
}
