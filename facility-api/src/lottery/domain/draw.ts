import type { LotteryAward, LotteryEntry, LotteryTerms } from '../../../contract/index.ts';
import { drawBelow } from './seal.ts';
import type { Sha256 } from './seal.ts';

/**
 * Order of the entries, by lot without putting back: each draw takes one of the remaining weights, laid side by side in the order of the entry ids.
 * An entry of weight 3 is as likely to be next as three entries of weight 1.
 */
export function drawOrder(sha256: Sha256, seed: string, entries: readonly Pick<LotteryEntry, 'id' | 'weight'>[]): string[] {
  const left = entries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const counter = { n: 0 };
  let weights = left.reduce((sum, { weight }) => sum + weight, 0);
  const order: string[] = [];
  while (left.length > 0) {
    let mark = drawBelow(sha256, seed, counter, weights);
    const at = left.findIndex(({ weight }) => (mark -= weight) < 0);
    const [drawn] = left.splice(at, 1);
    if (!drawn) throw new Error('the weights do not sum to their sum');
    weights -= drawn.weight;
    order.push(drawn.id);
  }
  return order;
}

type Slot = LotteryTerms['slots'][number];
const collide = (a: Slot, b: Slot): boolean => a.spaces.some((space) => b.spaces.includes(space)) && Date.parse(a.start) < Date.parse(b.end) && Date.parse(b.start) < Date.parse(a.end);

/**
 * In the drawn order each entry takes the best of its wishes that is still whole, one a turn, for `mostWins` turns: nobody has a second win before
 * everybody had a chance of a first. `have`: wins that stand; `only`: slots that may be taken (a redraw gives back no others); `out`: who takes no part.
 */
export function award(terms: LotteryTerms, entries: readonly LotteryEntry[], order: readonly string[], have: readonly LotteryAward[] = [], only?: ReadonlySet<string>, out: readonly string[] = []): LotteryAward[] {
  const slots = new Map(terms.slots.map((slot) => [slot.id, slot]));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const wins = new Map<string, number>();
  for (const { entry } of have) wins.set(entry, (wins.get(entry) ?? 0) + 1);
  const taken = have.flatMap((won) => won.slots.flatMap((id) => slots.get(id) ?? []));
  const made: LotteryAward[] = [];
  for (let turn = 1; turn <= terms.mostWins; turn += 1) {
    for (const id of order) {
      if (out.includes(id) || (wins.get(id) ?? 0) >= turn) continue;
      const wishes = byId.get(id)?.wishes ?? [];
      const at = wishes.findIndex((wish) => wish.every((name) => {
        const slot = slots.get(name);
        return slot !== undefined && (only === undefined || only.has(name)) && !taken.some((other) => collide(slot, other));
      }));
      const wish = wishes[at];
      if (!wish) continue;
      taken.push(...wish.flatMap((name) => slots.get(name) ?? []));
      wins.set(id, (wins.get(id) ?? 0) + 1);
      made.push({ entry: id, wish: at + 1, slots: wish });
    }
  }
  return made;
}

/** 再抽選 of slots that came back: the same order goes on. No new chance, so nobody gains by making one happen. */
export function redraw(terms: LotteryTerms, entries: readonly LotteryEntry[], order: readonly string[], standing: readonly LotteryAward[], back: { returned: readonly string[]; out: readonly string[] }): { standing: LotteryAward[]; awards: LotteryAward[] } {
  const kept = standing.filter((won) => !won.slots.some((slot) => back.returned.includes(slot)));
  const returned = new Set(standing.filter((won) => !kept.includes(won)).flatMap(({ slots }) => slots));
  const awards = award(terms, entries, order, kept, returned, back.out);
  return { standing: [...kept, ...awards], awards };
}

/** A wish for the same weekday and clock time all through the round, e.g. every Tuesday evening: the ids of its slots, or none. Tokyo has no summer time. */
export function everyWeek(terms: LotteryTerms, first: string): string[] {
  const slot = terms.slots.find(({ id }) => id === first);
  const week = 7 * 24 * 3_600_000;
  return slot ? terms.slots.filter((other) => other.room === slot.room && (Date.parse(other.start) - Date.parse(slot.start)) % week === 0 && Date.parse(other.end) - Date.parse(other.start) === Date.parse(slot.end) - Date.parse(slot.start)).map(({ id }) => id) : [];
}
