import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CityProfile } from '../../../contract/index.ts';
import { DEMO_STAFF } from '../../../testing/demo-staff.ts';
import { isRightCode } from '../../staff/adapters/postgres-sessions.ts';
import { cityProfile, staffOf } from '../application/city.ts';
import { readCity } from './read-city.ts';

const DEMO = fileURLToPath(new URL('../../../city/', import.meta.url));
let folder: string;
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'engawa-city-')); await cp(DEMO, folder, { recursive: true }); });
/** The rows of the table of procedures (version 1) by the ids of their forms, and the consultation. */
const VERSION_1 = [
  ['juminhyo'], ['koseki'], ['tennyu'], ['tenkyo'], ['tenshutsu'], ['setai'], ['inkan'], ['zei'], ['risai'], ['kokuho', 'kokuho-soshitsu', 'kokuho-henko'], ['jido-teate', 'jido-teate-kaitei', 'jido-teate-shometsu'],
  ['nenkin', 'nenkin-menjo'], ['kodomo-iryo', 'kaigo', 'koki', 'shogai-techo'], ['shussho', 'shibo', 'konin'], ['okuyami'], ['inin', 'tsusho', 'gentsuki', 'gentsuki-haisha', 'inu'], ['sodan'],
];
/** Puts a field before the city's own shared ones. */
const share = async (field: object): Promise<void> => { const path = join(folder, 'shared-fields.json'); const { fields } = JSON.parse(await readFile(path, 'utf8')) as { fields: object[] }; await writeFile(path, JSON.stringify({ fields: [field, ...fields] })); };
afterEach(() => rm(folder, { recursive: true, force: true }));
const edit = async (file: string, from: string, to: string): Promise<void> => { const path = join(folder, file); const text = await readFile(path, 'utf8'); expect(text).toContain(from); await writeFile(path, text.replace(from, to)); };

describe('the city’s files', () => {
  it('[S16] [S60] the demo city is whole: seven counters, the sixteen rows of version 1, sixteen phrases', async () => {
    const city = await readCity(DEMO);
    const profile = CityProfile.parse(cityProfile(city, { reception: 'http://localhost:4100', facility: 'http://localhost:4200', cardBridge: 'ws://127.0.0.1:4300' }));
    expect([profile.counters.length, profile.quickPhrases.length]).toEqual([7, 16]);
    expect(JSON.stringify(profile)).not.toContain('scrypt');
    const ids = profile.procedures.map(({ id }) => id as string);
    expect(VERSION_1.filter((row) => !row.every((id) => ids.includes(id)))).toEqual([]);
    const chosen = profile.procedures.filter(({ zone, hasForm, comesWith }) => hasForm && comesWith === undefined && ['C', 'D', 'E', 'F'].includes(zone));
    expect(chosen.filter(({ fields, who, deadline, bring }) => fields.length === 0 || who === undefined || deadline === undefined || bring === undefined).map(({ id }) => id)).toEqual([]);
  });
  it('[S16] a mistake is named with its file and place', async () => {
    await edit('hall.json', '"id": "7"', '"id": "6"');
    await edit('procedures/a-certificates.json', '"feePer": "zei.copies"', '"feePer": "zei.kopies"');
    await expect(readCity(folder)).rejects.toThrow(/counter "6" stands there twice[\s\S]*procedures\/a-certificates\.json: [\s\S]*"zei.kopies", which is not a count field/);
    await edit('procedures/b-moving.json', '"minutes": 25', '"minutes": -1');
    await expect(readCity(folder)).rejects.toThrow(/procedures\/b-moving\.json: procedures\.0\.minutes: /);
    await writeFile(join(folder, 'staff.json'), '{');
    await expect(readCity(folder)).rejects.toThrow(/procedures\/b-moving\.json: [\s\S]*\nstaff\.json: /);
  });
  it('[S16] a field is never both kana and from the card', async () => {
    await edit('applicant.json', '"kind": "name",', '"kind": "kana",');
    await expect(readCity(folder)).rejects.toThrow('applicant.json: "applicant.name" is kana');
  });
  it('[I60] a form cannot do without what the shared part has not, nor without what another question hangs on', async () => {
    await edit('procedures/a-certificates.json', '"id": "zei",', '"id": "zei", "without": ["applicant.fax"],');
    await expect(readCity(folder)).rejects.toThrow('procedures/a-certificates.json: "zei" does without "applicant.fax", which is not in the shared part');
    await edit('procedures/a-certificates.json', 'applicant.fax', 'applicant.birth');
    await edit('applicant.json', '"key": "applicant.phone",', '"key": "applicant.phone", "onlyIf": { "key": "applicant.birth", "is": ["x"] },');
    await expect(readCity(folder)).rejects.toThrow('"zei" does without "applicant.birth", on which another field of the shared part depends');
  });
  it('[S50] procedures are read from every file of their folder in the order of their names; the same one twice is a mistake', async () => {
    const ids = async () => (await readCity(folder)).procedures.map(({ id }) => id as string);
    const { procedures } = JSON.parse(await readFile(join(folder, 'procedures', 'f-other.json'), 'utf8')) as { procedures: { id: string }[] };
    const sodan = JSON.stringify({ procedures: procedures.filter(({ id }) => id === 'sodan') });
    await writeFile(join(folder, 'procedures', '0-first.json'), sodan.replace('"sodan"', '"first"'));
    expect((await ids())[0]).toBe('first');
    await writeFile(join(folder, 'procedures', '0-first.json'), sodan);
    await expect(readCity(folder)).rejects.toThrow('procedures: procedure "sodan" stands there twice');
    await rm(join(folder, 'procedures'), { recursive: true });
    await expect(readCity(folder)).rejects.toThrow('procedures: there is no file');
  });
  it('[Q52] a closing that ends before it begins, or is no time of day, stops the start', async () => {
    await edit('hall.json', '"zones": ["B", "F"]', '"zones": ["B", "F"], "closed": [["12:00", "13:00"]]');
    expect((await readCity(folder)).hall.counters[3]?.closed).toEqual([['12:00', '13:00']]);
    await edit('hall.json', '["12:00", "13:00"]', '["13:00", "12:00"]');
    await expect(readCity(folder)).rejects.toThrow('hall.json: counter "4" is closed from 13:00 until 12:00, which ends before it begins');
    await edit('hall.json', '["13:00", "12:00"]', '["12:00", "25:00"]');
    await expect(readCity(folder)).rejects.toThrow('hall.json: counters.3.closed.0.1');
  });
  it('[S51] a field that forms share is written once, and each form may say what differs', async () => {
    const label = { ja: '異動日', 'ja-easy': '', en: '' };
    await share({ key: 'move.day', label, kind: 'date', required: true });
    await edit('procedures/b-moving.json', '"fields": [', '"fields": ["move.day",');
    await edit('procedures/c-insurance.json', '"fields": [', '"fields": [{ "use": "move.day", "required": false },');
    const { procedures } = await readCity(folder);
    expect(['tennyu', 'kokuho'].map((id) => procedures.find((p) => p.id === id)?.fields[0])).toMatchObject([{ key: 'move.day', required: true, kind: 'date' }, { key: 'move.day', required: false, kind: 'date' }]);
    await edit('procedures/b-moving.json', '"move.day"', '"move.tag"');
    await expect(readCity(folder)).rejects.toThrow('procedures/b-moving.json: procedures.0.fields.0: there is no shared field "move.tag"');
  });
  it('[S51] a form names the columns of a shared list that it needs; people are chosen from a list that the form has', async () => {
    const column = (key: string) => ({ key, label: { ja: key, 'ja-easy': '', en: '' }, kind: 'text', required: true });
    await share({ key: 'people.all', label: column('a').label, kind: 'people', required: true, columns: [column('name'), column('sex')] });
    await edit('procedures/b-moving.json', '"fields": [', '"fields": [{ "use": "people.all", "columns": ["name"], "about": "all.who" }, { "key": "all.who", "label": { "ja": "人", "ja-easy": "", "en": "" }, "kind": "choices", "required": true, "optionsFrom": "people.all", "chosen": {} },');
    expect((await readCity(folder)).procedures.find((p) => p.id === 'tennyu')?.fields[0]?.columns?.map(({ key }) => key)).toEqual(['name']);
    await edit('procedures/b-moving.json', '"optionsFrom": "people.all"', '"optionsFrom": "people.none"');
    await expect(readCity(folder)).rejects.toThrow(/"people.all" is about "all.who", which does not choose from it[\s\S]*"all.who" chooses from "people.none", which is no list/);
  });
  it('[S1] the demo clerks’ codes fit their hashes, and no other does', async () => {
    const city = await readCity(DEMO);
    for (const { staffId, code } of DEMO_STAFF) {
      const member = staffOf(city, staffId as Parameters<typeof staffOf>[1]);
      expect(await isRightCode(member, code)).toBe(true);
      expect(await isRightCode(member, `${code}0`)).toBe(false);
    }
    expect(await isRightCode(undefined, '100001')).toBe(false);
  });
});
