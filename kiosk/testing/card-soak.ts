import type { Clock } from '../card-bridge/application/ports.ts';
import { systemClock } from '../card-bridge/adapters/system-clock.ts';
import { openCardIssuer } from './card-issuer.ts';
import { openCardRig, type CardRig, type LaidCard } from './card-rig.ts';
import { FICTITIOUS_PEOPLE } from './fictitious-people.ts';
import { VirtualCard } from './virtual-card.ts';

/** What a day in a hall does to a card bridge. */
const FAULTS = ['none', 'none', 'none', 'wrong-pin', 'pull', 'mute', 'garbage', 'delay', 'swap', 'reader-gone', 'hang'] as const;
type Fault = (typeof FAULTS)[number];
/** Ends that fit a fault; garbage may end in any code, but never in another name. */
const FITTING: Record<Fault, RegExp> = {
  none: /^ok$/, 'wrong-pin': /^(?:PIN_WRONG|PIN_LAST_TRY)$/, pull: /^(?:CARD_REMOVED|ok)$/, mute: /^CARD_REMOVED$/, garbage: /^(?:[A-Z_]+|ok)$/,
  delay: /^ok$/, swap: /^(?:NO_CARD|CARD_REMOVED)$/, 'reader-gone': /^(?:READER_MISSING|NO_CARD)$/, hang: /^TIMEOUT$/,
};
/** While a reader is made to hang, the watchdog's ten seconds pass in a fifth of one. */
const HASTE = 50;
/** A hung reader costs the watchdog's time: one in five of those drawn. */
const HANGS_SPARED = 0.8;
const MOST_READS_A_CARD = 4;

export type SoakResult = {
  through: CardRig['through']; why: string | null; outcomes: Map<string, number>; faults: Map<string, number>; deviations: string[];
  rssMb: { begin: number; end: number }; handles: { begin: number; end: number }; restarts: number; seconds: number;
};

/** One bridge, one process, `reads` readings with random faults. `restarts` counts errors that nobody expected: each would have ended the process. */
export async function soakCardBridge({ reads, seed, prefer }: { reads: number; seed: number; prefer?: 'in-process' }): Promise<SoakResult> {
  const issuer = openCardIssuer();
  const people = FICTITIOUS_PEOPLE.filter(({ triesLeft }) => triesLeft === 3);
  const issued = await Promise.all(people.map((person) => issuer.issue(person)));
  let haste = 1;
  const clock: Clock = { nowMs: systemClock.nowMs, after: (delayMs, action) => systemClock.after(delayMs / haste, action) };
  const random = dice(seed);
  const pick = (count: number) => Math.floor(random() * count);
  const [outcomes, faults, deviations] = [new Map<string, number>(), new Map<string, number>(), [] as string[]];
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  let restarts = 0;
  const unexpected = () => { restarts++; };
  process.on('unhandledRejection', unexpected);
  const startedAt = performance.now();
  let handles = { begin: openHandles(), end: 0 };
  // The bridge's own timers let a process end; while a reader hangs nothing else holds this one.
  const awake = setInterval(() => {}, 1_000);
  const rig = await openCardRig({ issuers: await issuer.keys(), clock, ...(prefer ? { prefer } : {}) });
  let rssBegin = 0;
  try {
    for (let done = 0; done < reads;) {
      if (rssBegin === 0 && done >= Math.min(500, reads / 10)) rssBegin = rss();
      const at = pick(people.length);
      const [person, files] = [people[at] ?? people[0], issued[at] ?? issued[0]];
      if (!person || !files) break;
      const card = new VirtualCard(person, files);
      let spoil: ((apdu: Uint8Array) => Uint8Array | null) | null = null;
      const laid: LaidCard = { atr: card.atr, reset: () => card.reset(), exec: (apdu) => spoil?.(apdu) ?? card.exec(apdu) };
      const asked = await rig.lay(laid);
      if (asked.code !== 'ok') deviations.push(`read ${done}: a good card was asked and ended with ${asked.code}`);
      for (let again = 0; again < MOST_READS_A_CARD && done < reads; again++) {
        const lying = rig.tray.state().card;
        if (lying.state !== 'mynumber') break;
        const drawn: Fault = prefer !== 'in-process' && random() < 0.5 ? 'none' : FAULTS[pick(FAULTS.length)] ?? 'none';
        const fault: Fault = drawn === 'hang' && random() < HANGS_SPARED ? 'none' : drawn;
        let commands = 0;
        const when = 1 + pick(16);
        const once = (action: () => Uint8Array | null) => { spoil = () => (++commands === when ? action() : null); };
        let release = () => {};
        if (fault === 'pull') once(() => { rig.pull(); return new Uint8Array(); });
        if (fault === 'mute') rig.onCommand = async (command) => (command === when ? new Uint8Array() : undefined);
        if (fault === 'garbage') once(() => Uint8Array.from({ length: pick(40) }, () => pick(256)));
        if (fault === 'delay') rig.onCommand = (command) => (command % 5 === 0 ? new Promise((resolve) => setTimeout(resolve, pick(8))) : Promise.resolve());
        if (fault === 'hang') rig.onCommand = (command) => (command === when ? new Promise((resolve) => { release = resolve; }) : Promise.resolve());
        if (fault === 'swap') { await rig.take(); await rig.lay(laid); }
        if (fault === 'reader-gone') await rig.replug();
        haste = fault === 'hang' ? HASTE : 1;
        const reading = await rig.tray.read({ pin: fault === 'wrong-pin' ? '0000' : person.pin, insertion: lying.insertion });
        const end = reading.ok ? 'ok' : reading.code;
        done++;
        count(faults, fault);
        count(outcomes, end);
        const faithful = !reading.ok || (reading.prefill.name === person.name && reading.prefill.address === person.address);
        if (!FITTING[fault].test(end) || !faithful || card.triesLeft < 1) deviations.push(`read ${done}, ${fault}: ended with ${end}, ${card.triesLeft} tries left${faithful ? '' : ', another name'}`);
        spoil = null;
        rig.onCommand = null;
        haste = 1;
        release();
        if ((fault !== 'none' && fault !== 'wrong-pin' && fault !== 'delay') || end === 'PIN_LAST_TRY') break;
      }
      await rig.take();
    }
  } finally {
    await rig.close();
    process.off('unhandledRejection', unexpected);
    clearInterval(awake);
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  handles = { ...handles, end: openHandles() };
  return { through: rig.through, why: rig.why, outcomes, faults, deviations: deviations.slice(0, 20), rssMb: { begin: rssBegin, end: rss() }, handles, restarts, seconds: Math.round((performance.now() - startedAt) / 1000) };
}

const rss = (): number => Math.round(process.memoryUsage().rss / 1_048_576);
/** Sockets, pipes and timers that would keep the process alive. */
const openHandles = (): number => process.getActiveResourcesInfo().filter((name) => name !== 'TTYWrap' && name !== 'PipeWrap').length;

/** mulberry32: the same seed gives the same day. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
