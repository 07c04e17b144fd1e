import { runBoard, sessionCallMemory, watchStream, type LinkView, type StreamEar, type StreamWire } from '@engawa/kiosk/testing';
import type { BoardState, Reply } from '@engawa/reception/contract';
import type { Hall, Line, NodeName } from './hall.ts';
import type { Network } from './network.ts';
import type { World } from '../world.ts';

const RETRY_MS = [500, 4_000] as const;
const PING_OUT_MS = 18_000;
/** A state may come twice, the second time behind a newer one. */
const DOUBLED = 0.1;

/** A live line that mends itself, as socket.io's does: in order while it lasts, and what is under way when it breaks is gone. */
export class SimulatedWire implements StreamWire {
  private readonly ears = new Set<StreamEar>();
  private line: (Line & { broken: boolean; node: NodeName; lastMs: number }) | null = null;
  /** which life of a server this line goes to */ life: number | undefined;
  private node: NodeName;
  private tries = 0;
  private readonly world: World;
  private readonly network: Network;
  private readonly hall: Hall;
  private readonly name: string;
  constructor(world: World, network: Network, hall: Hall, name: string, node: NodeName) { this.world = world; this.network = network; this.hall = hall; this.name = name; this.node = node; }

  listen(ear: StreamEar): () => void {
    this.ears.add(ear);
    this.connect(this.world.between(0, 500));
    return () => { this.ears.delete(ear); };
  }
  unwatch(): void { this.line?.rooms.clear(); }
  shown(): void { /* the staff's list of boards is not played */ }
  restart(): void { this.hangUp(); this.connect(10); }
  close(): void { this.hangUp(); this.tries += 1; this.ears.clear(); }

  async watch({ stream }: { stream: string }): Promise<Reply> {
    const { line } = this;
    if (line === null) return { ok: true };
    await this.world.sleep(this.world.between(1, 20));
    const hall = this.hall.node(line.node).hall;
    // No answer: silence already shows, and the next connection asks again.
    if (this.line !== line || line.broken || hall === null) return { ok: true };
    const newest = hall.newest(stream as 'board');
    line.rooms.add(stream);
    if (newest !== undefined) line.deliver('state', newest);
    return { ok: true };
  }

  private hangUp(): void {
    const { line } = this;
    if (line === null) return;
    this.line = null;
    this.hall.node(line.node).lines.delete(line);
  }

  private connect(inMs: number): void {
    this.tries += 1;
    const mine = this.tries;
    this.world.after(inMs, () => {
      if (this.tries !== mine || this.line !== null) return;
      const node = this.hall.node(this.node);
      if (node.hall === null || this.network.isCut(this.name, this.node)) {
        this.node = this.hall.other(this.node);
        this.connect(this.world.between(...RETRY_MS));
        return;
      }
      this.life = node.life;
      this.line = this.newLine(this.node);
      node.lines.add(this.line);
      for (const ear of this.ears) ear.connected();
    });
  }

  private newLine(node: NodeName) {
    const { world } = this;
    const line = {
      broken: false, node, lastMs: 0, rooms: new Set<string>(),
      deliver: (kind: 'state' | 'beat', message: unknown): void => {
        if (line.broken) return;
        line.lastMs = Math.max(line.lastMs, world.nowMs + world.between(1, kind === 'state' && world.chance(0.02) ? 3_000 : 20));
        const hear = (): void => {
          if (this.line !== line || line.broken) return;
          // A cable that is out while something is said: this line never speaks again, and does not know it yet.
          if (this.network.isCut(this.name, node)) { line.broken = true; this.pingOut(line); return; }
          for (const ear of this.ears) ear[kind](message);
        };
        world.after(line.lastMs - world.nowMs, hear, kind === 'beat');
        if (kind === 'state' && world.chance(DOUBLED)) world.after(line.lastMs - world.nowMs + world.between(0, 5_000), hear);
      },
      closed: (noticed: boolean): void => {
        line.broken = true;
        if (noticed) world.after(world.between(1, 50), () => this.lost(line)); else this.pingOut(line);
      },
    };
    return line;
  }
  private pingOut(line: Line): void { this.world.after(PING_OUT_MS, () => this.lost(line)); }
  private lost(line: Line): void { if (this.line === line) { this.hangUp(); this.connect(this.world.between(...RETRY_MS)); } }
}

/** A hall board: production's watcher of the stream and its memory of calls, on a screen that reloads. */
export class BoardScreen {
  readonly name: string;
  view: LinkView<BoardState> = { status: 'waiting' };
  private readonly storage = new Map<string, string>();
  private wire: SimulatedWire | null = null;
  private stop: () => void = () => {};
  private readonly sounded = new Set<string>();
  private stands: { life: number; rev: number } | null = null;
  private readonly deps: { world: World; network: Network; hall: Hall; wireOf: (wire: SimulatedWire) => StreamWire; soundedTwice: (name: string) => void; wentBack: (name: string) => void };
  constructor(name: string, deps: BoardScreen['deps']) { this.name = name; this.deps = deps; }

  on(node: NodeName): void {
    const { world, network, hall } = this.deps;
    const wire = new SimulatedWire(world, network, hall, this.name, node);
    this.wire = wire;
    let isOn = true;
    const every = (ms: number, act: () => void): (() => void) => { let over = false; const again = (): void => { world.after(ms, () => { if (over || !isOn) return; act(); again(); }, true); }; again(); return () => { over = true; }; };
    const board = runBoard({
      sound: { wish: 'speech', quiet: [] },
      voice: { allowed: () => true, speaks: () => true, speaking: () => false, allow: async () => true, call: ({ callId, label, counter }) => { world.tell(`${this.name} calls ${label} to ${counter}`); if (this.sounded.has(callId)) this.deps.soundedTwice(this.name); this.sounded.add(callId); } },
      memory: sessionCallMemory({ getItem: (key) => this.storage.get(key) ?? null, setItem: (key, value) => { this.storage.set(key, value); } }), shown: () => {},
    });
    const step = (): void => { if (this.view.status === 'live') board.step(this.view.body, world.nowMs + this.view.offsetMs); };
    const end = watchStream({ wire: this.deps.wireOf(wire), pulse: { now: () => world.nowMs, every } }, 'board', (view) => { this.view = view; this.goesOn(); step(); }, this.name);
    const stepping = every(1_000, step);
    this.stop = () => { isOn = false; end(); stepping(); wire.close(); };
  }
  /** What one server says is never followed by what it said before. */
  private goesOn(): void {
    const life = this.wire?.life;
    const revs = life !== undefined && 'body' in this.view ? this.deps.hall.whenSaid(life, this.view.body) : [];
    if (life === undefined || revs[0] === undefined) return;
    const { stands } = this;
    const rev = stands?.life === life ? revs.find((one) => one >= stands.rev) : revs[0];
    if (rev === undefined) { this.deps.wentBack(this.name); return; }
    this.stands = { life, rev };
  }

  off(): void { this.stop(); this.stop = () => {}; this.wire = null; this.view = { status: 'waiting' }; }
  get isOn(): boolean { return this.wire !== null; }
}
