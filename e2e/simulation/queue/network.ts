import type { World } from '../world.ts';

/** What a request meets on its way. Shares of messages. */
const FAULTS = { lost: 0.015, doubled: 0.03, late: 0.02, latestMs: 9_000 } as const;
const USUAL_MS = [1, 25] as const;

/** The hall's network: who is cut off, and what becomes of a message. Requests overtake each other, come twice, late or not at all. */
export class Network {
  private readonly cut = new Set<string>();
  private readonly world: World;
  constructor(world: World) { this.world = world; }

  isCut(...names: readonly string[]): boolean { return names.some((name) => this.cut.has(name)); }
  sever(name: string): void { this.cut.add(name); this.world.tell(`${name} is cut off`); }
  heal(name: string): void { if (this.cut.delete(name)) this.world.tell(`${name} is back`); }
  healAll(): void { for (const name of [...this.cut]) this.heal(name); }

  legMs(): number { return this.world.chance(FAULTS.late) ? this.world.between(200, FAULTS.latestMs) : this.world.between(...USUAL_MS); }

  /** One exchange. null: no answer came within `patienceMs`, and nobody knows whether the request arrived. `work` is undefined where nobody listens. */
  ask<T>(from: string, to: string, patienceMs: number, work: () => Promise<T> | undefined): Promise<T | null> {
    const { world } = this;
    return new Promise((resolve) => {
      const giveUp = world.after(patienceMs, () => resolve(null));
      const answer = (value: T | null): void => { giveUp(); resolve(value); };
      const arrive = (): void => {
        if (this.isCut(from, to)) return;
        const working = work();
        if (working === undefined) { world.after(2, () => answer(null)); return; }
        void working.then((value) => { if (!world.chance(FAULTS.lost)) world.after(this.legMs(), () => { if (!this.isCut(from, to)) answer(value); }); });
      };
      if (!world.chance(FAULTS.lost)) world.after(this.legMs(), arrive);
      if (world.chance(FAULTS.doubled)) world.after(this.legMs() + world.between(0, 4_000), arrive);
    });
  }
}
