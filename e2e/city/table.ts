/** Aligned text for a terminal in which a Japanese letter is two columns wide. */
const WIDE = /[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏！-｠￠-￦\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** Joins to the letter before it: variation selectors, voiced sound marks, combining accents. */
const JOINS = /[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;

export function displayWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += JOINS.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1;
  return width;
}

export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - displayWidth(text)));

/** Columns two blanks apart; the last one is not padded. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, at) => { widths[at] = Math.max(widths[at] ?? 0, displayWidth(cell)); });
  return rows.map((row) => row.map((cell, at) => (at === row.length - 1 ? cell : pad(cell, widths[at] ?? 0))).join('  ').trimEnd());
}
