import { useEffect, useState } from 'react';
import type { Pulse, StreamWire } from '../application/ports.ts';
import { type BodyOf, type LinkView, type PublicStream, watchStream } from '../application/watch-stream.ts';

/** A stream as React state. `deps` must stay the same object for the life of the surface. */
export const useStream = <Stream extends PublicStream>(deps: { wire: StreamWire; pulse: Pulse }, stream: Stream, name?: string): LinkView<BodyOf<Stream>> => {
  const [view, setView] = useState<LinkView<BodyOf<Stream>>>({ status: 'waiting' });
  useEffect(() => watchStream(deps, stream, setView, name), [deps, stream, name]);
  return view;
};
