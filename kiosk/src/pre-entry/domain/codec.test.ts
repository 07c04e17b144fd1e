import { deflateRawSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProcedureId } from '@engawa/reception/contract';
import { smallCity } from '../../intake/testing/small-city.ts';
import { keysOf, LIFE, openPayload, sealBody, writeBody, type Catalogue } from './codec.ts';
import { inflate } from './inflate.ts';
import { countOf, cutIntoParts, gather, joined, LIMIT, matches, readPart, type Gathered } from './parts.ts';
import { fromUtf8, toUtf8 } from './utf8.ts';

const TODAY = 20_780;
const city: Catalogue = { ...smallCity, procedures: smallCity.procedures.map((procedure) => procedure.id !== 'tennyu' ? procedure : { ...procedure, fields: [...procedure.fields,
  { key: 'people.movers', label: { ja: '人', 'ja-easy': '人', en: 'people' }, kind: 'people', required: true, min: 1, max: 12, columns: [{ key: 'name', label: { ja: '名', 'ja-easy': '名', en: 'name' }, kind: 'name', required: true }] }] }) };
const chosen = [ProcedureId.parse('juminhyo'), ProcedureId.parse('tennyu')];
const sha = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const texts = (values: Record<string, string>) => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
const pack = (values: Record<string, string>, deflated: boolean, day = TODAY, of = city): Uint8Array => {
  const body = writeBody(of, chosen, texts(values));
  return sealBody(of, day, deflated ? deflateRawSync(body) : body, deflated);
};
const someLetters = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('葛\u{e0100}飾', '𠮷野', '﨑髙', 'Ｎｇuyễn', 'ﾊﾝｶｸ', '👨‍👩‍👧'));
const someValues = fc.dictionary(fc.constantFrom(...keysOf(city)), someLetters.filter((value) => value !== ''), { maxKeys: 12 });
const readAll = (codes: readonly Uint8Array[]): Gathered => codes.reduce<Gathered | null>((all, code) => { const part = readPart(code); return part.ok ? gather(all, part) : all; }, null)!;

describe('answers inside a code', () => {
  it('[X1] come back letter for letter, with variation selectors and rare characters', () => {
    fc.assert(fc.property(someValues, fc.boolean(), (values, deflated) => {
      expect(openPayload(city, pack(values, deflated), TODAY)).toEqual({ ok: true, entry: { procedures: chosen, values }, unknown: 0, changed: false });
    }));
  });
  it('[X2] of an older catalogue: what is known is read, what is not is counted', () => {
    const payload = pack({ 'applicant.name': '見本　花子', 'juminhyo.copies': '2', 'people.movers.2.name': '見本　次郎' }, true);
    const without = { ...city, procedures: city.procedures.filter(({ id }) => id !== 'tennyu') };
    expect(openPayload(without, payload, TODAY)).toEqual({ ok: true, entry: { procedures: ['juminhyo'], values: { 'applicant.name': '見本　花子', 'juminhyo.copies': '2' } }, unknown: 2, changed: true });
  });
  it('[X3] grow old: fourteen days, and not from after tomorrow', () => {
    const at = (day: number) => openPayload(city, pack({ 'applicant.name': 'a' }, false, day), TODAY).ok;
    expect([at(TODAY), at(TODAY - LIFE.days), at(TODAY + 1)]).toEqual([true, true, true]);
    for (const day of [TODAY - LIFE.days - 1, TODAY + 2]) expect(openPayload(city, pack({ 'applicant.name': 'a' }, false, day), TODAY)).toEqual({ ok: false, code: 'QR_EXPIRED' });
  });
  it('[X4] hostile bytes never throw and never open more than the cap', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 900 }), (bytes) => {
      expect(inflate(bytes, 64)?.length ?? 0).toBeLessThanOrEqual(64);
      openPayload(city, bytes, TODAY);
      openPayload(city, Uint8Array.from([bytes[0] ?? 0 & 1, TODAY >> 8, TODAY & 255, 0, 0, 0, 0, ...bytes]), TODAY);
      readPart(bytes);
    }), { numRuns: 2_000 });
    fc.assert(fc.property(someValues, fc.nat(), fc.nat(255), (values, at, byte) => {
      const whole = pack(values, true);
      openPayload(city, whole.slice(0, at % whole.length), TODAY);
      openPayload(city, whole.map((old, index) => (index === at % whole.length ? byte : old)), TODAY);
    }));
  });
  it('[X4] a bomb stops at the cap', () => {
    const bomb = deflateRawSync(Buffer.alloc(5_000_000));
    expect(inflate(bomb, LIMIT.openBytes)).toBeNull();
    expect(openPayload(city, sealBody(city, TODAY, bomb, true), TODAY)).toEqual({ ok: false, code: 'QR_TOO_BIG' });
  });
  it('[X4] what the platform deflates is inflated the same, at every level', () => {
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 3_000 }), fc.string({ maxLength: 900 }).map((text) => Uint8Array.from(toUtf8(text.repeat(3))))), fc.integer({ min: 0, max: 9 }), (bytes, level) => {
      expect(inflate(deflateRawSync(bytes, { level }), LIMIT.openBytes)).toEqual(bytes);
    }));
  });
  it('[X1] letters are read as UTF-8 and nothing else', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      let expected: string | null;
      try { expected = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes); } catch { expected = null; }
      expect(fromUtf8(bytes)).toBe(expected);
    }), { numRuns: 5_000 });
  });
  it('[X5] several codes join in any order; those of two visits never mix', () => {
    const payload = Uint8Array.from({ length: 3_000 }, (_, n) => (n * 97) & 255);
    const [one, other] = [payload, payload.map((byte) => byte ^ 1)].map((bytes) => cutIntoParts(bytes, sha(bytes))!) as [Uint8Array[], Uint8Array[]];
    expect(one).toHaveLength(6);
    expect(Math.max(...one.map((code) => code.length))).toBeLessThanOrEqual(LIMIT.partBytes);
    fc.assert(fc.property(fc.shuffledSubarray(one, { minLength: one.length }), (codes) => { expect(joined(readAll(codes))).toEqual(payload); }));
    const mixed = readAll([...one.slice(0, 5), other[5]!]);
    expect(countOf(mixed)).toEqual({ have: 1, of: 6 });
    expect(joined(mixed)).toBeNull();
  });
  it('[X5] a forged part shows when the parts are joined', () => {
    const payload = Uint8Array.from({ length: 900 }, () => 7);
    const codes = cutIntoParts(payload, sha(payload))!;
    const forged = readAll([codes[0]!, codes[1]!.map((byte, at) => (at === 20 ? byte ^ 1 : byte))]);
    expect(matches(forged, sha(joined(forged)!))).toBe(false);
    expect(matches(readAll(codes), sha(payload))).toBe(true);
  });
  it('[X5] more than eight codes are refused before they are shown', () => {
    const payload = new Uint8Array(LIMIT.partBytes * LIMIT.parts);
    expect(cutIntoParts(payload, sha(payload))).toBeNull();
  });
  it.each([['a page of the web', Buffer.from('https://example.jp/a/b/c'), 'QR_NOT_OURS'], ['a later version', Buffer.from([0x45, 0x47, 9, 1, 0, 0, 0, 0, 1]), 'QR_VERSION'], ['part 3 of 2', Buffer.from([0x45, 0x47, 1, 0x22, 0, 0, 0, 0, 1]), 'QR_PART'], ['far too much', Buffer.concat([Buffer.from([0x45, 0x47]), Buffer.alloc(2_000)]), 'QR_TOO_BIG']] as const)('[X6] %s is told apart', (_what, bytes, code) => {
    expect(readPart(bytes)).toEqual({ ok: false, code });
  });
});
