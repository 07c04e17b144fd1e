import { createHash } from 'node:crypto';

interface Event { readonly atMs: number; readonly order: number; act: (() => void) | null; readonly quick: boolean }
const before = (a: Event, b: Event): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
/** Lets every promise that can go on do so, before time does. */
const settle = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/** One day's time and chance: a clock that only events move, and a generator (mulberry32) that only the seed begins. The same seed brings the same day. */
export class World {
  nowMs: number;
  private readonly heap: Event[] = [];
  private scheduled = 0;
  private state: number;
  private readonly history = createHash('sha256');
  /** what happened, for whoever looks at one day */ readonly lines: string[] | null;

  constructor(seed: number, startsAtMs: number, tells = false) { this.state = Math.imul(seed, 0x9e3779b1) | 0; this.nowMs = startsAtMs; this.lines = tells ? [] : null; }

  random(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
  between(least: number, most: number): number { return least + this.random() * (most - least); }
  chance(share: number): boolean { return this.random() < share; }
  oneOf<T>(values: readonly T[]): T { return values[Math.floor(this.random() * values.length)] as T; }
  id(): string { return Array.from({ length: 3 }, () => Math.floor(this.random() * 2 ** 32).toString(36).padStart(8, '0')).join(''); }

  /** Nothing that is random by itself (uuids) goes in here: two runs of a seed must tell the same. */
  tell(line: string): void { const said = `${this.nowMs} ${line}\n`; this.history.update(said); this.lines?.push(said); }
  hash(): string { return this.history.digest('hex').slice(0, 16); }

  /** `quick`: nothing waits for a promise of it. Returns the way to call it off. */
  after(ms: number, act: () => void, quick = false): () => void {
    const event: Event = { atMs: this.nowMs + ms, order: this.scheduled, act, quick };
    this.scheduled += 1;
    this.push(event);
    return () => { event.act = null; };
  }
  sleep(ms: number): Promise<void> { return new Promise((resolve) => { this.after(ms, resolve); }); }

  async run(untilMs: number): Promise<void> {
    await settle();
    for (let next = this.heap[0]; next !== undefined && next.atMs <= untilMs; next = this.heap[0]) {
      this.pop();
      this.nowMs = next.atMs;
      if (next.act === null) continue;
      next.act();
      if (!next.quick) await settle();
    }
    this.nowMs = untilMs;
  }

  private push(event: Event): void {
    const { heap } = this;
    let i = heap.push(event) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (before(heap[parent] as Event, event)) break;
      heap[i] = heap[parent] as Event;
      i = parent;
    }
    heap[i] = event;
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop() as Event;
    if (heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Event, heap[child] as Event)) child += 1;
      if (before(last, heap[child] as Event)) break;
      heap[i] = heap[child] as Event;
      i = child;
    }
    heap[i] = last;
  }
}
