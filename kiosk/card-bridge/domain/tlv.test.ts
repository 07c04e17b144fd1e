import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex } from './bytes.ts';
import { encodeTlv, parseOuterTlv, parseTlv, TlvError } from './tlv.ts';

const tags = [0x90, 0x5f37, 0x7f21, 0xdf22, 0xff20] as const;
const object = fc.record({ tag: fc.constantFrom(...tags), value: fc.uint8Array({ maxLength: 700 }) });

describe('BER-TLV', () => {
  it('[C8] what is written is read again, with lengths in the 1-byte, 81 and 82 form', () => {
    fc.assert(fc.property(fc.array(object, { maxLength: 6 }), (objects) => {
      const bytes = concatBytes(...objects.map(({ tag, value }) => encodeTlv(tag, value)));
      expect(parseTlv(bytes).map(({ tag, value }) => ({ tag, value: value.slice() }))).toEqual(objects);
    }));
    expect(encodeTlv(0xdf22, new Uint8Array(127)).length).toBe(3 + 127);
    expect(encodeTlv(0xdf22, new Uint8Array(128)).length).toBe(4 + 128);
    expect(encodeTlv(0xdf22, new Uint8Array(256)).length).toBe(5 + 256);
  });

  it('[C8] every truncation of one object is refused', () => {
    fc.assert(fc.property(object, fc.nat(), (one, cut) => {
      const bytes = encodeTlv(one.tag, one.value);
      expect(() => parseTlv(bytes.subarray(0, 1 + (cut % (bytes.length - 1))))).toThrow(TlvError);
    }));
  });

  it('[C8] random bytes are read or refused, never read beyond their end', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      try {
        for (const { end } of parseTlv(bytes)) expect(end).toBeLessThanOrEqual(bytes.length);
      } catch (error) {
        expect(error).toBeInstanceOf(TlvError);
      }
    }));
  });

  it.each([['overrun', 'df2205aabb'], ['indefinite length', 'df2280aabb'], ['four length bytes', 'df228400000001aa'], ['endless tag', 'dfffffff01'], ['no length', 'df22']])('[C8] refuses %s', (_, hex) => {
    expect(() => parseTlv(fromHex(hex))).toThrow(TlvError);
  });

  it('[C8] filler after the outer object is not data', () => {
    const outer = parseOuterTlv(fromHex('df2202aabb ffffffff'));
    expect([outer.end, outer.value.length]).toEqual([5, 2]);
  });
});
