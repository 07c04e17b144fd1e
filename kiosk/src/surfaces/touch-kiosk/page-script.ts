/** One thing on a page, in reading order. `private` is a visitor's own value: a loudspeaker never says it. */
export type PagePart =
  | { kind: 'words'; text: readonly PageText[] }
  | { kind: 'choice'; text: readonly PageText[]; /** 1–9, null where digits are typed */ key: number | null; chosen: boolean };
export interface PageText { text: string; private: boolean }

export interface ScriptWords { numbered: (n: number, choice: string) => string; chosen: string; onScreenOnly: string }

const plain = (text: readonly PageText[], headset: boolean, words: ScriptWords): string =>
  text.map((piece) => (piece.private && !headset ? words.onScreenOnly : piece.text)).join(' ').replaceAll(/\s+/g, ' ').trim();

/** What is said of a page, line by line: heading, lead, choices with their numbers. */
export const scriptOf = (parts: readonly PagePart[], headset: boolean, words: ScriptWords): string[] => parts.flatMap((part) => {
  const text = plain(part.text, headset, words);
  if (text === '') return [''];
  if (part.kind === 'words') return [text];
  const named = part.key === null ? text : words.numbered(part.key, text);
  return [part.chosen ? `${named}, ${words.chosen}` : named];
});

/** Keys 1–9 for `answers` and the keys of the foot; those of the foot always have one. Answers beyond that are read without a number. */
export const numberKeys = (answers: number, foot: number): { answers: (number | null)[]; foot: number[] } => {
  const room = Math.max(0, 9 - foot);
  const given = Math.min(answers, room);
  return { answers: Array.from({ length: answers }, (_, n) => (n < given ? n + 1 : null)), foot: Array.from({ length: Math.min(foot, 9) }, (_, n) => given + n + 1) };
};
