/** 足あとの人: a visitor of the proof, whose words are drawn anew for each walk, so that wherever one is found it was left there by this walk and no other. */
import { randomInt } from 'node:crypto';
import { VIRTUAL_NUMBER_B } from '@engawa/kiosk/testing';
import type { FictitiousPerson } from '@engawa/kiosk/testing';
import { inBoth } from './needles.ts';
import type { Needle } from './needles.ts';

export type Visitor = {
  readonly person: FictitiousPerson;
  /** has a card as well: 「カードで追加」 */ readonly relative: FictitiousPerson;
  /** PIN that no card has */ readonly wrongPin: string;
  /** typed: name and reading in hiragana, a telephone, half an address */
  readonly typed: { readonly kana: string; readonly phone: string; readonly place: string; readonly text: string };
  readonly needles: readonly Needle[];
};

/** Letters that every face of the kiosk has; no word of the house is eight of them in a row. */
const KANJI = '山川田林森池沢谷岡原石松竹梅桜花葉草木空雲雨雪風星月光朝夕春夏秋冬東西南北青赤白黒金銀鉄玉糸米麦豆茶酒塩';
const HIRAGANA = 'かきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもらりるれろ';
const KATAKANA_FROM = 0x60;
const draw = (letters: string, length: number): string => Array.from({ length }, () => letters[randomInt(letters.length)]!).join('');
const digits = (length: number): string => draw('0123456789', length);
const katakana = (hiragana: string): string => hiragana.replaceAll(/[ぁ-ん]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) + KATAKANA_FROM));

/** Four digits that are no year, so that nothing else is written like this PIN's frames. */
const newPin = (): string => `${randomInt(3, 10)}${digits(3)}`;
/** So long ago that no list of days in any program has it. There are few such days, so that two of sixty people would share one: `born` holds those that are taken. */
function newBirth(born: Set<string>): string {
  for (;;) {
    const birth = `190${randomInt(2, 10)}0${randomInt(1, 10)}${randomInt(10, 29)}`;
    if (born.has(birth)) continue;
    born.add(birth);
    return birth;
  }
}
const newPerson = (id: string, born: Set<string>): FictitiousPerson => ({
  id, name: `${draw(KANJI, 4)}　${draw(KANJI, 4)}`, kana: '', address: `縁側市${draw(KANJI, 6)}町${randomInt(1, 10)}番地　${katakana(draw(HIRAGANA, 8))}`,
  birth: newBirth(born), sex: 'female', pin: newPin(), triesLeft: 3, note: 'canary',
});

/** Four digits alone stand everywhere by chance: a PIN is looked for in the frames that carry it, the page's message and the card's command. */
const framesOf = (name: string, pin: string): Needle[] => [
  ...inBoth(`${name} in its message`, `"pin":"${pin}"`), { name: `${name} in its command`, bytes: Buffer.concat([Buffer.from('0020008004', 'hex'), Buffer.from(pin)]) },
];
const ofCard = (who: string, { name, address, birth, pin }: FictitiousPerson): Needle[] => [
  ...inBoth(`${who} name`, name), ...inBoth(`${who} town`, address.slice(3, 9)), ...inBoth(`${who} house`, address.split('　')[1]!),
  ...inBoth(`${who} birth`, `"raw":"${birth}"`), ...inBoth(`${who} birth date`, `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6)}`), { name: `${who} birth on the card`, bytes: Buffer.concat([Buffer.from('df2408', 'hex'), Buffer.from(birth)]) },
  ...framesOf(`${who} PIN`, pin),
];

/** `born`: days of birth of the visitors before, which the new one adds to. */
export function newVisitor(born = new Set<string>()): Visitor {
  const [person, relative] = [newPerson('visitor', born), newPerson('relative', born)];
  const wrongPin = [...person.pin].map((digit) => String((Number(digit) + 5) % 10)).join('');
  const typed = { kana: `${draw(HIRAGANA, 6)}　${draw(HIRAGANA, 6)}`, phone: `039${randomInt(2, 10)}${digits(6)}`, place: draw(HIRAGANA, 10), text: draw(HIRAGANA, 12) };
  const { phone } = typed;
  return {
    person, relative, wrongPin, typed,
    needles: [
      ...ofCard('visitor', person), ...ofCard('relative', relative), ...framesOf('wrong PIN', wrongPin), ...inBoth('number B', VIRTUAL_NUMBER_B),
      ...inBoth('reading', katakana(typed.kana)), ...inBoth('typed reading', typed.kana), ...inBoth('phone', phone), ...inBoth('phone with dashes', `${phone.slice(0, 2)}-${phone.slice(2, 6)}-${phone.slice(6)}`),
      ...inBoth('typed place', typed.place), ...inBoth('typed text', typed.text),
    ],
  };
}
