import { describe, expect, it } from 'vitest';
import { isThere, read, repositoryFiles, ROOMS, TEST_FILE } from './files.ts';

/** Letters of each room; kiosk's card bridge has its own. */
const LETTERS: Record<(typeof ROOMS)[number], string> = { kiosk: 'NIOLVCZXW', reception: 'QFTSKRY', 'facility-api': 'ABPGM', locks: 'UJD', e2e: 'HE' };
const RULE = /^- \*\*\[([A-Z]\d+)\]\*\* \S/gm;
/** A title is a string that begins with one or several ids: `[U7] …`, `[U7][U8] …`. */
const TITLE = /['"`]((?:\[[A-Z]\d+\]\s?)+)/g;

function rules(): { id: string; file: string }[] {
  return repositoryFiles().filter((file) => /(^|\/)SPEC\.md$/.test(file)).flatMap((file) => [...read(file).matchAll(RULE)].map((match) => ({ id: match[1]!, file })));
}
function quotes(): { id: string; file: string }[] {
  return repositoryFiles().filter((file) => TEST_FILE.test(file)).flatMap((file) => [...read(file).matchAll(TITLE)]
    .flatMap((match) => [...match[1]!.matchAll(/[A-Z]\d+/g)].map(([id]) => ({ id, file }))));
}

describe('every promise is a numbered rule, and a test title quotes it', () => {
  it('[H3] every rule of every SPEC is quoted by a test', () => {
    const quoted = new Set(quotes().map(({ id }) => id));
    expect(rules().filter(({ id }) => !quoted.has(id)).map(({ id, file }) => `${id} of ${file}`)).toEqual([]);
  });

  it('[H3] every id that a test quotes is a rule', () => {
    const known = new Set(rules().map(({ id }) => id));
    expect([...new Set(quotes().filter(({ id }) => !known.has(id)).map(({ id, file }) => `${id} in ${file}`))]).toEqual([]);
  });

  it('[H4] an id is given once in the whole house, and its letter names the room', () => {
    const all = rules();
    expect(all.length).toBeGreaterThan(60);
    expect(all.map(({ id }) => id).filter((id, at, ids) => ids.indexOf(id) !== at)).toEqual([]);
    expect(all.filter(({ id, file }) => !LETTERS[file.split('/')[0] as (typeof ROOMS)[number]]?.includes(id[0]!)).map(({ id, file }) => `${id} in ${file}`)).toEqual([]);
  });

  it('[H5] every room opens with a README and a SPEC', () => {
    expect(ROOMS.flatMap((room) => [`${room}/README.md`, `${room}/SPEC.md`]).filter((file) => !isThere(file))).toEqual([]);
  });
});
