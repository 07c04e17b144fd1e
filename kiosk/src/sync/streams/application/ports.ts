import type { Reply, Watch } from '@engawa/reception/contract';

/** What comes up the line, unparsed: the watcher parses at this edge. */
export interface StreamEar { connected: () => void; state: (message: unknown) => void; beat: (beat: unknown) => void }

/** One line to reception that mends itself. */
export interface StreamWire {
  listen(ear: StreamEar): () => void;
  watch(watch: Watch): Promise<Reply>;
  unwatch(stream: string): void;
  /** a board has shown and sounded this call */
  shown(callId: string): void;
  /** the line says it is up, but nothing comes: begin anew */
  restart(): void;
}

/** Time, handed in: tests drive it by hand. */
export interface Pulse { now(): number; every(ms: number, act: () => void): () => void }
