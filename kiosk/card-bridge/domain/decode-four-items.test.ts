import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeFourItems } from '../../testing/card-issuer.ts';
import { Prefill } from '../contract/index.ts';
import { concatBytes, fromHex, toHex } from './bytes.ts';
import { decodeFourItems, toBirth } from './decode-four-items.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { fourItemsDigestSource } from './integrity.ts';

/** The published layout, written out by hand: 試験　見本, a made-up address, 29 February 1992, female. */
const VECTOR = fromHex(
  'ff20818cdf2108000f00210081008cdf220fe8a9a6e9a893e38080e8a68be69cacdf235de69eb6e7a9bae79c8ce8a68be69cace5b882e8a9a6e4bd9ce794bae4b880e4b881e79baeefbc92e795aaefbc93efbc8defbc94'
  + 'efbc95efbc96e58fb7e38080e382b5e383b3e38397e383abe3838fe382a4e38384efbc91efbc90efbc91df24083139393230323239df250132',
);
const plain = { name: '試験　見本', address: '架空県見本市試作町一丁目２番３－４５６号　サンプルハイツ１０１', birth: '19920229', sex: 'female' as const };

describe('基本4情報', () => {
  it('[C8] decodes the published vector', () => {
    expect(VECTOR.length).toBe(144);
    expect(decodeFourItems(VECTOR)).toEqual({ ok: true, items: { ...plain, birth: { raw: '19920229', y: 1992, m: 2, d: 29 } } });
    expect(decodeFourItems(concatBytes(VECTOR, fromHex('ffffffffffff')))).toMatchObject({ ok: true });
    expect(toHex(writeFourItems(plain).file)).toBe(`${toHex(VECTOR)}ffffffffffffffff`);
  });

  it('[C8] long, non-BMP and variant letters arrive unchanged', () => {
    const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).filter((text) => !/[\u0000-\u001f\u007f-\u009f]/.test(text) && text.isWellFormed());
    fc.assert(fc.property(texts, texts, (name, address) => {
      expect(decodeFourItems(writeFourItems({ ...plain, name, address }).file)).toMatchObject({ ok: true, items: { name, address } });
    }));
    for (const name of ['𠮷試　𩸽験', '葛󠄀城　辻󠄀堂', 'か\u3099く\u3099']) {
      expect(decodeFourItems(writeFourItems({ ...plain, name }).file)).toMatchObject({ ok: true, items: { name } });
    }
  });

  it.each([
    ['00000000', { raw: '00000000' }],
    ['19780000', { raw: '19780000', y: 1978 }],
    ['19780600', { raw: '19780600', y: 1978, m: 6 }],
    ['19781399', { raw: '19781399', y: 1978 }],
    ['19920229', { raw: '19920229', y: 1992, m: 2, d: 29 }],
  ])('[C8] a birth of %s keeps what is known', (raw, birth) => {
    expect(toBirth(raw)).toEqual(birth);
    expect(Prefill.shape.birth.parse(toBirth(raw))).toEqual(birth);
  });

  it.each([
    ['cut short', VECTOR.subarray(0, 100), 'tlv'],
    ['another file', concatBytes(fromHex('ff30'), VECTOR.subarray(2)), 'tag'],
    ['offsets that point elsewhere', replaced(VECTOR, 8, 0x10), 'offsets'],
    ['a broken letter', replaced(VECTOR, 18, 0xff), 'utf8'],
    ['a control character', replaced(VECTOR, VECTOR.indexOf(0xef), 0xef, [0x01, 0x41, 0x41]), 'control'],
    ['no sex', fromHex('ff2004df240131'), 'missing'],
  ])('[C8] refuses %s', (_, file, reason) => {
    expect(decodeFourItems(file)).toEqual({ ok: false, reason });
  });

  it('[C8] any changed byte is decoded or refused, never thrown', () => {
    fc.assert(fc.property(fc.nat(VECTOR.length - 1), fc.nat(255), (at, octet) => {
      expect(decodeFourItems(replaced(VECTOR, at, octet))).toHaveProperty('ok');
    }), { numRuns: 2000 });
  });

  it('[C8] UTF-8 is taken exactly when a strict decoder takes it', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const expected = (bytes: Uint8Array) => { try { return strict.decode(bytes); } catch { return null; } };
    const nearMisses = fc.array(fc.constantFrom(0x00, 0x41, 0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f, 0xf5, 0xff), { maxLength: 6 }).map((octets) => Uint8Array.from(octets));
    fc.assert(fc.property(fc.oneof(nearMisses, fc.uint8Array({ maxLength: 8 })), (bytes) => {
      expect(decodeUtf8(bytes)).toBe(expected(bytes));
    }), { numRuns: 5000 });
  });

  it('[C9] the hash covers the four objects, without offset table and filler', () => {
    const { file, hashed } = writeFourItems(plain);
    const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(sha256(fourItemsDigestSource(file))).toBe(sha256(hashed));
  });
});

function replaced(bytes: Uint8Array, at: number, octet: number, more: number[] = []): Uint8Array {
  const copy = bytes.slice();
  copy.set(more.length > 0 ? more : [octet], at);
  return copy;
}
