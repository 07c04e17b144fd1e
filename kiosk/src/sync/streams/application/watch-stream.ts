import { type BoardState, type CaptionView, FROZEN_MS, Instant, STREAM_BODIES, StreamMessage, type TicketView } from '@engawa/reception/contract';
import { foldLink, type Link, type LinkEvent, type LinkView, newLink, viewLink } from '../domain/link.ts';
import type { Pulse, StreamWire } from './ports.ts';

export type { LinkView } from '../domain/link.ts';

/** Streams that need no sign-in. */
export type PublicStream = 'board' | `caption:${string}` | `ticket:${string}`;
export type BodyOf<Stream extends PublicStream> = Stream extends 'board' ? BoardState : Stream extends `caption:${string}` ? CaptionView : TicketView;

/** A line that claims to be up and is silent this long is begun anew. */
const DEAF_MS = 4 * FROZEN_MS;

const schemaOf = (stream: PublicStream) => STREAM_BODIES[stream.split(':', 1)[0] as 'board' | 'caption' | 'ticket'];

/** Watches one stream for ever; `onView` is called when what can be shown changes. Returns the end of watching. */
export const watchStream = <Stream extends PublicStream>(deps: { wire: StreamWire; pulse: Pulse }, stream: Stream, onView: (view: LinkView<BodyOf<Stream>>) => void, name?: string): (() => void) => {
  const { wire, pulse } = deps;
  let link: Link<BodyOf<Stream>> = newLink(pulse.now());
  let shownAs = '';
  let heardMs = pulse.now();
  let over = false;
  const show = (): void => {
    const view = viewLink(link, pulse.now());
    /* beats alone change nothing on the screen */
    const as = `${view.status} ${link.message?.epoch} ${link.message?.rev} ${link.offsetMs}`;
    if (as === shownAs || over) return;
    shownAs = as;
    onView(view);
  };
  const take = (event: LinkEvent<BodyOf<Stream>>): void => { link = foldLink(link, event, pulse.now()); show(); };
  const ask = async (): Promise<void> => {
    const reply = await wire.watch(name === undefined ? { stream } : { stream, name });
    if (!reply.ok && !over) take({ t: 'refused', problem: reply.problem });
  };
  const deafen = wire.listen({
    connected: () => { take({ t: 'connected' }); void ask(); },
    state: (raw) => {
      const message = StreamMessage.safeParse(raw);
      if (!message.success || message.data.stream !== stream) return;
      heardMs = pulse.now();
      const body = schemaOf(stream).safeParse(message.data.body);
      /* a newer server's words that this page cannot read: rather frozen than wrong */
      if (body.success) take({ t: 'message', message: message.data, body: body.data as BodyOf<Stream> });
    },
    beat: (raw) => {
      heardMs = pulse.now();
      const at = Instant.safeParse((raw as { at?: unknown } | null)?.at);
      if (at.success) take({ t: 'beat', at: at.data });
    },
  });
  const stopTicking = pulse.every(500, () => {
    show();
    if (pulse.now() - heardMs <= DEAF_MS) return;
    heardMs = pulse.now();
    wire.restart();
  });
  return () => { over = true; deafen(); stopTicking(); wire.unwatch(stream); };
};
