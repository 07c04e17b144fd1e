import { expect, it } from 'vitest';
import { read, textFiles } from './files.ts';

const SELF = 'e2e/house/words.test.ts';
const files = textFiles().filter((file) => file !== SELF && file !== 'package-lock.json');

/** Files in which a pattern occurs, with the line. */
function found(pattern: RegExp, among = files): string[] {
  return among.flatMap((file) => read(file).split('\n').flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1} ${line.trim().slice(0, 100)}`] : [])));
}

it('[H8] nothing is left for later in the code: it is done, or it stands in an issue', () => {
  expect(files.length).toBeGreaterThan(200);
  expect(found(/\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
});

it('[H8] no file knows the machine on which it was written', () => {
  expect(found(/(^|[\s'"`(=:])\/(work|home|Users|root)\/\w/)).toEqual([]);
});

it('[H9] no secret stands in the repository', () => {
  expect(found(/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[^'"`]*$/)).toEqual([]);
  expect(found(/"d"\s*:\s*"[A-Za-z0-9_-]{40,}"/)).toEqual([]);
  expect(found(/postgres(?:ql)?:\/\/[^\s:'"`$]+:[^\s@'"`$<]{6,}@(?!127\.0\.0\.1|localhost|db\b|host\b)/)).toEqual([]);
});

it('[H10] files that have grown long are listed, so that somebody looks at them', () => {
  const long = files.filter((file) => /\.(tsx?|mjs|css)$/.test(file)).map((file) => ({ file, lines: read(file).split('\n').length })).filter(({ lines }) => lines > 300);
  // The number starts a talk, not a trick: this never fails for length.
  if (long.length > 0) console.info(`longer than 300 lines:\n${long.map(({ file, lines }) => `  ${lines}  ${file}`).join('\n')}`);
  expect(files.length).toBeGreaterThan(0);
});
