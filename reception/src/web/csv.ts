import type { Response } from 'express';

const cell = (value: string | number): string => `"${String(value).replaceAll('"', '""')}"`;

/** Figures for a spreadsheet: every cell quoted, CRLF after every row, UTF-8 with the byte order mark by which spreadsheets know it. */
export function sendCsv(res: Response, name: string, rows: readonly (readonly (string | number)[])[]): void {
  res.type('text/csv').set('content-disposition', `inline; filename="${name}"`).send(`\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`);
}
