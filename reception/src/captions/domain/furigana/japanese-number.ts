const DIGITS: Record<string, number> = { 〇: 0, 零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const SMALL: Record<string, number> = { 十: 10, 百: 100, 千: 1_000 };
const LARGE: Record<string, number> = { 万: 10_000, 億: 100_000_000, 兆: 1_000_000_000_000 };
const ONES = ['', 'いち', 'に', 'さん', 'よん', 'ご', 'ろく', 'なな', 'はち', 'きゅう'];
const HUNDREDS = ['', 'ひゃく', 'にひゃく', 'さんびゃく', 'よんひゃく', 'ごひゃく', 'ろっぴゃく', 'ななひゃく', 'はっぴゃく', 'きゅうひゃく'];
const THOUSANDS = ['', 'せん', 'にせん', 'さんぜん', 'よんせん', 'ごせん', 'ろくせん', 'ななせん', 'はっせん', 'きゅうせん'];
/** Numbers above have no use at a counter and are left bare. */
const MOST = 9_999_999_999_999;

/** A number as it stands in a text. `leadingZero` and `digitsOnly` tell a telephone's digits from an amount. */
export interface ReadNumber { length: number; value: number; kanji: boolean; digitsOnly: boolean; leadingZero: boolean; decimals: string }

const ARABIC = /^\d[\d,]*(?:\.\d+)?/;
const KANJI = /^[〇零一二三四五六七八九十百千万億兆]+/;
const MIXED = /^(?:\d[\d,]*|[〇零一二三四五六七八九十百千]+)[十百千万億兆](?:[\d,]+|[〇零一二三四五六七八九十百千万億兆])*/;

const kanjiValue = (text: string): number | null => {
  if (/^[〇零一二三四五六七八九]{2,}$/.test(text)) return Number([...text].map((letter) => DIGITS[letter]).join(''));
  let total = 0;
  let part = 0;
  let digits = '';
  const closeDigits = (): number => { const value = digits === '' ? NaN : Number(digits); digits = ''; return value; };
  for (const letter of text) {
    if (letter in DIGITS) digits += String(DIGITS[letter]);
    else if (/\d/.test(letter)) digits += letter;
    else if (letter in SMALL) { const times = closeDigits(); part += (Number.isNaN(times) ? 1 : times) * SMALL[letter]!; }
    else if (letter in LARGE) { const ones = closeDigits(); const times = part + (Number.isNaN(ones) ? 0 : ones); if (times === 0) return null; total += times * LARGE[letter]!; part = 0; }
    else if (letter !== ',') return null;
  }
  const rest = closeDigits();
  return total + part + (Number.isNaN(rest) ? 0 : rest);
};

/** The number that begins at `at`: 三百, 12,800, 2万5千, 二〇一, 1.5. The text is in half-width digits. Null where none begins. */
export function readNumberAt(text: string, at: number): ReadNumber | null {
  const rest = text.slice(at, at + 40);
  const mixed = MIXED.exec(rest)?.[0] ?? '';
  const arabic = (ARABIC.exec(rest)?.[0] ?? '').replace(/,+$/, '');
  const kanji = KANJI.exec(rest)?.[0] ?? '';
  const found = [mixed, arabic, kanji].reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  if (found === '') return null;
  const [whole = '', decimals = ''] = found === arabic ? arabic.split('.') : [found];
  const value = found === arabic ? Number(whole.replaceAll(',', '')) : kanjiValue(found);
  if (value === null || !Number.isSafeInteger(value) || value > MOST) return null;
  return { length: found.length, value, kanji: !/\d/.test(found), digitsOnly: found === arabic, leadingZero: /^0\d/.test(found), decimals };
}

const underTenThousand = (value: number): string => THOUSANDS[Math.floor(value / 1_000)]! + HUNDREDS[Math.floor(value / 100) % 10]! + (Math.floor(value / 10) % 10 === 0 ? '' : `${Math.floor(value / 10) % 10 === 1 ? '' : ONES[Math.floor(value / 10) % 10]}じゅう`) + ONES[value % 10]!;

/** How a number is said alone: 1,800 -> せんはっぴゃく, 10,000 -> いちまん. */
export function sayNumber(value: number): string {
  if (value === 0) return 'ぜろ';
  const [ones, tenThousands, hundredMillions, trillions] = [value % 10_000, Math.floor(value / 10_000) % 10_000, Math.floor(value / 100_000_000) % 10_000, Math.floor(value / 1_000_000_000_000)];
  const trillion = trillions === 0 ? '' : `${trillions % 10 === 1 ? underTenThousand(trillions).replace(/いち$/, 'いっ') : underTenThousand(trillions)}ちょう`;
  return trillion + (hundredMillions === 0 ? '' : `${underTenThousand(hundredMillions)}おく`) + (tenThousands === 0 ? '' : `${underTenThousand(tenThousands)}まん`) + underTenThousand(ones);
}

/** 1.5 -> いってんご. */
export const sayDecimal = (value: number, decimals: string): string => `${sayNumber(value).replace(/いち$/, 'いっ').replace(/はち$/, 'はっ').replace(/じゅう$/, 'じゅっ').replace(/^ぜろ$/, 'れい')}てん${[...decimals].map((digit) => ONES[Number(digit)] || 'ぜろ').join('')}`;
