import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LotteryFile } from '../../contract/index.ts';
import { award, drawOrder, everyWeek, redraw } from './domain/draw.ts';
import { drawRound, redrawRound, sealRound } from './domain/run-round.ts';
import { commitmentOf, drawBelow, entryIdOf, seedOf } from './domain/seal.ts';
import { tellOwnLine, tellVerification } from './domain/tell-verification.ts';
import { FAULTS, verifyLottery } from './domain/verify.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'ascii').digest('hex');
const ROUND = '2027-01';
const slot = (id: string, start: string, spaces = ['hall-a']) => ({ id, room: spaces.length > 1 ? 'hall-ab' : spaces[0], spaces, start: `2027-01-${start}:00:00Z`, end: `2027-01-${start.slice(0, 3)}${String(Number(start.slice(3)) + 2).padStart(2, '0')}:00:00Z` });
const terms = {
  round: ROUND, opensAt: '2026-11-01T00:00:00Z', closesAt: '2026-11-20T00:00:00Z', revealUntil: '2026-11-21T00:00:00Z', beacon: { source: 'drand-quicknet-15000000', at: '2026-11-22T00:00:00Z' },
  slots: [slot('tue1', '05T01'), slot('tue2', '12T01'), slot('tue3', '19T01'), slot('ab1', '05T01', ['hall-a', 'hall-b']), slot('b1', '05T01', ['hall-b']), slot('wed', '06T01')], mostWins: 2, mostWeight: 4,
};
const secretOf = (by: string): string => sha256(`secret of ${by}`);
const committed = ['city', 'library', 'school'].map((by) => ({ by, commitment: commitmentOf(sha256, ROUND, by, secretOf(by)), at: '2026-11-10T00:00:00Z' }));
const receiptOf = (n: number): string => `receipt-${n}`;
const WISHES = [[['tue1', 'tue2', 'tue3'], ['wed']], [['ab1'], ['b1']], [['tue1']], [['wed'], ['tue2']], [['b1'], ['tue3'], ['wed']], [['tue1', 'tue2'], ['b1']]];
const open = { terms, commitments: committed, entries: Array.from({ length: 12 }, (_, n) => ({ id: entryIdOf(sha256, ROUND, receiptOf(n)), weight: 1 + (n % 4), wishes: WISHES[n % WISHES.length] })) };
const sealed = LotteryFile.parse(sealRound(sha256, open as never));
const told = { ...sealed, secrets: committed.map(({ by }) => ({ by, secret: secretOf(by), at: '2026-11-20T10:00:00Z' })) };
const once = drawRound(sha256, told, 'deadbeef');
const drawn = LotteryFile.parse(redrawRound(sha256, once, { returned: [...(once.result?.awards[0]?.slots ?? [])], out: [once.result?.awards[0]?.entry ?? ''] }));
const faultsOf = (file: unknown, published?: string): string[] => verifyLottery(sha256, file as LotteryFile, published).faults.map(({ fault }) => fault);

/** Every place of the file that holds a value, as a path. */
const placesIn = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
  Array.isArray(value) ? value.flatMap((inner, at) => placesIn(inner, [...path, at])) : typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key])) : [path];
const bend = (path: (string | number)[], how: number): LotteryFile => {
  const file = structuredClone(drawn) as unknown as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  const holder = path.slice(0, -1).reduce<Record<string | number, unknown>>((inner, key) => inner[key] as Record<string | number, unknown>, file);
  const was = holder[last];
  holder[last] = typeof was === 'number' ? was + 1 + (how % 3) : typeof was === 'string' ? `${was.slice(0, how % was.length)}${was[how % was.length] === '1' ? '2' : '1'}${was.slice((how % was.length) + 1)}` : null;
  return file as unknown as LotteryFile;
};

describe('the public file', () => {
  it('[B70] a round that went by the rules verifies, from the bytes to the last award; done again it is the same', () => {
    expect([faultsOf(sealed), faultsOf(drawn, sealed.seal)]).toEqual([[], []]);
    expect(verifyLottery(sha256, sealed).pending).toBe(true);
    expect(drawRound(sha256, told, 'deadbeef')).toEqual(once);
    expect(drawn.result?.redraws).toHaveLength(1);
    expect(tellVerification(drawn, verifyLottery(sha256, drawn, sealed.seal), sealed.seal)).toContain('○ 種・順位・当選は、どれも計算と合っています');
  });
  it('[B71] any single change of an entry, a commitment, a secret, the seed, the order or an award is found', () => {
    // A secret's own time may be another one in time: nothing depends on it.
    const places = placesIn(drawn).filter((path) => !(path[0] === 'secrets' && path[2] === 'at') && path[0] !== 'version');
    expect(places.length).toBeGreaterThan(150);
    const unseen = places.filter((path) => [0, 7, 31].some((how) => faultsOf(bend(path, how)).length === 0));
    expect(unseen.map((path) => path.join('.'))).toEqual([]);
    fc.assert(fc.property(fc.constantFrom(...places), fc.nat(63), (path, how) => { expect(faultsOf(bend(path, how)).length).toBeGreaterThan(0); }), { seed: 5, numRuns: 400 });
  });
  it('[B71] an entry or an award that is taken out, put in or put elsewhere is found and named', () => {
    const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, n) => n !== at);
    expect(faultsOf({ ...drawn, entries: without(drawn.entries, 3) })).toContain('entry-missing');
    expect(faultsOf({ ...drawn, entries: [...drawn.entries, { ...drawn.entries[0], id: sha256('new') }] })).toContain('entry-added');
    expect(verifyLottery(sha256, { ...drawn, entries: drawn.entries.map((entry, n) => (n === 2 ? { ...entry, weight: (entry.weight % 4) + 1 } : entry)) }).faults[0]).toEqual({ fault: 'entry-changed', at: drawn.entries[2]?.id });
    expect(faultsOf({ ...drawn, entries: drawn.entries.toReversed() })).toContain('entries-unsorted');
    const result = drawn.result ?? expect.unreachable();
    expect(faultsOf({ ...drawn, result: { ...result, awards: without(result.awards, 0) } })).toContain('award-differs');
    expect(faultsOf({ ...drawn, result: { ...result, order: result.order.toReversed() } })).toEqual(['order-differs']);
    expect(faultsOf({ ...drawn, commitments: without(drawn.commitments, 1) })).toContain('seal-differs');
  });
  it('[B72] who makes everything anew after the close is found by the seal that was published', () => {
    const forged = drawRound(sha256, { ...sealRound(sha256, { ...open, entries: open.entries.map((entry, n) => ({ ...entry, weight: n === 0 ? 4 : 1 })) } as never), secrets: told.secrets }, 'deadbeef');
    expect([faultsOf(forged), faultsOf(forged, sealed.seal)]).toEqual([[], ['seal-not-the-published']]);
  });
  it('[B73] names nobody: entries are hashes of receipts, and whoever has the receipt finds the own line', () => {
    const id = entryIdOf(sha256, ROUND, receiptOf(0));
    expect(tellOwnLine(sha256, drawn, receiptOf(0))).toMatch(new RegExp(`^控えの申込み ${id}: 重み 1、希望 1. tue1\\+tue2\\+tue3 2. wed\n順位 \\d+ / 12、`));
    expect(tellOwnLine(sha256, drawn, 'somebody else')).toContain('ファイルにありません');
    expect(() => LotteryFile.parse({ ...drawn, entries: [{ ...drawn.entries[0], name: '山田' }] })).toThrow(/name/);
  });
  it('[B74] a secret that is late or held back counts as absent, by a rule that is older than the beacon', () => {
    const withheld = { ...told, secrets: told.secrets.slice(0, 2) };
    const late = { ...told, secrets: told.secrets.map((one, n) => (n === 2 ? { ...one, at: '2026-11-21T00:00:01Z' } : one)) };
    expect(seedOf(sha256, late, 'deadbeef')).toBe(seedOf(sha256, withheld, 'deadbeef'));
    expect(seedOf(sha256, late, 'deadbeef')).not.toBe(once.result?.seed);
    const verified = verifyLottery(sha256, drawRound(sha256, late, 'deadbeef'));
    expect([verified.faults, verified.absent]).toEqual([[], [{ by: 'school', why: 'late' }]]);
    expect(faultsOf({ ...drawRound(sha256, withheld, 'deadbeef'), secrets: told.secrets })).toContain('seed-differs');
    expect(faultsOf(sealRound(sha256, { ...open, terms: { ...terms, revealUntil: '2026-11-23T00:00:00Z' } } as never))).toEqual(['times-out-of-order']);
    expect(faultsOf(sealRound(sha256, { ...open, commitments: [...committed, { ...committed[0], by: 'late', at: '2026-11-20T00:00:01Z' }] } as never))).toEqual(['commitment-late']);
    expect(faultsOf({ ...told, secrets: [{ ...told.secrets[0], secret: sha256('another') }] })).toEqual(['secret-wrong']);
  });
  it('[B75] every fault is said in plain words', () => {
    for (const fault of FAULTS) expect(tellVerification(sealed, { faults: [{ fault, at: 'x' }], absent: [], pending: false }, undefined)).toMatch(/\n× [^\n]*\p{Script=Hiragana}/u);
  });
});

describe('chance', () => {
  /** Upper 0.1 % point of the chi-square distribution; the seeds are fixed, so the outcome is too. */
  const CHI_SQUARE_001 = { 4: 18.47, 5: 20.52, 9: 27.88 } as const;
  const chiSquare = (seen: readonly number[], expected: readonly number[]): number => seen.reduce((sum, count, n) => sum + (count - (expected[n] ?? 0)) ** 2 / (expected[n] ?? 1), 0);
  const DRAWS = 6_000;
  it('[B76] equal tickets have equal chances at every place', () => {
    const entries = Array.from({ length: 6 }, (_, n) => ({ id: sha256(`equal ${n}`), weight: 1 })).sort((a, b) => (a.id < b.id ? -1 : 1));
    const orders = Array.from({ length: DRAWS }, (_, n) => drawOrder(sha256, sha256(`seed ${n}`), entries));
    for (const place of [0, 2, 5]) expect(chiSquare(entries.map(({ id }) => orders.filter((order) => order[place] === id).length), Array(6).fill(DRAWS / 6))).toBeLessThan(CHI_SQUARE_001[5]);
  });
  it('[B77] a weight counts as so many tickets, at the first place exactly in proportion', () => {
    const entries = [1, 1, 2, 3, 4].map((weight, n) => ({ id: sha256(`weighted ${n}`), weight }));
    const first = Array.from({ length: DRAWS }, (_, n) => drawOrder(sha256, sha256(`weighted seed ${n}`), entries)[0]);
    expect(chiSquare(entries.map(({ id }) => first.filter((one) => one === id).length), entries.map(({ weight }) => (DRAWS * weight) / 11))).toBeLessThan(CHI_SQUARE_001[4]);
  });
  it('[B78] a number is drawn without favour: what would favour a remainder is thrown away', () => {
    const seen: number[] = Array(10).fill(0);
    const counter = { n: 0 };
    for (let n = 0; n < DRAWS; n += 1) seen[drawBelow(sha256, sha256('numbers'), counter, 10)]! += 1;
    expect(chiSquare(seen, Array(10).fill(DRAWS / 10))).toBeLessThan(CHI_SQUARE_001[9]);
    // 2^48 = 65,535 × 65,537 + 1: the last value is refused, and the next number is asked for.
    const answers = ['ffffffffffff', '000000000003'];
    expect(drawBelow(() => answers.shift() ?? '', 'x', { n: 0 }, 65_537)).toBe(3);
  });
  it('[B79] whoever enters, and in which order, moves nobody else’s seed: it is known only after the close', () => {
    expect(sealRound(sha256, { ...open, entries: open.entries.toReversed() } as never)).toEqual(sealed);
    expect(new Set([seedOf(sha256, told, 'deadbeef'), seedOf(sha256, told, 'deadbeee'), ...committed.map(({ by }) => seedOf(sha256, { ...told, secrets: told.secrets.filter((one) => one.by !== by) }, 'deadbeef'))]).size).toBe(5);
  });
});

describe('awards', () => {
  const entry = (name: string, ...wishes: string[][]) => ({ id: sha256(name), weight: 1, wishes });
  const parsed = sealed.terms;
  const [a, b, c] = [entry('a', ['tue1', 'tue2'], ['wed']), entry('b', ['tue1'], ['b1']), entry('c', ['ab1'], ['wed'])];
  const order = [a.id, b.id, c.id];
  it('[B80] the best wish that is still whole, and nobody a second time before everybody had a chance', () => {
    expect(award(parsed, [a, b, c], order)).toEqual([{ entry: a.id, wish: 1, slots: ['tue1', 'tue2'] }, { entry: b.id, wish: 2, slots: ['b1'] }, { entry: c.id, wish: 2, slots: ['wed'] }]);
    expect(award(parsed, [a, b, c], [c.id, a.id, b.id]).map(({ wish }) => wish)).toEqual([1, 2]);
  });
  it('[B80] in any round no two awards share a space at a time, none has more wins than allowed, and nothing wished for stays free for somebody who may have it', () => {
    let several = 0;
    fc.assert(fc.property(fc.array(fc.constantFrom(...WISHES), { minLength: 1, maxLength: 15 }), fc.nat(), (wishes, seed) => {
      const entries = wishes.map((one, n) => entry(`${n}`, ...one));
      const won = award(parsed, entries, drawOrder(sha256, sha256(`${seed}`), entries));
      const slots = won.flatMap((one) => one.slots.flatMap((id) => parsed.slots.find((other) => other.id === id) ?? []));
      expect(new Set(slots.flatMap(({ start, spaces }) => spaces.map((space) => `${space} ${start}`))).size).toBe(slots.flatMap(({ spaces }) => spaces).length);
      for (const { id } of entries) expect(won.filter((one) => one.entry === id).length).toBeLessThanOrEqual(parsed.mostWins);
      expect(award(parsed, entries, entries.map(({ id }) => id), won)).toEqual([]);
      several += won.length > 2 ? 1 : 0;
    }), { seed: 9, numRuns: 200 });
    expect(several).toBeGreaterThan(50);
  });
  it('[B81] what came back goes to the next in the same order, never to who gave it back, and touches no win that stands', () => {
    const won = award(parsed, [a, b, c], order);
    const back = redraw(parsed, [a, b, c], order, won, { returned: ['tue1'], out: [a.id] });
    expect(back.awards).toEqual([{ entry: b.id, wish: 1, slots: ['tue1'] }]);
    expect(back.standing).toEqual([won[1], won[2], ...back.awards]);
    // What stayed free after the draw has gone to first come, first served: a redraw may not touch it.
    const [x, both] = [entry('x', ['tue1']), entry('both', ['tue1', 'tue2'])];
    expect(redraw(parsed, [x, both], [x.id, both.id], award(parsed, [x, both], [x.id, both.id]), { returned: ['tue1'], out: [x.id] }).awards).toEqual([]);
  });
  it('[B82] a wish for every week is all of its weeks or none', () => {
    expect([everyWeek(parsed, 'tue1'), everyWeek(parsed, 'none')]).toEqual([['tue1', 'tue2', 'tue3'], []]);
    const weekly = entry('weekly', everyWeek(parsed, 'tue1'));
    expect(award(parsed, [b, weekly], [b.id, weekly.id])).toEqual([{ entry: b.id, wish: 1, slots: ['tue1'] }, { entry: b.id, wish: 2, slots: ['b1'] }]);
  });
});
