import type { DurableFiles, KioskDatabase, OutboxEntry } from '@engawa/kiosk/testing';
import type { World } from '../world.ts';

interface Kept { name: string; value: unknown }
/** What lies on a kiosk's disk: the browser's database, and the files of second copies. */
export interface Image { kept: Map<string, Kept>; outbox: Map<string, OutboxEntry>; files: Map<string, string> }
export const emptyImage = (): Image => ({ kept: new Map(), outbox: new Map(), files: new Map() });
export const copyImage = ({ kept, outbox, files }: Image): Image => ({ kept: new Map(kept), outbox: new Map(outbox), files: new Map(files) });
/** Sealed entries that either copy holds. */
export const entriesOf = ({ outbox, files }: Image): Set<string> => new Set([...outbox.keys(), ...[...files.keys()].flatMap((name) => (name.startsWith('outbox-') ? [name.slice(7, -5)] : []))]);

/**
 * A disk under one life of a page. A write is on the disk when its promise resolves, and in a crash before that it may be
 * or not. `relaxedMs` (an experiment) tells at once and writes later, as a browser does that was not asked for `strict`.
 */
export class Disk {
  private readonly pending: { settled: boolean; apply: (image: Image) => void }[] = [];
  private readonly seen: Image;
  private alive = true;
  private readonly world: World;
  private readonly image: Image;
  private readonly relaxedMs: number;
  constructor(world: World, image: Image, relaxedMs: number) { this.world = world; this.image = image; this.relaxedMs = relaxedMs; this.seen = relaxedMs > 0 ? copyImage(image) : image; }

  crash(): void {
    this.alive = false;
    for (const write of this.pending) if (!write.settled && this.relaxedMs === 0 && this.world.chance(0.5)) write.apply(this.image);
  }

  private write(apply: (image: Image) => void): Promise<void> {
    return new Promise((resolve) => {
      const write = { settled: false, apply };
      this.pending.push(write);
      if (this.relaxedMs > 0) { apply(this.seen); resolve(); }
      this.world.after(this.relaxedMs > 0 ? this.world.between(0, this.relaxedMs) : this.world.between(0.5, 8), () => {
        if (!this.alive) return;
        write.settled = true;
        apply(this.image);
        this.pending.splice(this.pending.indexOf(write), 1);
        resolve();
      });
    });
  }

  readonly database = (): KioskDatabase => ({
    kept: { get: async (name: string) => this.seen.kept.get(name), put: (kept: Kept) => this.write((image) => { image.kept.set(kept.name, kept); }) },
    outbox: {
      toArray: async () => [...this.seen.outbox.values()],
      orderBy: () => ({ toArray: async () => [...this.seen.outbox.values()].sort((a, b) => a.order - b.order) }),
      put: (entry: OutboxEntry) => this.write((image) => { image.outbox.set(entry.id, entry); }),
      delete: (id: string) => this.write((image) => { image.outbox.delete(id); }),
    },
  }) as unknown as KioskDatabase;

  readonly files = (): DurableFiles => ({
    write: (name, text) => this.write((image) => { image.files.set(name, text); }),
    read: async (name) => this.seen.files.get(name) ?? null,
    remove: (name) => this.write((image) => { image.files.delete(name); }),
    list: async () => [...this.seen.files.keys()],
  });
}
