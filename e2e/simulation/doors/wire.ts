import type { World } from '../world.ts';

export type Word = 'manifest' | 'unlock' | 'journalAck' | 'hello' | 'answers' | 'journal' | 'status';
const TO_AGENT: readonly Word[] = ['manifest', 'unlock', 'journalAck'];
export interface Said { readonly word: Word; readonly message: unknown }
type Ear = (word: Word, message: unknown) => void;

/** Shares of messages, milliseconds. QoS 1: whatever is said may come twice, late, and in another order. */
const FAULTS = { doubled: 0.04, late: 0.02, latestMs: 8_000 } as const;

/** City, broker and building. A cut loses what is under way; the broker keeps the last manifest until it forgets. Everything ever said is kept by somebody who listens. */
export class DoorWire {
  up = true;
  /** the last retained manifest */ kept: unknown = null;
  readonly heard: Said[] = [];
  /** somebody who listens */ overheard: (said: Said) => void = () => {};
  private readonly world: World;
  private city: Ear | null = null;
  private agent: { ear: Ear; connected: () => void } | null = null;
  constructor(world: World) { this.world = world; }

  join(end: 'city', ear: Ear): void;
  join(end: 'agent', ear: Ear, connected: () => void): void;
  join(end: 'city' | 'agent', ear: Ear, connected?: () => void): void {
    if (end === 'city') { this.city = ear; return; }
    this.agent = { ear, connected: connected ?? (() => {}) };
    this.greet();
  }
  leave(end: 'city' | 'agent'): void { this[end] = null; }
  isJoined(end: 'city' | 'agent'): boolean { return this.up && this[end] !== null; }
  cut(): void { this.up = false; this.world.tell('the cable is cut'); }
  heal(): void { if (!this.up) { this.up = true; this.world.tell('the cable is whole'); this.greet(); } }
  forget(): void { this.kept = null; }

  say(word: Word, message: unknown): void {
    this.heard.push({ word, message });
    this.overheard({ word, message });
    if (word === 'manifest') this.kept = message;
    const legs = this.world.chance(FAULTS.doubled) ? 2 : 1;
    for (let leg = 0; leg < legs; leg += 1) this.carry({ word, message });
  }
  /** What somebody on the wire puts there, by whomever it was once said. */
  inject(said: Said): void { this.carry(said); }

  private carry({ word, message }: Said): void {
    if (!this.up) return;
    const { world } = this;
    world.after(world.chance(FAULTS.late) ? world.between(200, FAULTS.latestMs) : world.between(2, 60), () => {
      if (this.up) (TO_AGENT.includes(word) ? this.agent?.ear : this.city)?.(word, message);
    });
  }
  private greet(): void {
    const { agent } = this;
    if (!this.up || agent === null) return;
    this.world.after(this.world.between(20, 400), () => {
      if (!this.up || this.agent !== agent) return;
      agent.connected();
      if (this.kept !== null) agent.ear('manifest', this.kept);
    });
  }
}
