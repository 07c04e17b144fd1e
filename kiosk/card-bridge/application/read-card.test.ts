import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCardIssuer, type CardIssuer, type IssuedCard } from '../../testing/card-issuer.ts';
import { FICTITIOUS_PEOPLE, findFictitiousPerson, HANAKO, type FictitiousPerson } from '../../testing/fictitious-people.ts';
import { VirtualCard, type CardHabits } from '../../testing/virtual-card.ts';
import { nodeCardCrypto } from '../adapters/node-card-crypto.ts';
import { CARD_CODES, Prefill } from '../contract/index.ts';
import { queryTries, readBinary, selectFile, selectTextAp, signChallenge, verifyPin } from '../domain/apdu.ts';
import { equalBytes, toHex } from '../domain/bytes.ts';
import { CardFault } from '../domain/card-fault.ts';
import { FILES, type FileId } from '../domain/text-ap.ts';
import { openCardChannel } from './card-channel.ts';
import type { IssuerKeys } from './ports.ts';
import { readCard } from './read-card.ts';

const issuer: CardIssuer = openCardIssuer();
let issuers: IssuerKeys;
let issued: IssuedCard;
beforeAll(async () => {
  issuers = await issuer.keys();
  issued = await issuer.issue(HANAKO);
}, 30_000);

const hanako = (habits: Partial<CardHabits> = {}, person: FictitiousPerson = HANAKO) => new VirtualCard(person, issued, habits);
const pinBytes = (text: string) => Uint8Array.from(text, (digit) => digit.charCodeAt(0));

/** Reads through a wire that records, and may be pulled before the command of that count (1 is the first). */
async function read(card: VirtualCard, { pin = card.person.pin, pullBefore = Infinity, keys = issuers }: { pin?: string; pullBefore?: number; keys?: IssuerKeys } = {}) {
  const sent: string[] = [];
  let resets = 0;
  const buffer = pinBytes(pin);
  const transport = {
    transmit: async (apdu: Uint8Array) => {
      sent.push(toHex(apdu));
      return sent.length >= pullBefore ? new Uint8Array() : card.exec(apdu.slice());
    },
    close: async () => { resets++; card.reset(); },
  };
  const result = await readCard({ transport, pin: buffer, crypto: nodeCardCrypto, issuers: keys, signal: new AbortController().signal });
  return { result, sent, resets, pinLeft: toHex(buffer), verifies: sent.filter((apdu) => apdu.startsWith('0020008004')).length };
}
const codeOf = ({ result }: Awaited<ReturnType<typeof read>>) => (result.ok ? 'ok' : result.refusal);

describe('one reading', () => {
  it('[C8] gives every fictitious person as issued', async () => {
    for (const person of FICTITIOUS_PEOPLE) {
      const card = await VirtualCard.issue(issuer, { ...person, triesLeft: 3 });
      const { result, resets } = await read(card);
      expect(result).toMatchObject({ ok: true, prefill: { name: person.name, address: person.address, birth: { raw: person.birth }, sex: person.sex, authenticity: 'verified', live: true } });
      if (result.ok) expect(Prefill.parse(result.prefill)).toEqual(result.prefill);
      expect(resets).toBe(1);
    }
  }, 30_000);

  it('[C5] sends the PIN once and zeroes it, right or wrong', async () => {
    for (const pin of ['1234', '9999']) {
      const { verifies, pinLeft } = await read(hanako(), { pin });
      expect([verifies, pinLeft]).toEqual([1, '00000000']);
    }
  });

  it('[C4] wrong PINs end at the guard: the last try is never spent', async () => {
    const card = hanako();
    expect(codeOf(await read(card, { pin: '0000' }))).toEqual({ code: 'PIN_WRONG', triesLeft: 2 });
    expect(codeOf(await read(card, { pin: '0000' }))).toEqual({ code: 'PIN_LAST_TRY', triesLeft: 1 });
    const third = await read(card, { pin: '1234' });
    expect(codeOf(third)).toEqual({ code: 'PIN_LAST_TRY', triesLeft: 1 });
    expect([third.verifies, card.triesLeft]).toEqual([0, 1]);
  });

  it('[C4] however PINs are typed, no card ever comes to zero', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('1234', '0000', '9999'), { maxLength: 8 }), fc.integer({ min: 1, max: 3 }), async (pins, triesLeft) => {
      const card = hanako({}, { ...HANAKO, triesLeft });
      for (const pin of pins) await read(card, { pin });
      expect(card.triesLeft).toBeGreaterThan(0);
    }), { numRuns: 40 });
  });

  it('[C5] a good PIN after one mistake gives all tries back', async () => {
    const card = hanako();
    await read(card, { pin: '0000' });
    expect((await read(card)).result.ok).toBe(true);
    expect(card.triesLeft).toBe(3);
  });

  it.each([0x63c0, 0x6983, 0x6984])('[C4] a locked card that answers %i to the query is PIN_LOCKED without a VERIFY', async (lockedQueryStatusWord) => {
    const locked = await read(hanako({ lockedQueryStatusWord }, { ...HANAKO, triesLeft: 0 }));
    expect([codeOf(locked), locked.verifies]).toEqual([{ code: 'PIN_LOCKED', triesLeft: 0 }, 0]);
  });

  it.each([0x6983, 0x6984])('[C4] a card that says it is locked only at VERIFY (%i) is PIN_LOCKED', async (lockedStatusWord) => {
    const card = hanako({ queryStatusWord: 0x63c3, lockedStatusWord }, { ...HANAKO, triesLeft: 0 });
    expect(codeOf(await read(card))).toEqual({ code: 'PIN_LOCKED', triesLeft: 0 });
  });

  it.each([[0x9000, 'ok'], [0x6300, 'ok'], [0x6a88, { code: 'PIN_NOT_SET' }], [0x6f00, { code: 'CARD_UNREADABLE' }]])('[C3] a query answered %i', async (queryStatusWord, expected) => {
    expect(codeOf(await read(hanako({ queryStatusWord })))).toEqual(expected);
  });

  it('[C10] a phone or another card is NOT_MYNUMBER_CARD, a broken one CARD_UNREADABLE', async () => {
    expect(codeOf(await read(hanako({ hasTextAp: false })))).toEqual({ code: 'NOT_MYNUMBER_CARD' });
    expect(codeOf(await read(hanako({ broken: Uint8Array.of(0x6f, 0x00) })))).toEqual({ code: 'CARD_UNREADABLE' });
  });

  it('[C11] pulled before any command: CARD_REMOVED, and a PIN already sent is not sent again', async () => {
    const whole = await read(hanako());
    for (let pullBefore = 1; pullBefore <= whole.sent.length; pullBefore++) {
      const pulled = await read(hanako(), { pullBefore });
      expect(codeOf(pulled)).toEqual({ code: 'CARD_REMOVED' });
      expect(pulled.sent.length).toBe(pullBefore);
      expect([pulled.verifies <= 1, pulled.resets]).toEqual([true, 1]);
    }
    expect(whole.sent.length).toBeGreaterThan(15);
  });

  it.each(['short', '6282', '6b00'] as const)('[C8] reads to the end when the end is told by %s', async (endOfFile) => {
    const long = { ...HANAKO, address: '縁側市'.repeat(150) };
    const card = await VirtualCard.issue(issuer, long, { endOfFile });
    const { result } = await read(card);
    expect(result).toMatchObject({ ok: true, prefill: { address: long.address } });
  }, 20_000);

  it('[C8] T=0 manners: 6Cxx is asked again with the right length, 61xx is fetched', async () => {
    const { result, verifies } = await read(hanako({ t0: true }));
    expect([result.ok, verifies]).toEqual([true, 1]);
  });

  it('[C10] a file that ends early or claims to be huge is CARD_DATA', async () => {
    const short = hanako();
    short.files['0002'] = short.files['0002'].slice(0, 60);
    expect(codeOf(await read(short))).toEqual({ code: 'CARD_DATA' });
    const huge = hanako();
    huge.files['0002'] = Uint8Array.of(0xff, 0x20, 0x82, 0xff, 0xff, ...huge.files['0002']);
    const { result, sent } = await read(huge);
    expect(result).toMatchObject({ refusal: { code: 'CARD_DATA' } });
    expect(sent.length).toBeLessThan(10);
  });
});

describe('authenticity', () => {
  it('[C9] one changed byte anywhere in the four items gives no data', async () => {
    const length = issued.files['0002'].length - 8;
    for (let at = 20; at < length; at += 9) {
      const card = hanako();
      card.files['0002'] = card.files['0002'].slice();
      card.files['0002'][at] = (card.files['0002'][at] ?? 0) ^ 1;
      const { result } = await read(card);
      expect(result.ok ? 'ok' : result.refusal.code).toMatch(/^(?:AUTH_FAILED|CARD_DATA)$/);
    }
  });

  it('[C9] a copy of the files without the key fails', async () => {
    const copy = new VirtualCard(HANAKO, { ...(await issuer.issue(HANAKO)), files: issued.files });
    expect(codeOf(await read(copy))).toEqual({ code: 'AUTH_FAILED' });
  }, 20_000);

  it('[C9] an unknown issuer is not_checked, a forged one under a known id fails', async () => {
    expect((await read(hanako(), { keys: new Map() })).result).toMatchObject({ ok: true, prefill: { authenticity: 'not_checked', live: true } });
    const stranger = await openCardIssuer().keys();
    expect(codeOf(await read(hanako(), { keys: stranger }))).toEqual({ code: 'AUTH_FAILED' });
  }, 20_000);

  it('[C9] all sixteen bytes of an issuer id count', async () => {
    const [[id, key] = ['', { n: new Uint8Array(), e: new Uint8Array() }]] = [...issuers];
    const almost = new Map([[`${id.slice(0, -2)}ff`, key]]);
    expect((await read(hanako(), { keys: almost })).result).toMatchObject({ ok: true, prefill: { authenticity: 'not_checked' } });
  });
});

describe('the individual number', () => {
  it('[C1] no reading, whole or broken, ever selects 0001 or 0014', async () => {
    const card = hanako();
    for (let pullBefore = 1; pullBefore < 22; pullBefore++) await read(card, { pullBefore });
    expect(new Set(card.selected)).toEqual(new Set(['0011', '0002', '0003', '0004', '0007']));
  });

  it('[C1] no sequence of calls on a channel ever selects 0001 or 0014', async () => {
    const call = fc.oneof(
      fc.nat(0x20).map((fileId) => () => selectFile(fileId as FileId)),
      fc.constantFrom(...Object.values(FILES)).map((fileId) => () => selectFile(fileId)),
      fc.constant(selectTextAp), fc.constant(queryTries), fc.constant(() => verifyPin(pinBytes('1234'))),
      fc.nat(0xffff).map((offset) => () => readBinary(offset, 256)), fc.constant(() => signChallenge(new Uint8Array(32))),
      fc.uint8Array({ maxLength: 12 }).map((bytes) => () => bytes),
      fc.constantFrom('00a4020c020001', '00a4020c020014', '00b0810000', '00a4000c020001').map((hex) => () => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))),
    );
    let selected = 0;
    await fc.assert(fc.asyncProperty(fc.array(call, { maxLength: 30 }), async (calls) => {
      const card = hanako();
      const channel = openCardChannel({ transmit: async (apdu) => card.exec(apdu), close: async () => {} }, new AbortController().signal);
      await channel.selectApplication();
      for (const build of calls) {
        try {
          const { data } = await channel.send(build());
          expect(equalBytes(data, card.files['0001'])).toBe(false);
        } catch (error) {
          expect(error instanceof CardFault || error instanceof RangeError).toBe(true);
        }
      }
      selected += card.selected.length;
      expect(card.selected).not.toContain('0001');
      expect(card.selected).not.toContain('0014');
    }), { numRuns: 300 });
    expect(selected).toBeGreaterThan(100);
  });
});

it('[C10] every code is written once', () => {
  expect(new Set(CARD_CODES).size).toBe(CARD_CODES.length);
  expect(findFictitiousPerson('見本 花子')).toBe(HANAKO);
});
