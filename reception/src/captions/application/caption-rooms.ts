import type { CaptionEvent, CaptionView, CounterId, OpenCaptions } from '../../../contract/index.ts';
import type { Outcome } from '../../idempotency/domain/outcome.ts';
import { closedCaptions, foldCaption, openCaptions, type Derivation } from '../domain/fold-caption.ts';

/** A conversation that nobody continues is wiped after this long. */
export const IDLE_WIPE_MS = 10 * 60_000;

/** The conversations of all counters, in this process's memory and nowhere else: a restart wipes them too. */
export interface CaptionRooms {
  view(counter: CounterId): CaptionView;
  open(counter: CounterId, how: OpenCaptions): CaptionView;
  hear(counter: CounterId, event: CaptionEvent): Outcome<CaptionView>;
  close(counter: CounterId): void;
  /** wipes conversations idle for IDLE_WIPE_MS */
  sweep(): void;
}

export function captionRooms(deps: { clock: () => number; derivation: Derivation; changed: (view: CaptionView) => void }): CaptionRooms {
  const rooms = new Map<CounterId, { view: CaptionView; touchedMs: number }>();
  const view = (counter: CounterId): CaptionView => rooms.get(counter)?.view ?? closedCaptions(counter);
  const keep = (next: CaptionView): CaptionView => {
    const before = view(next.counter);
    rooms.set(next.counter, { view: next, touchedMs: deps.clock() });
    if (next !== before) deps.changed(next);
    return next;
  };
  const close = (counter: CounterId): void => {
    if (rooms.delete(counter)) deps.changed(closedCaptions(counter));
  };
  return {
    view, close,
    open: (counter, how) => keep(openCaptions(view(counter), how)),
    hear(counter, event) {
      const folded = foldCaption(view(counter), event, deps.derivation);
      if (folded.ok) keep(folded.value);
      return folded;
    },
    sweep() {
      for (const [counter, room] of [...rooms]) if (deps.clock() - room.touchedMs >= IDLE_WIPE_MS) close(counter);
    },
  };
}
