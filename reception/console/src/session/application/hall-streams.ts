import { CaptionView, ConsoleState, foldStream, type StreamMessage } from '@engawa/reception/contract';
import { hearHall, linkConnecting, watchLink, type LinkHealth } from '../domain/link-health.ts';
import type { Clock, LinkEvent, StreamLink } from './ports.ts';
import { createStore, type Store } from './store.ts';

/** What the console knows of the hall at this moment, and how sure it is. */
export interface HallPicture {
  readonly health: LinkHealth;
  readonly console: ConsoleState | null;
  readonly captions: CaptionView | null;
  /** the hall no longer knows us: the cookie ran out or somebody else took the counter */
  readonly signedOut: boolean;
}

export const emptyPicture: HallPicture = { health: linkConnecting, console: null, captions: null, signedOut: false };

export interface HallStreams { readonly picture: Store<HallPicture>; /** null: no counter, and no conversation */ open(counter: string | null): void; tick(): void; close(): void }

/**
 * Keeps the newest state of the streams `console` and `caption:<counter>`; older revisions are thrown away.
 * A state that does not parse is thrown away too: a wrong screen is worse than a frozen one, and the watchdog says so.
 */
export function createHallStreams(deps: { link: StreamLink; clock: Clock }): HallStreams {
  const picture = createStore<HallPicture>(emptyPicture);
  let newest = new Map<string, StreamMessage>();

  const takeState = (message: StreamMessage): Partial<HallPicture> => {
    const kept = foldStream(newest.get(message.stream), message);
    if (kept === undefined) return {};
    if (kept.stream === 'console') {
      const body = ConsoleState.safeParse(kept.body);
      if (!body.success) return {};
      newest.set(kept.stream, kept);
      return { console: body.data };
    }
    const body = CaptionView.safeParse(kept.body);
    if (!body.success) return {};
    newest.set(kept.stream, kept);
    return { captions: body.data };
  };

  const hear = (event: LinkEvent): void => {
    const now = picture.get();
    if (event.t === 'message') {
      picture.set({ ...now, ...takeState(event.message), health: hearHall(Date.parse(event.message.at), deps.clock()) });
    } else if (event.t === 'beat') {
      picture.set({ ...now, health: hearHall(Date.parse(event.at), deps.clock()) });
    } else if (event.t === 'refused' && event.problem.code === 'not-signed-in') {
      picture.set({ ...now, signedOut: true });
    }
  };

  return {
    picture,
    open: (counter) => {
      newest = new Map();
      picture.set(emptyPicture);
      deps.link.open(hear);
      deps.link.watch('console');
      if (counter !== null) deps.link.watch(`caption:${counter}`);
    },
    tick: () => {
      const now = picture.get();
      const health = watchLink(now.health, deps.clock());
      if (health !== now.health) picture.set({ ...now, health });
    },
    close: () => {
      deps.link.close();
      newest = new Map();
      picture.set(emptyPicture);
    },
  };
}
