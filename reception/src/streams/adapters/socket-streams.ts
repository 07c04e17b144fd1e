import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { BEAT_MS, CaptionEvent, CounterId, Watch, type ClientToServer, type ConsoleState, type CounterId as Counter, type Reply, type ServerToClient, type StreamMessage } from '../../../contract/index.ts';
import { refuse, type Outcome, type Refused } from '../../idempotency/domain/outcome.ts';
import { problemOf } from '../../web/problem.ts';
import { isOwnOrigin } from '../../web/request.ts';
import type { Boards } from '../application/hall-watch.ts';

interface Kept { session?: { sessionId: string; counter: Counter | null }; board?: string }
type Line = Socket<ClientToServer, ServerToClient, Record<string, never>, Kept>;

/** What the sockets need of the house. */
export interface SocketHost {
  readonly publicOrigin: string;
  /** another surface's origin that may watch tickets and boards, or null */ readonly facilityOrigin: string | null;
  readonly clock: () => number;
  session(cookie: string | undefined): Promise<{ sessionId: string; counter: Counter | null } | null>;
  counterExists(counter: Counter): boolean;
  /** newest message of a stream; null when there is no such stream */
  newest(stream: string): Promise<StreamMessage | null>;
  hearCaption(counter: Counter, event: CaptionEvent): Outcome<unknown>;
  /** boards came, went or answered */ boardsChanged(): void;
}

const Shown = z.strictObject({ stream: z.literal('board'), callId: z.string().max(80) });
const CaptionMessage = z.strictObject({ counter: CounterId, event: CaptionEvent });
const no = (refused: Refused): Reply => ({ ok: false, problem: problemOf(refused) });
const MAX_STREAMS = 12;
/** Anybody in the hall may name a board; the staff's list takes this many, and connected ones are never pushed out. */
const MAX_BOARDS = 20;
/** Callers may leave out the callback; a missing one must not throw. */
const replier = (reply: unknown): ((answer: Reply) => void) => (typeof reply === 'function' ? (reply as (answer: Reply) => void) : () => {});

export interface SocketStreams {
  send(message: StreamMessage): void;
  readonly boards: Boards;
  watchedStreams(prefix: string): string[];
  sessionsPresent(): string[];
  /** a session ended: its lines lose what only staff may see */ forgetSession(sessionId: string): void;
  close(): Promise<void>;
}

type AdapterMaker = new (...args: unknown[]) => { _encode(packet: unknown, options: { wsPreEncodedFrame?: Buffer[] }): unknown };
/** The adapter encodes a WebSocket frame once for a whole room, as a head and a body; as one piece each of 500 watchers costs one write instead of two. */
const oneWrite = (Base: AdapterMaker): AdapterMaker => class extends Base {
  override _encode(packet: unknown, options: { wsPreEncodedFrame?: Buffer[] }): unknown {
    const encoded = super._encode(packet, options);
    if (options.wsPreEncodedFrame !== undefined) options.wsPreEncodedFrame = [Buffer.concat(options.wsPreEncodedFrame)];
    return encoded;
  }
};

/** socket.io on `/socket.io`. A room per stream: the adapter encodes a frame once for all of its watchers. */
export function openSocketStreams(server: HttpServer, host: SocketHost): SocketStreams {
  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, Kept>(server, {
    path: '/socket.io', serveClient: false, perMessageDeflate: false, httpCompression: false, maxHttpBufferSize: 32_000,
    pingInterval: 10_000, pingTimeout: 8_000,
    cors: host.facilityOrigin === null ? undefined : { origin: host.facilityOrigin },
    allowRequest: (req, allow) => {
      const { origin } = req.headers;
      allow(null, origin === undefined || origin === host.facilityOrigin || isOwnOrigin(origin, req.headers.host, host.publicOrigin));
    },
  });
  io.adapter(oneWrite(io.adapter() as unknown as AdapterMaker) as unknown as Parameters<typeof io.adapter>[0]);
  // Boards by the name they gave; the last acknowledgement in ms after the call went out.
  let newestCall: string | undefined;
  const boards = new Map<string, { lines: number; lastAckMs: number | null }>();
  const calledAt = new Map<string, number>();

  /** Ports are one site to a browser: it sends our cookie along from the residents' server too, whose pages are not ours. */
  const sessionOf = async (line: Line): ReturnType<SocketHost['session']> => {
    const { origin, host: address } = line.request.headers;
    return origin === undefined || isOwnOrigin(origin, address, host.publicOrigin) ? host.session(line.request.headers.cookie) : null;
  };
  /** Makes room by forgetting the board that has been away longest. */
  const roomFor = (name: string): boolean => {
    if (boards.has(name) || boards.size < MAX_BOARDS) return true;
    const away = [...boards].find(([, board]) => board.lines === 0);
    return away !== undefined && boards.delete(away[0]);
  };

  const watch = async (line: Line, input: unknown): Promise<Reply> => {
    const parsed = Watch.safeParse(input);
    if (!parsed.success) return no(refuse('bad-request'));
    const { stream, name } = parsed.data;
    if (line.rooms.size > MAX_STREAMS) return no(refuse('too-many-requests'));
    if (stream === 'console') {
      const session = await sessionOf(line);
      if (session === null) return no(refuse('not-signed-in'));
      line.data.session = session;
    }
    const newest = await host.newest(stream);
    if (newest === null) return no(refuse('not-found'));
    // While that was read the clerk may have signed out, or the page have gone: a room joined now would never be left.
    if (stream === 'console' && line.data.session === undefined) return no(refuse('not-signed-in'));
    if (!line.connected) return no(refuse('not-found'));
    await line.join(stream);
    line.emit('state', newest);
    // Between reading and joining a newer state may have gone out; the watcher keeps the higher revision.
    const now = await host.newest(stream);
    if (now !== null && now.rev > newest.rev) line.emit('state', now);
    if (stream === 'board' && name !== undefined && line.data.board === undefined && line.connected && roomFor(name)) {
      line.data.board = name;
      const board = boards.get(name);
      boards.set(name, { lines: (board?.lines ?? 0) + 1, lastAckMs: board?.lastAckMs ?? null });
      host.boardsChanged();
    }
    return { ok: true };
  };

  const caption = async (line: Line, input: unknown): Promise<Reply> => {
    const parsed = CaptionMessage.safeParse(input);
    if (!parsed.success) return no(refuse('bad-request'));
    const session = await sessionOf(line);
    if (session === null) return no(refuse('not-signed-in'));
    if (session.counter === null) return no(refuse('no-counter'));
    if (session.counter !== parsed.data.counter) return no(refuse('ticket-elsewhere', { counter: session.counter }));
    const heard = host.hearCaption(parsed.data.counter, parsed.data.event);
    return heard.ok ? { ok: true } : no(heard);
  };

  const shown = (line: Line, input: unknown): void => {
    const parsed = Shown.safeParse(input);
    const board = line.data.board === undefined ? undefined : boards.get(line.data.board);
    const since = parsed.success ? calledAt.get(parsed.data.callId) : undefined;
    // A late answer to an earlier call says nothing about the newest one.
    if (board === undefined || since === undefined || parsed.data?.callId !== newestCall) return;
    board.lastAckMs = Math.max(0, host.clock() - since);
    host.boardsChanged();
  };

  io.on('connection', (line: Line) => {
    const broken = (): Reply => no(refuse('internal'));
    line.on('watch', (input, reply) => { watch(line, input).catch(broken).then(replier(reply)); });
    line.on('unwatch', (stream) => { if (typeof stream === 'string' && stream !== line.id) void line.leave(stream); });
    line.on('shown', (input) => shown(line, input));
    // Order matters among captions of one line: each waits for the one before.
    let before: Promise<unknown> = Promise.resolve();
    line.on('caption', (input, reply) => { before = before.then(() => caption(line, input)).catch(broken).then((answer) => replier(reply)(answer as Reply)); });
    line.on('disconnect', () => {
      const board = line.data.board === undefined ? undefined : boards.get(line.data.board);
      if (board === undefined) return;
      board.lines -= 1;
      // Moved to the end: the first of those away is the one away longest.
      if (board.lines === 0 && line.data.board !== undefined) { boards.delete(line.data.board); boards.set(line.data.board, board); }
      host.boardsChanged();
    });
  });
  const beating = setInterval(() => io.emit('beat', { at: new Date(host.clock()).toISOString() }), BEAT_MS / 2);

  return {
    send: (message) => { io.to(message.stream).emit('state', message); },
    boards: {
      list: (): ConsoleState['boards'] => [...boards].map(([name, b]) => ({ name, connected: b.lines > 0, lastAckMs: b.lastAckMs })).sort((a, b) => (a.name < b.name ? -1 : 1)),
      announced(callIds) {
        for (const id of [...callIds].reverse()) {
          if (calledAt.has(id)) continue;
          calledAt.set(id, host.clock());
          newestCall = id;
          for (const board of boards.values()) board.lastAckMs = null;
        }
        for (const id of calledAt.keys()) if (calledAt.size > 200) calledAt.delete(id);
      },
    },
    watchedStreams: (prefix) => [...io.sockets.adapter.rooms.keys()].filter((room) => room.startsWith(prefix)),
    sessionsPresent: () => [...io.sockets.sockets.values()].flatMap((line) => (line.rooms.has('console') && line.data.session !== undefined ? [line.data.session.sessionId] : [])),
    forgetSession(sessionId) {
      for (const line of io.sockets.sockets.values()) {
        if (line.data.session?.sessionId !== sessionId) continue;
        delete line.data.session;
        void line.leave('console');
        // A page that only heard no news would look alive: it comes back, is refused, and says so.
        line.disconnect(true);
      }
    },
    close: async () => { clearInterval(beating); await io.close(); },
  };
}
