import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CARD_CODES } from '../card-bridge/contract/index.ts';
import { parseCardFile, toFixture } from './card-file.ts';
import { runFixtures } from './card-fixtures.ts';

const PERSON = { name: '見本　外子', address: '縁側市見本町一丁目２番３号', birth: '19850412', sex: 'female' };
const VERIFIED = 'verified/live';

/** Cards that nobody here has seen, and how each must end. */
const STRANGERS: readonly [string, object, string][] = [
  ['no name at all', { name: '' }, VERIFIED], ['no address', { address: '' }, VERIFIED], ['everything empty but the birth', { name: '', address: '', sex: '' }, VERIFIED],
  ['the longest name of the contract', { name: '見'.repeat(1_000) }, VERIFIED], ['a name beyond it', { name: '見'.repeat(1_001) }, 'CARD_DATA'],
  ['the longest file', { address: '市'.repeat(2_700) }, VERIFIED], ['a file beyond eight kilobytes', { address: '市'.repeat(2_800) }, 'CARD_DATA'],
  ['half-width, accents and other scripts', { name: 'ﾐﾎﾝ　Zoë Nguyễn 김 Иван مثال' }, VERIFIED], ['private use and a joiner', { name: '\u{E000}\u{F0000}　見\u200D本' }, VERIFIED],
  ['Shift_JIS', { name: { hex: '8ca9967b' } }, 'CARD_DATA'], ['UTF-16', { name: { hex: '898b672c' } }, 'CARD_DATA'], ['a surrogate in UTF-8', { name: { hex: 'eda080' } }, 'CARD_DATA'], ['a control character', { name: '見\u0000本' }, 'CARD_DATA'],
  ['birth wholly unknown', { birth: '00000000' }, VERIFIED], ['birth with a month only', { birth: '19640700' }, VERIFIED], ['birth that is no date', { birth: '20239999' }, VERIFIED],
  ['birth in letters', { birth: 'S390710' }, VERIFIED], ['birth too long', { birth: '1964-07-10' }, 'CARD_DATA'], ['birth empty', { birth: '' }, 'CARD_DATA'], ['birth in kanji', { birth: '昭和' }, 'CARD_DATA'],
  ['sex 0', { sex: '0' }, VERIFIED], ['sex of two letters', { sex: '12' }, VERIFIED],
  ...['DF22', 'DF23', 'DF24', 'DF25'].map((tag): [string, object, string] => [`no ${tag}`, { record: { omit: [tag] } }, 'CARD_DATA']),
  ['an unknown tag behind', { record: { extra: [{ tag: 'DF26', value: '?' }] } }, VERIFIED], ['a one-byte tag behind', { record: { extra: [{ tag: '9E', value: { hex: '00' } }] } }, VERIFIED],
  ...['81', '82', '83'].map((lengths): [string, object, string] => [`lengths written as ${lengths}`, { record: { lengths } }, VERIFIED]),
  ['no filler', { record: { filler: 0 } }, VERIFIED], ['much filler', { record: { filler: 4_096 } }, VERIFIED],
  ['wrong offsets', { record: { offsets: 'wrong' } }, 'CARD_DATA'], ['no offsets', { record: { offsets: 'missing' } }, 'CARD_DATA'],
  ['an empty file', { record: { hex: '' } }, 'CARD_DATA'], ['only filler', { record: { hex: 'ffffffffffffffff' } }, 'CARD_DATA'], ['a length that lies', { record: { hex: 'ff2082ffff' } }, 'CARD_DATA'],
  ['another outer tag', { record: { hex: 'ff1003df2100' } }, 'AUTH_FAILED'], ['a length form of no kind', { record: { hex: 'ff208400000001df' } }, 'CARD_DATA'],
  ['no signature files', { signature: 'none' }, 'not_checked/unknown'], ['wrong hash', { signature: 'wrong-hash' }, 'AUTH_FAILED'], ['wrong signature', { signature: 'wrong-signature' }, 'AUTH_FAILED'],
  ['wrong issuer', { signature: 'wrong-issuer' }, 'AUTH_FAILED'], ['unknown issuer', { signature: 'unknown-issuer' }, 'not_checked/live'], ['copied', { signature: 'copied' }, 'AUTH_FAILED'],
  ['no key of its own', { files: { '0007': null } }, 'not_checked/unknown'], ['a certificate of noise', { files: { '0004': 'deadbeef' } }, 'CARD_DATA'],
  ['SELECT answered with an unknown word', { faults: [{ at: 1, do: 'answer', hex: '6f42' }] }, 'CARD_UNREADABLE'], ['the query too', { faults: [{ at: 3, do: 'answer', hex: '6f42' }] }, 'CARD_UNREADABLE'],
  ['VERIFY too', { faults: [{ at: 7, do: 'answer', hex: '6f42' }] }, 'CARD_DATA'], ['VERIFY that warns', { faults: [{ at: 7, do: 'answer', hex: '6200' }] }, 'CARD_DATA'],
  ['READ too', { faults: [{ at: 9, do: 'answer', hex: '6581' }] }, 'CARD_DATA'], ['an answer of one byte', { faults: [{ at: 9, do: 'answer', hex: '90' }] }, 'CARD_REMOVED'],
  ['pulled at VERIFY', { faults: [{ at: 7, do: 'pull' }] }, 'CARD_REMOVED'], ['locked in an unknown word', { triesLeft: 0, habits: { lockedQuery: '6983' } }, 'PIN_LOCKED'],
  ['no count of tries', { habits: { query: '6300' } }, VERIFIED], ['a phone', { habits: { hasTextAp: false } }, 'NOT_MYNUMBER_CARD'], ['broken', { habits: { everyAnswer: '6f00' } }, 'CARD_UNREADABLE'],
  ['wrong PIN', { type: { pin: '0000' } }, 'PIN_WRONG'], ['PIN of five digits', { type: { pin: '12345' } }, 'PIN_FORMAT'], ['last try', { triesLeft: 1 }, 'PIN_LAST_TRY'],
  ['B on a locked card', { triesLeft: 0, type: { numberB: '01010120359999' } }, VERIFIED], ['wrong B', { type: { numberB: '00000000000000' } }, 'PIN_WRONG'], ['twelve digits as B', { type: { numberB: '000000000000' } }, 'PIN_FORMAT'],
];

const parsed = (card: object) => {
  const file = parseCardFile(JSON.stringify(card));
  if (!file.ok) throw new Error(file.problems.join('; '));
  return file.card;
};

describe('a card from outside', () => {
  it('[C34] every card that is written beside the schema ends as it says', async () => {
    const folder = new URL('./cards/', import.meta.url);
    const files = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => ({ name, card: parsed(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as object) }));
    const { results } = await runFixtures(files.map(({ name, card }) => toFixture(name, card)), 'in-process');
    expect(results.map(({ name, got }) => [name, got])).toEqual(files.map(({ name, card }) => [name, card.expect]));
    const rare = results.find(({ name }) => name === 'rare-letters.json');
    expect(rare?.reading).toMatchObject({ ok: true, prefill: { name: '𠮷葛󠄀　髙﨑', birth: { raw: '19500000', y: 1950 }, sex: 'not_applicable' } });
  }, 60_000);

  it('[C34] cards that nobody has seen end in their four items letter for letter, or in one code', async () => {
    const { results } = await runFixtures(STRANGERS.map(([name, card]) => toFixture(name, parsed({ ...PERSON, ...card }))), 'in-process');
    expect(results.map(({ name, got }) => `${name}: ${got}`)).toEqual(STRANGERS.map(([name, , expected]) => `${name}: ${expected}`));
    for (const [at, { reading }] of results.entries()) {
      const card = { ...PERSON, ...STRANGERS[at]?.[1] };
      if (reading?.ok) expect([reading.prefill.name, reading.prefill.address, reading.prefill.birth.raw]).toEqual([card.name, card.address, card.birth]);
      else if (reading) expect(CARD_CODES).toContain(reading.code);
    }
  }, 120_000);

  it('[C34] a file that is no card names each mistake with its place', () => {
    const problems = (text: string) => { const file = parseCardFile(text); return file.ok ? [] : file.problems; };
    expect(problems('{')).toEqual([expect.stringMatching(/^no JSON: /) as string]);
    expect(problems('{}').map((line) => line.split(':')[0])).toEqual(['name', 'address', 'birth', 'sex']);
    expect(problems(JSON.stringify({ ...PERSON, kana: 'みほん' }))).toEqual(['card: Unrecognized key: "kana"']);
    expect(problems(JSON.stringify({ ...PERSON, pin: '12a4', triesLeft: 7 }))).toEqual(['pin: the card\'s PIN is four digits', expect.stringMatching(/^triesLeft: /) as string]);
    expect(problems(JSON.stringify({ ...PERSON, faults: [{ at: 1, do: 'dance' }] }))).toEqual(['faults.0.do: "do" is "answer", "pull" or "wait"']);
    expect(problems(JSON.stringify({ ...PERSON, files: { '0001': 'ff' } }))).toEqual(['files.0001: the 個人番号 and 照合番号A are not part of a card file']);
    expect(problems(JSON.stringify({ ...PERSON, name: { hex: 'abc' }, type: { pin: '1', numberB: '2' } }))).toHaveLength(2);
  });
});
