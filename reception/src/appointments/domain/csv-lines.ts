import { COLUMNS, type ImportFault, type ImportLine } from './read-import.ts';

/** Cells of one line; quotes as spreadsheets write them. null: a quote is not closed. */
function cellsOf(line: string): string[] | null {
  const cells: string[] = [];
  const cell = /\s*(?:"((?:[^"]|"")*)"|([^",]*))\s*(,|$)/uy;
  for (;;) {
    const found = cell.exec(line);
    if (found === null) return null;
    cells.push(found[1]?.replaceAll('""', '"') ?? (found[2] ?? '').trim());
    if (found[3] === '') return cells;
  }
}

/** `reference,day,time,procedure,state` and a row a line; empty lines are passed over, an empty state says nothing. Lines are counted as an editor counts them. */
export function csvLines(text: string): { readonly ok: true; readonly lines: readonly ImportLine[] } | { readonly ok: false; readonly faults: readonly ImportFault[] } {
  const [head = '', ...rest] = text.replace(/^\ufeff/u, '').split(/\r\n|\n|\r/u);
  const names = cellsOf(head) ?? [];
  if (names.length === 0 || names.some((name, at) => !COLUMNS.some((column) => column === name) || names.indexOf(name) !== at)) return { ok: false, faults: [{ line: 1, column: 'line', why: 'unreadable' }] };
  const lines = rest.flatMap((words, at): ImportLine[] => {
    if (words.trim() === '') return [];
    const cells = cellsOf(words);
    const line = at + 2;
    return [{ line, cells: cells === null || cells.length !== names.length ? null : Object.fromEntries(names.flatMap((name, n) => (name === 'state' && cells[n] === '' ? [] : [[name, cells[n]]]))) }];
  });
  return { ok: true, lines };
}
