import { openBridgeUnderSoak, type BridgeUnderSoak } from './bridge-under-soak.ts';
import { openCardIssuer, type IssuedCard } from './card-issuer.ts';
import type { LaidCard } from './card-rig.ts';
import { FICTITIOUS_PEOPLE, type FictitiousPerson } from './fictitious-people.ts';
import { VirtualCard } from './virtual-card.ts';

/** What a day in a hall does to a card bridge. */
const FAULTS = ['none', 'none', 'none', 'wrong-pin', 'pull', 'mute', 'garbage', 'delay', 'swap', 'reader-gone', 'hang'] as const;
type Fault = (typeof FAULTS)[number];
/** Ends that fit a fault; garbage may end in any code, but never in another name. */
const FITTING: Record<Fault, RegExp> = {
  none: /^ok$/, 'wrong-pin': /^(?:PIN_WRONG|PIN_LAST_TRY)$/, pull: /^(?:CARD_REMOVED|ok)$/, mute: /^(?:CARD_REMOVED|ok)$/, garbage: /^(?:[A-Z_]+|ok)$/,
  delay: /^ok$/, swap: /^(?:NO_CARD|CARD_REMOVED)$/, 'reader-gone': /^(?:READER_MISSING|NO_CARD)$/, hang: /^TIMEOUT$/,
};
/** After these the card is taken away. */
const ENDS_STAY: ReadonlySet<Fault> = new Set(['pull', 'mute', 'garbage', 'swap', 'reader-gone', 'hang']);
/** In memory a hung reader's ten seconds pass in a fifth of one; through pcscd they pass, so that they are drawn rarely, like the daemon's end. */
const HASTE = 50;
const SPARED = { inMemory: { calm: 0, hang: 0.8, gone: 0 }, pcscd: { calm: 0.7, hang: 0.97, gone: 0.9 } } as const;
/** A card that falls silent in the middle of an answer. (For an answer of no bytes at all the virtual reader waits for ever: that is `hang`.) */
const HALF_A_STATUS_WORD = Uint8Array.of(0x90);
/** As many as PINs are taken for one stay within a minute. */
const MOST_READS_A_STAY = 6;
const SAMPLES = 40;

type Sample = { reads: number; rssKb: number };
export type SoakResult = {
  through: string; outcomes: Map<string, number>; faults: Map<string, number>; deviations: string[]; stays: number;
  samples: readonly Sample[];
  /**
   * Growth of resident memory over the second half, by least squares, in kB for a thousand reads. The first half is V8's own: its young
   * generation grows in steps of up to 16 MB and stays there, while the heap after a collection does not move (7.5 MB from read 3,000 to 10,000).
   */
  slopeKb: number;
  open: { begin: number; end: number }; restarts: number; seconds: number;
};
type Dice = { chance(): number; pick(count: number): number };

/** One bridge, `reads` readings with random faults. The same seed draws the same cards and faults. */
export async function soakCardBridge({ reads, seed, prefer, tell = () => {} }: { reads: number; seed: number; prefer?: 'in-process'; tell?: (done: number) => void }): Promise<SoakResult> {
  const issuer = openCardIssuer();
  const people = FICTITIOUS_PEOPLE.filter(({ triesLeft }) => triesLeft === 3);
  const issued = await Promise.all(people.map(async (person) => ({ person, files: await issuer.issue(person) })));
  const dice = diceOf(seed);
  const [outcomes, faults, deviations, samples] = [new Map<string, number>(), new Map<string, number>(), [] as string[], [] as Sample[]];
  const startedAt = performance.now();
  // The bridge's own timers let a process end; while a reader hangs nothing else holds this one.
  const awake = setInterval(() => {}, 1_000);
  const bridge = await openBridgeUnderSoak(issuer, prefer);
  /** The first stay opens what stays open: a line to the reader for talking. */
  const open = { begin: 0, end: 0 };
  let [done, stays] = [0, 0];
  try {
    while (done < reads) {
      stays++;
      const stay = await beginStay(bridge, issued[dice.pick(issued.length)] ?? issued[0]!);
      if (stay.asked !== 'ok') deviations.push(`read ${done}: a good card was asked and ended with ${stay.asked}`);
      for (let again = 0; again < MOST_READS_A_STAY && done < reads; again++) {
        const fault = drawFault(dice, prefer === 'in-process' ? SPARED.inMemory : SPARED.pcscd);
        const end = await stay.read(fault, dice);
        if (end === null) break;
        done++;
        faults.set(fault, (faults.get(fault) ?? 0) + 1);
        outcomes.set(end.code, (outcomes.get(end.code) ?? 0) + 1);
        if (!FITTING[fault].test(end.code) || !end.faithful || end.triesLeft < 1) deviations.push(`read ${done}, ${fault}: ended with ${end.code}, ${end.triesLeft} tries left${end.faithful ? '' : ', another name'}`);
        if (done % Math.max(1, Math.floor(reads / SAMPLES)) === 0) { samples.push({ reads: done, rssKb: bridge.measure().rssKb }); tell(done); }
        if (ENDS_STAY.has(fault) || end.code === 'PIN_LAST_TRY') break;
      }
      await bridge.take();
      if (stays === 1) open.begin = bridge.measure().open;
    }
    open.end = bridge.measure().open;
    const restarts = bridge.restarts();
    return { through: bridge.through, outcomes, faults, deviations: deviations.slice(0, 20), stays, samples, slopeKb: slopeOf(samples), open, restarts, seconds: Math.round((performance.now() - startedAt) / 1000) };
  } finally {
    await bridge.close();
    clearInterval(awake);
  }
}

type End = { code: string; faithful: boolean; triesLeft: number };

/** One stay of one card: laid down, and then read with the fault that is asked for. null: there is nothing to read any more. */
async function beginStay(bridge: BridgeUnderSoak, { person, files }: { person: FictitiousPerson; files: IssuedCard }): Promise<{ asked: string; read(fault: Fault, dice: Dice): Promise<End | null> }> {
  const card = new VirtualCard(person, files);
  let spoil: (() => Uint8Array | null) | null = null;
  const laid: LaidCard = { atr: card.atr, reset: () => card.reset(), exec: (apdu) => spoil?.() ?? card.exec(apdu) };
  const { code: asked } = await bridge.lay(laid);

  async function read(fault: Fault, dice: Dice): Promise<End | null> {
    const lying = bridge.tray.state().card;
    if (lying.state !== 'mynumber') return null;
    let commands = 0;
    let release = () => {};
    const when = 1 + dice.pick(16);
    const once = (action: () => Uint8Array) => { spoil = () => (++commands === when ? action() : null); };
    switch (fault) {
      case 'pull': once(() => { bridge.pull(); return new Uint8Array(); }); break;
      case 'garbage': once(() => Uint8Array.from({ length: dice.pick(40) }, () => dice.pick(256))); break;
      case 'mute': bridge.onCommand = async (command) => (command === when ? HALF_A_STATUS_WORD : undefined); break;
      case 'delay': bridge.onCommand = (command) => (command % 5 === 0 ? new Promise((resolve) => setTimeout(resolve, dice.pick(8))) : Promise.resolve()); break;
      case 'hang': bridge.onCommand = (command) => (command === when ? new Promise((resolve) => { release = resolve; }) : Promise.resolve()); break;
      case 'swap': await bridge.take(); await bridge.lay(laid); break;
      case 'reader-gone': await bridge.replug(); break;
      case 'none':
      case 'wrong-pin': break;
    }
    bridge.hasten(fault === 'hang' ? HASTE : 1);
    const reading = await bridge.tray.read({ pin: fault === 'wrong-pin' ? '0000' : person.pin, insertion: lying.insertion });
    spoil = null;
    bridge.onCommand = null;
    bridge.hasten(1);
    release();
    const faithful = !reading.ok || (reading.prefill.name === person.name && reading.prefill.address === person.address);
    return { code: reading.ok ? 'ok' : reading.code, faithful, triesLeft: card.triesLeft };
  }
  return { asked, read };
}

function drawFault(dice: Dice, spared: (typeof SPARED)[keyof typeof SPARED]): Fault {
  if (dice.chance() < spared.calm) return 'none';
  const drawn = FAULTS[dice.pick(FAULTS.length)] ?? 'none';
  if (drawn === 'hang' && dice.chance() < spared.hang) return 'none';
  return drawn === 'reader-gone' && dice.chance() < spared.gone ? 'none' : drawn;
}

export function slopeOf(samples: readonly Sample[]): number {
  const half = samples.slice(Math.floor(samples.length / 2));
  const mean = (of: (sample: Sample) => number) => half.reduce((sum, sample) => sum + of(sample), 0) / half.length;
  const [meanReads, meanRss] = [mean(({ reads }) => reads), mean(({ rssKb }) => rssKb)];
  const spread = half.reduce((sum, { reads }) => sum + (reads - meanReads) ** 2, 0);
  return spread === 0 ? 0 : Math.round((half.reduce((sum, { reads, rssKb }) => sum + (reads - meanReads) * (rssKb - meanRss), 0) / spread) * 1_000);
}

/** mulberry32: the same seed gives the same day. */
function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const chance = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { chance, pick: (count) => Math.floor(chance() * count) };
}
