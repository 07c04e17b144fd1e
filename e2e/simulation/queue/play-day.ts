import type { StreamWire } from '@engawa/kiosk/testing';
import type { CityProfile, ProcedureId } from '@engawa/reception/contract';
import type { HallParts } from '@engawa/reception/testing';
import { BoardScreen, type SimulatedWire } from './board-screen.ts';
import { Checks, type Fault, type TicketRow } from './checks.ts';
import { ClerkDesk } from './clerk-desk.ts';
import { Hall } from './hall.ts';
import { KioskMachine, type KioskParts, type Loss } from './kiosk-machine.ts';
import { MissedVisitors, REJOIN_MS } from './missed-visitors.ts';
import { Network } from './network.ts';
import { World } from '../world.ts';

/** What an experiment puts in the place of a part of the true code. */
export interface Variant { readonly kiosk?: Partial<KioskParts>; readonly hall?: (world: World) => Partial<HallParts>; readonly wire?: (wire: SimulatedWire) => StreamWire; readonly relaxedCommitMs?: number }
export interface DayResult { readonly seed: number; readonly found: ReadonlyMap<Fault, string>; readonly hash: string; readonly lines: readonly string[] | null; readonly shown: number; readonly commits: number; readonly calls: number; readonly rejoined: number; readonly tooLate: number; readonly destroyed: number; readonly parked: number }

const MINUTE = 60_000;
/** 営業日 2026-11-24 begins at 08:00 in Tokyo. */
const DAY_MS = Date.UTC(2026, 10, 23, 23, 0);
/** A day is played in two stretches; between them all machines are off, so that evidence grows old and clocks go astray. */
const STRETCH_MS = 4 * MINUTE;
const STRETCHES_AT = [20, 35, 240, 480] as const;
/** Longer than every back-off, ping and retry together. */
const QUIET_MS = 75_000;

/** Three counters and what they serve, with forms of two fields: how long a form is, and in how many languages, changes nothing here but the speed. */
export const smallHall = (city: CityProfile): CityProfile => {
  const counters = city.counters.slice(0, 3);
  const zones = new Set(counters.flatMap(({ zones: served }) => served));
  return {
    ...city, counters, zones: city.zones.filter(({ zone }) => zones.has(zone)), applicant: city.applicant.slice(0, 2),
    procedures: [...zones].flatMap((zone) => city.procedures.filter((procedure) => procedure.zone === zone && procedure.hasForm).slice(0, 2)).map((procedure) => ({ ...procedure, fields: procedure.fields.slice(0, 2), rules: undefined })),
  };
};

class Day {
  private readonly world: World;
  private readonly network: Network;
  private readonly hall: Hall;
  private readonly checks: Checks;
  private readonly missed: MissedVisitors;
  private readonly kiosks: readonly KioskMachine[];
  private readonly boards: readonly BoardScreen[];
  private readonly desks: readonly ClerkDesk[];
  private readonly procedures: readonly ProcedureId[];
  private open = false;
  private calm = false;

  constructor(seed: number, city: CityProfile, variant: Variant, tells: boolean) {
    const world = new World(seed, DAY_MS, tells);
    this.world = world;
    this.checks = new Checks(world);
    this.network = new Network(world);
    const rows = (): TicketRow[] => [...this.hall.database.tables.tables.get('tickets')?.values() ?? []].flatMap(({ committed }) => (committed === null ? [] : [committed as unknown as TicketRow]));
    this.hall = new Hall(world, this.network, city, {
      parts: { graceMs: REJOIN_MS, ...variant.hall?.(world) }, relaxedMs: variant.relaxedCommitMs ?? 0,
      committed: (changes, key) => { this.checks.committed(changes, key, rows); this.missed.committed(changes, key); },
    });
    this.missed = new MissedVisitors(world, this.hall, this.checks, rows, () => this.open && !this.calm);
    const parts = { relaxedMs: 0, ...variant.kiosk };
    this.kiosks = [1, 2].map((n) => new KioskMachine(world, this.hall, city, `kiosk ${n}`, parts, (shown) => this.checks.shown(shown)));
    this.boards = [1, 2].map((n) => new BoardScreen(`board ${n}`, { world, network: this.network, hall: this.hall, wireOf: variant.wire ?? ((wire) => wire), soundedTwice: (name) => this.checks.find('sounded-twice', name), wentBack: (name) => this.checks.find('board-back', name) }));
    // Three counters, and one of them in two browsers.
    this.desks = [['1', '1001'], ['2', '1002'], ['3', '1003'], ['1', '1001']].map(([counter = '', staffId = ''], i) => new ClerkDesk(world, this.hall, `desk ${i + 1}`, { counter, staffId }, i % 2 === 0 ? 'server 1' : 'server 2'));
    this.procedures = city.procedures.map(({ id }) => id);
  }

  async play(): Promise<DayResult> {
    const { world } = this;
    const starts = [...STRETCHES_AT].sort(() => world.random() - 0.5).slice(0, 2).sort((a, b) => a - b);
    for (const [i, minute] of starts.entries()) {
      const beginMs = Math.max(world.nowMs + MINUTE, DAY_MS + minute * MINUTE);
      await world.run(beginMs);
      await this.stretch(beginMs, i === starts.length - 1);
    }
    this.missed.dayEnds();
    const excused = this.checks.dayEnds(this.hall, this.kiosks, this.boards);
    return { seed: 0, found: this.checks.found, hash: world.hash(), lines: world.lines, shown: this.kiosks.reduce((sum, { given }) => sum + given.length, 0), commits: this.checks.commits, calls: this.checks.calls, rejoined: this.missed.rejoined, tooLate: this.missed.tooLate, ...excused };
  }

  private async stretch(beginMs: number, last: boolean): Promise<void> {
    const { world } = this;
    this.open = true;
    this.calm = false;
    for (const { name } of this.hall.nodes) world.after(world.between(0, 2_000), () => this.hall.start(name));
    for (const kiosk of this.kiosks) { world.after(world.between(0, 4_000), () => this.bootKiosk(kiosk)); this.visitors(kiosk); this.photos(kiosk); }
    for (const [i, board] of this.boards.entries()) world.after(world.between(0, 3_000), () => { if (!board.isOn) board.on(i % 2 === 0 ? 'server 1' : 'server 2'); });
    for (const desk of this.desks) this.clerk(desk);
    this.trouble();
    this.rush();
    await world.run(beginMs + STRETCH_MS);
    if (last) await this.quiet(beginMs + STRETCH_MS);
    this.open = false;
    await world.run(world.nowMs + 1_000);
    if (last) return;
    for (const kiosk of this.kiosks) kiosk.crash('nothing');
    for (const board of this.boards) board.off();
    for (const { name } of this.hall.nodes) this.hall.kill(name, true);
    this.network.healAll();
    await world.run(world.nowMs + 20_000);
  }

  /** Nothing new breaks, everything is on: what was under way must come to its end. */
  private async quiet(fromMs: number): Promise<void> {
    const { world } = this;
    this.calm = true;
    this.network.healAll();
    this.hall.database.powerBack();
    for (const { name } of this.hall.nodes) this.hall.start(name);
    for (const kiosk of this.kiosks) kiosk.boot(null);
    for (const [i, board] of this.boards.entries()) if (!board.isOn) board.on(i % 2 === 0 ? 'server 1' : 'server 2');
    await world.run(fromMs + QUIET_MS);
  }

  /** Again and again after a while, as long as the hall is open. */
  private often(least: number, most: number, act: () => void): void {
    const { world } = this;
    world.after(world.between(least, most), () => { if (!this.open) return; if (!this.calm) act(); this.often(least, most, act); });
  }

  private visitors(kiosk: KioskMachine): void {
    const { world } = this;
    this.often(2_000, 36_000, () => {
      // A few people press for fun, as fast as the screen lets them.
      let more = world.chance(0.1) ? 5 : 0;
      const once = (): void => kiosk.visit([world.oneOf(this.procedures)], (saw) => {
        if (saw === 'number' && more > 0 && this.open && !this.calm) { more -= 1; world.after(world.between(50, 400), once); } else if (saw === 'number' && world.chance(0.1)) world.after(world.between(0, 2_500), () => { kiosk.crash('nothing'); world.after(world.between(300, 8_000), () => this.bootKiosk(kiosk)); });
        else if (saw === 'number' && world.chance(0.12)) world.after(world.between(500, 4_000), () => kiosk.handOver((boot) => { world.after(world.between(200, 3_000), () => { if (this.open) boot(); }); }));
      });
      once();
    });
  }
  private photos(kiosk: KioskMachine): void { this.often(20_000, 120_000, () => kiosk.photograph()); }
  private clerk(desk: ClerkDesk): void { this.often(1_200, 7_000, () => desk.press(this.procedures)); }

  /** All clerks press for the same ticket, or the same line, in the same moment. */
  private rush(): void {
    const { world } = this;
    this.often(8_000, 40_000, () => {
      const wanted = this.desks[0]?.look()?.queue.filter(({ status }) => status === 'waiting' || status === 'missed') ?? [];
      const one = wanted.length > 0 && world.chance(0.6) ? world.oneOf(wanted) : null;
      for (const desk of this.desks) world.after(world.between(0, 8), () => { if (one === null) void desk.callNext(); else void desk.act(one.ticketId, 'call'); });
    });
  }

  private bootKiosk(kiosk: KioskMachine): void {
    const { world } = this;
    if (!this.open) return;
    if (world.chance(0.04)) kiosk.boot(null, world.oneOf([-1, 1]) * world.between(2, 120) * MINUTE); else kiosk.boot(null);
  }

  private trouble(): void {
    const { world, hall, network } = this;
    this.often(2_000, 16_000, () => {
      const what = world.random();
      if (what < 0.4) {
        const kiosk = world.oneOf(this.kiosks);
        const loss: Loss = world.chance(0.5) ? 'nothing' : world.oneOf<Loss>(['old image', 'old image', 'old image', 'database', 'files', 'everything']);
        kiosk.crash(loss);
        world.after(world.between(300, world.chance(0.2) ? 70_000 : 8_000), () => this.bootKiosk(kiosk));
      } else if (what < 0.6) {
        const { name } = world.oneOf(hall.nodes);
        hall.kill(name, world.chance(0.7));
        world.after(world.between(500, 15_000), () => { if (this.open) hall.start(name); });
      } else if (what < 0.66) hall.powerLoss(world.between(300, 6_000));
      else if (what < 0.92) {
        const name = world.oneOf(['kiosk 1', 'kiosk 2', 'kiosk 1', 'kiosk 2', 'board 1', 'board 2', 'desk 1', 'desk 2', 'server 1', 'server 2']);
        network.sever(name);
        world.after(world.between(500, world.chance(0.3) ? 130_000 : 15_000), () => network.heal(name));
      } else { const board = world.oneOf(this.boards); board.off(); world.after(world.between(200, 5_000), () => { if (this.open && !board.isOn) board.on(world.oneOf(['server 1', 'server 2'] as const)); }); }
    });
  }
}

/** One seed is one day. */
export const playDay = async (seed: number, city: CityProfile, variant: Variant = {}, tells = false): Promise<DayResult> => ({ ...await new Day(seed, smallHall(city), variant, tells).play(), seed });
