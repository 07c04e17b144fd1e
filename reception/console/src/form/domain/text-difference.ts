/** A text cut into what is the same and what is not. */
export interface Difference { readonly before: string; readonly changed: string; readonly after: string }

/** By what people see as one letter, so that a name's variant glyph (kanji + selector) is never torn apart. */
const letters = (text: string): readonly string[] => [...new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(text)].map((s) => s.segment);

/** Where `theirs` (the card) differs from `ours` (the form): the part of `theirs` between the common ends. */
export function differenceOf(theirs: string, ours: string): Difference {
  const a = letters(theirs);
  const b = letters(ours);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return { before: a.slice(0, start).join(''), changed: a.slice(start, a.length - end).join(''), after: a.slice(a.length - end).join('') };
}
