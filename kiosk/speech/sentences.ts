/** What the board's voices say, clip by clip: a sentence to speak, and which stretch of it is kept. */
export interface JapaneseClip {
  clip: string;
  /** spoken whole, so that the stretch has the melody of its place */
  sentence: string;
  /** the sounds that are kept, as Open JTalk writes them; `pau` is a pause inside the stretch */
  sounds: string;
  /** keep the last occurrence instead of the first */
  last?: true;
}
export interface EnglishClip { clip: string; text: string }

const upTo = (n: number, from = 1): number[] => Array.from({ length: n - from + 1 }, (_, at) => from + at);

/* 百 and 千 change the sound before and after them */
const DIGIT = ['', 'i ch i', 'n i', 's a N', 'y o N', 'g o', 'r o k u', 'n a n a', 'h a ch i', 'ky u u'] as const;
const HUNDRED = ['', 'hy a k u', 'n i hy a k u', 's a N by a k u', 'y o N hy a k u', 'g o hy a k u', 'r o cl py a k u', 'n a n a hy a k u', 'h a cl py a k u', 'ky u u hy a k u'] as const;
const THOUSAND = ['', 's e N', 'n i s e N', 's a N z e N', 'y o N s e N', 'g o s e N', 'r o k u s e N', 'n a n a s e N', 'h a cl s e N', 'ky u u s e N'] as const;
const TENS = (n: number): string => (n < 10 ? DIGIT[n]! : `${n >= 20 ? `${DIGIT[Math.floor(n / 10)]!} ` : ''}j u u${n % 10 ? ` ${DIGIT[n % 10]!}` : ''}`);
const ZONES = { A: ['まるのエー', 'm a r u n o e e'], B: ['ひしがたのビー', 'h i sh i g a t a n o b i i'], C: ['ろっかくのしい', 'r o cl k a k u n o sh i i'], D: ['うめのディー', 'u m e n o d i i'], E: ['しかくのイー', 'sh i k a k u n o i i'], F: ['さんかくのエフ', 's a N k a k u n o e f u'] } as const;
const ENGLISH_ZONES = { A: 'circle A', B: 'diamond B', C: 'hexagon C', D: 'plum blossom D', E: 'square E', F: 'triangle F' } as const;
const KANJI = '〇一二三四五六七八九';
const kanji = (n: number): string => `${n >= 20 ? KANJI[Math.floor(n / 10)] : ''}${n >= 10 ? '十' : ''}${n % 10 ? KANJI[n % 10] : ''}`;
const times = (n: number, unit: string): string => (n === 1 && unit !== '万' ? unit : `${KANJI[n]}${unit}`);

export const JAPANESE: readonly JapaneseClip[] = [
  ...Object.entries(ZONES).map(([zone, [name, sounds]]) => ({ clip: `ja/ticket-${zone}`, sentence: `番号ふだ、${name}の、百二番のかた、`, sounds: `b a N g o o f u d a pau ${sounds} n o` })),
  { clip: 'ja/zero', sentence: 'まるのエーの、ゼロ、百二番のかた、', sounds: 'z e r o' },
  ...upTo(99, 10).map((n) => ({ clip: `ja/series-${n}`, sentence: `まるのエーの、${kanji(n)}の、三番のかた、`, sounds: `${TENS(n)} n o` })),
  ...upTo(9).map((n) => ({ clip: `ja/ten-thousand-${n}`, sentence: `まるのエーの、${times(n, '万')}千百二番のかた、`, sounds: `${DIGIT[n]!} m a N` })),
  ...upTo(9).map((n) => ({ clip: `ja/thousand-${n}`, sentence: `まるのエーの、${times(n, '千')}百二番のかた、`, sounds: THOUSAND[n]! })),
  ...upTo(9).map((n) => ({ clip: `ja/hundred-${n}`, sentence: `まるのエーの、${times(n, '百')}二番のかた、`, sounds: HUNDRED[n]! })),
  ...upTo(99, 0).map((n) => ({ clip: `ja/number-${n}`, sentence: `まるのエーの、百${kanji(n)}番のかた、`, sounds: `${n ? `${TENS(n)} ` : ''}b a N n o k a t a`, last: true as const })),
  ...upTo(99).map((n) => ({ clip: `ja/counter-${n}`, sentence: `二番のかた、${kanji(n)}番窓口へ、お越しください。`, sounds: `${TENS(n)} b a N m a d o g u ch i e`, last: true as const })),
  { clip: 'ja/come', sentence: '三番窓口へ、お越しください。', sounds: 'o k o sh i k u d a s a i' },
  { clip: 'ja/again', sentence: 'もう一度、お呼びします。', sounds: 'm o o i ch i d o pau o y o b i sh i m a s u' },
];

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;
/** A comma keeps the voice up before what follows, a full stop lets it fall. */
export const ENGLISH: readonly EnglishClip[] = [
  ...Object.entries(ENGLISH_ZONES).map(([zone, name]) => ({ clip: `en/ticket-${zone}`, text: `Number, ${name},` })),
  ...DIGITS.flatMap((word, digit) => [{ clip: `en/digit-${digit}`, text: `${word},` }, { clip: `en/last-${digit}`, text: `${word}.` }]),
  { clip: 'en/digit-dash', text: 'dash,' },
  { clip: 'en/go', text: 'Please go to counter,' },
  ...upTo(99).map((n) => ({ clip: `en/counter-${n}`, text: `${n}.` })),
  { clip: 'en/again', text: 'Calling again.' },
];
