import { openKioskLink, openKioskMemory, openOutboxStore, startOutbox, submitIntake, toSending, type Answer, type DeviceKey, type IntakeInput, type KioskLink, type KioskMemoryStore, type Outbox, type OutboxLink, type ReceptionLink, type SubmitDependencies, type Visit } from '@engawa/kiosk/testing';
import { SubmitIntake, type CityProfile, type SealedForm } from '@engawa/reception/contract';
import type { HallNode, Outcome } from '@engawa/reception/testing';
import { copyImage, Disk, emptyImage, entriesOf, type Image } from './disk.ts';
import type { Hall, NodeName } from './hall.ts';
import type { World } from '../world.ts';

const PATIENCE_MS = 4_000;
/** Far inside the 30 s by which a kiosk's clock may be wrong: two errors and a slow answer add up. */
const CLOCK_WRONG_MS = 12_000;
const DRIFT = 100e-6;
const SEALED: SealedForm = { keyId: 'sealed', ephemeralKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }, iv: 'iv', ciphertext: 'nobody can read this' };

export interface Shown { readonly kiosk: string; readonly intakeId: string; readonly day: string; readonly series: number; readonly sequence: number; readonly label: string; destroyed: boolean }
/** What an experiment may put between the kiosk and its ports. */
export interface KioskParts { readonly relaxedMs: number; store?(store: KioskMemoryStore, world: World): KioskMemoryStore; outbox?(outbox: Outbox, world: World): Outbox; /** the word that a life is told, whatever it was */ word?: string }
interface Life { readonly disk: Disk; alive: boolean; link: KioskLink | null; outbox: Outbox | null; readonly stops: (() => void)[] }
export type Loss = 'nothing' | 'old image' | 'database' | 'files' | 'everything';

/** A touch kiosk: the production link, numbering, outbox, storage and submitting, on a machine that dies, forgets and tells a wrong time. */
export class KioskMachine {
  readonly name: string;
  private readonly world: World;
  private readonly hall: Hall;
  private readonly city: CityProfile;
  private readonly parts: KioskParts;
  private readonly shown: (shown: Shown) => void;
  image: Image = emptyImage();
  private old: Image | null = null;
  private keyName: string;
  private life: Life | null = null;
  private node: NodeName = 'server 1';
  private wrongMs = 0;
  private drift = 0;
  private bootedMs = 0;
  /** its clock was wrong by more than is allowed: an old image together with that is beyond what the rules promise */ private wild = false;
  private busy = false;
  readonly given: Shown[] = [];

  constructor(world: World, hall: Hall, city: CityProfile, name: string, parts: KioskParts, shown: (shown: Shown) => void) {
    this.world = world; this.hall = hall; this.city = city; this.name = name; this.parts = parts; this.shown = shown;
    this.keyName = `${name} key ${world.id()}`;
  }

  get isOn(): boolean { return this.life !== null; }
  photograph(): void { this.old = copyImage(this.image); }

  /** The power goes; `loss` is what the disk has forgotten when it comes back. */
  crash(loss: Loss): void {
    const { life } = this;
    if (life !== null) {
      life.alive = false;
      for (const stop of life.stops) stop();
      life.disk.crash();
      this.life = null;
    }
    this.busy = false;
    this.lose(loss);
  }

  private lose(loss: Loss): void {
    const had = entriesOf(this.image);
    if (loss === 'old image' && this.old !== null && !this.wild) this.image = copyImage(this.old);
    if (loss === 'database' || loss === 'everything') { this.image.kept.clear(); this.image.outbox.clear(); this.keyName = `${this.name} key ${this.world.id()}`; this.old = null; }
    if (loss === 'files' || loss === 'everything') this.image.files.clear();
    this.world.tell(`${this.name} dies, loses ${loss}`);
    const left = entriesOf(this.image);
    for (const shown of this.given) if (had.has(shown.intakeId) && !left.has(shown.intakeId)) shown.destroyed = true;
  }

  /** `wildMs`: how wrong the clock is beyond what is allowed. */
  boot(word: string | null, wildMs = 0): void {
    if (this.life !== null) return;
    const { world } = this;
    if (word === null) { this.wrongMs = world.between(-CLOCK_WRONG_MS, CLOCK_WRONG_MS) + wildMs; this.drift = world.between(-DRIFT, DRIFT); }
    if (wildMs !== 0) this.wild = true;
    this.bootedMs = world.nowMs;
    const life: Life = { disk: new Disk(world, this.image, this.parts.relaxedMs), alive: true, link: null, outbox: null, stops: [] };
    this.life = life;
    void this.open(life, word);
  }

  private monoMs(): number { return (this.world.nowMs - this.bootedMs) * (1 + this.drift); }
  private wallMs(): number { return Math.floor(this.bootedMs + this.monoMs() + this.wrongMs); }

  private timers(life: Life) {
    const after = (ms: number, act: () => void): (() => void) => this.world.after(ms, () => { if (life.alive) act(); });
    const every = (ms: number, act: () => void): (() => void) => {
      let stop = after(ms, function again() { act(); stop = after(ms, again); });
      return () => stop();
    };
    return { after, every };
  }

  private async open(life: Life, word: string | null): Promise<void> {
    const { world, parts } = this;
    const { after, every } = this.timers(life);
    const reception = this.reception(life);
    const outbox = startOutbox({ store: await openOutboxStore(life.disk.database(), life.disk.files()), link: reception, nowMs: () => this.wallMs(), jitter: () => world.random(), after, alone: (act) => act() });
    if (!life.alive) return;
    const store = openKioskMemory(life.disk.database(), life.disk.files());
    const key: DeviceKey = { publicJwk: { kty: 'EC', crv: 'P-256', x: this.keyName, y: 'y' }, sign: async () => this.keyName };
    const link = await openKioskLink({
      reception, store: parts.store?.(store, world) ?? store, key, bootId: `boot ${world.id()}`, word: parts.word ?? word, nowMs: () => this.wallMs(), monoMs: () => this.monoMs(),
      pending: outbox.pending, onConnected: () => void outbox.hurry(), every,
    });
    life.stops.push(() => { outbox.stop(); link.stop(); });
    if (!life.alive) return;
    life.outbox = parts.outbox?.(outbox, world) ?? outbox;
    life.link = link;
  }

  /** Answers come to the life that asked, if it still lives. */
  private async exchange<T>(life: Life, work: (hall: HallNode) => Promise<Outcome<T>>): Promise<Answer<T>> {
    const answer = await this.hall.ask(this.name, this.node, PATIENCE_MS, work);
    if (!life.alive) return new Promise(() => {});
    if (answer === null || answer === 'broken') {
      if (this.world.chance(0.5)) this.node = this.hall.other(this.node);
      return { ok: false, code: answer === null ? 'unreachable' : 'internal' };
    }
    return answer.ok ? { ok: true, value: answer.value } : { ok: false, code: answer.code };
  }

  private reception(life: Life): ReceptionLink & OutboxLink {
    const signed = this.keyName;
    const unknown = async () => ({ ok: false as const, code: 'unreachable' as const });
    return {
      enrol: (publicKey) => this.exchange(life, (hall) => hall.enrol(publicKey)),
      hello: (kind, kioskId, hello) => this.exchange(life, (hall) => hall.hello(kind, kioskId, hello, signed)),
      board: () => this.exchange(life, async (hall) => ({ ok: true as const, value: hall.board() })),
      send: async (entry) => {
        const answer = await this.exchange(life, (hall) => hall.takeIn(entry.body, entry.id, signed));
        if (answer.ok) return { sending: toSending(201, null, false), answer: answer.value };
        return { sending: answer.code === 'unreachable' ? { kind: 'unreachable' } : toSending(answer.code === 'internal' ? 500 : 409, answer.code, false), answer: null };
      },
      help: unknown, city: unknown, navigator: unknown, avoided: unknown,
    };
  }

  /** Somebody hands in. They see a number, are sent to staff, or the screen goes dark. */
  visit(procedures: Visit['procedures'], then: (saw: 'number' | 'refusal') => void): void {
    const { life, world } = this;
    if (life?.link == null || life.outbox === null || this.busy) { then('refusal'); return; }
    const { link, outbox } = life;
    this.busy = true;
    let body = '';
    const deps: SubmitDependencies = {
      city: this.city, kioskId: () => link.memory().kioskId, sealTo: link.sealTo, seal: async () => SEALED, giveNumber: link.giveNumber, enqueue: (entry) => { body = entry.body; return outbox.enqueue(entry); }, newSecret: () => world.id(), nowMs: () => this.wallMs(),
      sleep: (ms) => new Promise((resolve) => { this.timers(life).after(ms, resolve); }),
    };
    const visit: Visit = { intakeId: world.id() as Visit['intakeId'], procedures, by: 'typing', values: {}, cards: [] };
    const tell = (input: IntakeInput): void => {
      if (input.do === 'number-wait' || !life.alive) return;
      this.busy = false;
      if (input.do !== 'issued') { then('refusal'); return; }
      this.show(SubmitIntake.parse(JSON.parse(body)), input.ticket.label);
      then('number');
    };
    void submitIntake(deps, visit, 'ja', tell);
  }

  private show({ intakeId, number }: SubmitIntake, label: string): void {
    const shown: Shown = { kiosk: this.name, intakeId, ...number, label, destroyed: false };
    this.given.push(shown);
    this.world.tell(`${this.name} shows ${label}`);
    this.shown(shown);
  }

  /** The page ends on purpose and leaves its life to the next one, which is told the word. */
  handOver(next: (boot: () => void) => void): void {
    const { life, world } = this;
    if (life?.link == null || this.busy) return;
    const word = `word ${world.id()}`;
    this.busy = true;
    void life.link.handOver(word).then(() => { if (life.alive) { this.crash('nothing'); next(() => this.boot(word)); } });
  }

  /** Entries that wait or are parked, as the newest life or the disk has them. */
  entries() { return [...this.image.outbox.values()]; }
}
