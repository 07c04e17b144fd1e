import type { CityProfile, StreamMessage } from '@engawa/reception/contract';
import { MemoryDatabase, openHallNode, type Change, type HallNode, type HallParts, type MemoryPool } from '@engawa/reception/testing';
import type { Network } from './network.ts';
import type { World } from '../world.ts';

export const DAY_STARTS_AT = '08:00';
const SWEEP_MS = 5_000;
const BEAT_MS = 1_000;
const NODES = ['server 1', 'server 2'] as const;
export type NodeName = (typeof NODES)[number];

/** One end of a live line at a server. */
export interface Line { deliver(kind: 'state' | 'beat', message: unknown): void; closed(noticed: boolean): void; rooms: Set<string> }
interface Node { readonly name: NodeName; hall: HallNode | null; pool: MemoryPool | null; life: number; readonly lines: Set<Line> }

/** Two receptions over one database. Either can die between any two awaits; the database can lose its power. */
export class Hall {
  readonly database: MemoryDatabase;
  readonly nodes: readonly Node[];
  private readonly world: World;
  private readonly network: Network;
  private readonly city: CityProfile;
  private readonly parts: Partial<HallParts>;
  private readonly secret = Buffer.alloc(32, 7);
  /** what each life of a server said of the board, and with which revisions */ private readonly said = new Map<string, number[]>();
  private lives = 0;

  constructor(world: World, network: Network, city: CityProfile, options: { parts: Partial<HallParts>; relaxedMs: number; committed: (changes: readonly Change[], key: string | null) => void }) {
    this.world = world;
    this.network = network;
    this.city = city;
    this.parts = options.parts;
    this.database = new MemoryDatabase({
      later: (act) => { world.after(world.between(0.2, 3), act); }, committed: options.committed,
      ...(options.relaxedMs > 0 ? { relaxed: { ms: options.relaxedMs, nowMs: () => world.nowMs } } : {}),
    });
    this.nodes = NODES.map((name) => ({ name, hall: null, pool: null, life: 0, lines: new Set<Line>() }));
  }

  node(name: NodeName): Node { return this.nodes.find((node) => node.name === name) as Node; }
  other(name: NodeName): NodeName { return NODES.find((one) => one !== name) as NodeName; }

  start(name: NodeName): void {
    const node = this.node(name);
    if (node.pool !== null) return;
    this.lives += 1;
    const life = this.lives;
    node.life = life;
    const pool = this.database.open();
    node.pool = pool;
    const isAlive = (): boolean => node.life === life;
    const tries = async (): Promise<void> => {
      const hall = await openHallNode({
        pool: pool.database, city: this.city, dayStartsAt: DAY_STARTS_AT, epoch: `epoch ${life}`, secret: this.secret, clock: () => Math.floor(this.world.nowMs),
        send: (message) => this.send(node, message), failed: () => {}, parts: this.parts, working: (tx, key) => { (tx as unknown as { note: string }).note = key; },
      });
      if (!isAlive()) return;
      node.hall = hall;
      this.world.tell(`${name} is up`);
      const every = (ms: number, act: () => void, quick: boolean): void => { this.world.after(ms, () => { if (!isAlive()) return; act(); every(ms, act, quick); }, quick); };
      every(SWEEP_MS, () => { hall.sweep().catch(() => {}); }, false);
      every(BEAT_MS, () => { const at = new Date(this.world.nowMs).toISOString(); for (const line of node.lines) line.deliver('beat', { at }); }, true);
    };
    const begin = (): void => { tries().catch(() => { this.world.after(1_000, () => { if (isAlive()) begin(); }); }); };
    begin();
  }

  /** `noticed`: its lines are told; a machine without power says nothing. */
  kill(name: NodeName, noticed: boolean): void {
    const node = this.node(name);
    if (node.pool === null) return;
    this.world.tell(`${name} dies`);
    node.pool.kill();
    node.pool = null;
    node.hall = null;
    node.life = 0;
    for (const line of node.lines) line.closed(noticed);
    node.lines.clear();
  }

  powerLoss(ms: number): void {
    this.world.tell('the database loses its power');
    this.database.powerLoss();
    this.world.after(ms, () => { this.database.powerBack(); });
  }

  /** The same words may be said again: all revisions that a board which shows them can have, rising. */
  whenSaid(life: number, board: unknown): readonly number[] { return this.said.get(`${life} ${JSON.stringify(board)}`) ?? []; }

  private send(node: Node, message: StreamMessage): void {
    if (message.stream === 'board') { const key = `${node.life} ${JSON.stringify(message.body)}`; this.said.set(key, [...this.said.get(key) ?? [], message.rev]); }
    for (const line of node.lines) if (line.rooms.has(message.stream)) line.deliver('state', message);
  }

  /** A request to a server; what breaks there is told as such. */
  ask<T>(from: string, to: NodeName, patienceMs: number, work: (hall: HallNode) => Promise<T>): Promise<T | 'broken' | null> {
    return this.network.ask<T | 'broken'>(from, to, patienceMs, () => {
      const { hall } = this.node(to);
      return hall === null ? undefined : work(hall).catch((error: unknown) => { if (error instanceof Error && error.message.startsWith('the memory database does not')) throw error; return 'broken' as const; });
    });
  }
}
