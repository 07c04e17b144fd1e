import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getResponse, isAllowedApdu, queryTries, readBinary, selectFile, selectTextAp, signChallenge, verifyPin, withLe } from './apdu.ts';
import { fromHex, toHex } from './bytes.ts';
import { CardFault } from './card-fault.ts';
import { parseAnswer, toTries } from './status-word.ts';
import { FILES, isAllowedFile, type FileId } from './text-ap.ts';

describe('commands', () => {
  it('are written as the card expects them', () => {
    expect(toHex(selectTextAp())).toBe('00a4040c0ad3921000310001010408');
    expect(toHex(selectFile(FILES.pin))).toBe('00a4020c020011');
    expect(toHex(queryTries())).toBe('00200080');
    expect(toHex(verifyPin(fromHex('31323334')))).toBe('002000800431323334');
    expect(toHex(readBinary(0x0100, 256))).toBe('00b0010000');
    expect(toHex(withLe(readBinary(0, 256), 0x6c8c))).toBe('00b000008c');
    expect(toHex(getResponse(0x80))).toBe('00c0000080');
    expect(toHex(signChallenge(new Uint8Array(32)))).toBe(`802a0000333031300d060960864801650304020105000420${'00'.repeat(32)}00`);
  });

  it('[C1] no file outside the list can be selected, not even past the types', () => {
    fc.assert(fc.property(fc.nat(0xffff), (fileId) => {
      if (isAllowedFile(fileId)) expect(isAllowedApdu(selectFile(fileId))).toBe(true);
      else expect(() => selectFile(fileId as FileId)).toThrow(new CardFault('FORBIDDEN_FILE'));
    }));
    for (const forbidden of [0x0001, 0x0014, 0x0006, 0x0012]) expect(isAllowedFile(forbidden)).toBe(false);
  });

  it('[C2] the gate lets nothing else through', () => {
    const allowed = [selectTextAp(), ...Object.values(FILES).map(selectFile), queryTries(), verifyPin(fromHex('30303030')), readBinary(0, 256), readBinary(0x7fff, 1), getResponse(1), signChallenge(new Uint8Array(32))];
    for (const apdu of allowed) expect(isAllowedApdu(apdu), toHex(apdu)).toBe(true);
    const hostile = ['00a4020c020001', '00a4020c020014', '00a4020c03001100', '00a4020c0200', '00a4020002 0002', '00a4000c020002', '00a4080c020001', '00b0810000', '00b0820000', '00200091 0431323334', '00200080 0531323334 35',
      '00a4040c0ad3921000310001010402', '00a4040c10d392f000260100000001', '00a40400 0ad3921000310001010408', '802a0080 33', '00d60000 01 00', '0084000008', '00a4', '', '01a4020c020002'];
    for (const hex of hostile) expect(isAllowedApdu(fromHex(hex)), hex).toBe(false);
  });

  it('[C1] random bytes that pass the gate never select 0001 or 0014 and never use a short file identifier', () => {
    const select = fc.tuple(fc.constant(0x00), fc.constant(0xa4), fc.constantFrom(2, 0, 4, 8), fc.constantFrom(0x0c, 0), fc.constantFrom(2, 1, 3), fc.constantFrom(0x00, 0x01), fc.nat(0x18));
    const read = fc.tuple(fc.constant(0x00), fc.constant(0xb0), fc.nat(255), fc.nat(255), fc.nat(255));
    let passed = 0;
    fc.assert(fc.property(fc.oneof(select, read, fc.array(fc.nat(255), { maxLength: 20 })), (octets) => {
      const apdu = Uint8Array.from(octets);
      if (!isAllowedApdu(apdu)) return;
      passed++;
      expect(toHex(apdu)).not.toMatch(/^00a402..02(?:0001|0014)/);
      if (apdu[1] === 0xb0) expect(apdu[2]).toBeLessThan(0x80);
    }), { numRuns: 20_000 });
    expect(passed).toBeGreaterThan(1000);
  });

  it('[C3] the answer to the query of tries', () => {
    expect(toTries(0x63c3)).toEqual({ kind: 'counted', left: 3 });
    for (const locked of [0x63c0, 0x6983, 0x6984]) expect(toTries(locked)).toEqual({ kind: 'counted', left: 0 });
    for (const unlimited of [0x9000, 0x6300]) expect(toTries(unlimited)).toEqual({ kind: 'unlimited' });
    expect(toTries(0x6a88)).toEqual({ kind: 'no-pin' });
    expect(toTries(0x6f00)).toEqual({ kind: 'unreadable' });
  });

  it('[C11] an answer without a status word is no answer', () => {
    expect(parseAnswer(new Uint8Array())).toBeNull();
    expect(parseAnswer(Uint8Array.of(0x90))).toBeNull();
    expect(parseAnswer(Uint8Array.of(1, 0x90, 0x00))).toEqual({ data: Uint8Array.of(1), statusWord: 0x9000 });
  });
});
