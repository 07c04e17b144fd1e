/** 半角カタカナ in the order of U+FF66..U+FF9D, and their full-width letters. */
const HALF = 'ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ';
const FULL = 'ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン';
const PLAIN = 'カキクケコサシスセソタチツテトハヒフヘホウ';
const VOICED = 'ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ';
const HALF_VOICED: Record<string, string> = { ハ: 'パ', ヒ: 'ピ', フ: 'プ', ヘ: 'ペ', ホ: 'ポ' };

const voice = (letter: string): string => VOICED[PLAIN.indexOf(letter)] ?? letter;

/** One letter with its mark put on or taken off: か -> が, は -> ば -> ぱ -> は, つ -> づ. Works on hiragana and katakana. */
export const turnMark = (letter: string, mark: 'voiced' | 'half'): string => {
  const hiragana = letter >= 'ぁ' && letter <= 'ゖ';
  const katakana = hiragana ? shift(letter, 0x60) : letter;
  const base = PLAIN[VOICED.indexOf(katakana)] ?? Object.keys(HALF_VOICED).find((key) => HALF_VOICED[key] === katakana) ?? katakana;
  const marked = mark === 'voiced' ? voice(base) : (HALF_VOICED[base] ?? katakana);
  const turned = marked === katakana ? base : marked;
  return hiragana && turned !== 'ヴ' ? shift(turned, -0x60) : turned;
};

const SMALL = 'ァィゥェォッャュョヮ';
const LARGE = 'アイウエオツヤユヨワ';
/** つ -> っ -> つ, や -> ゃ. */
export const turnSmall = (letter: string): string => {
  const hiragana = letter >= 'ぁ' && letter <= 'ゖ';
  const katakana = hiragana ? shift(letter, 0x60) : letter;
  const turned = SMALL[LARGE.indexOf(katakana)] ?? LARGE[SMALL.indexOf(katakana)] ?? katakana;
  return hiragana ? shift(turned, -0x60) : turned;
};

const shift = (letter: string, by: number): string => String.fromCodePoint((letter.codePointAt(0) ?? 0) + by);

/**
 * フリガナ as the register wants it: hiragana and half-width letters become full-width katakana, a space becomes U+3000.
 * Only for readings: names themselves are never converted.
 */
export const toKatakana = (text: string): string => {
  let out = '';
  for (const letter of text.trim()) {
    if (letter === 'ﾞ' || letter === '゛' || letter === '\u3099') { out = out.slice(0, -1) + voice(out.slice(-1)); continue; }
    if (letter === 'ﾟ' || letter === '゜' || letter === '\u309a') { out = out.slice(0, -1) + (HALF_VOICED[out.slice(-1)] ?? out.slice(-1)); continue; }
    if (letter === ' ' || letter === '\u3000') { if (!out.endsWith('\u3000')) out += '\u3000'; continue; }
    if (letter === '･') { out += '・'; continue; }
    if (letter >= 'ぁ' && letter <= 'ゖ') { out += shift(letter, 0x60); continue; }
    out += FULL[HALF.indexOf(letter)] ?? letter;
  }
  return out;
};

/** Letters that フリガナ may hold. */
export const isKatakana = (text: string): boolean => /^[ァ-ヴー・\u3000]+$/u.test(text);
