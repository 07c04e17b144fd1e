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
afterEach(() => rm(folder, { recursive: true, force: true }));
const edit = async (file: string, from: string, to: string): Promise<void> => { const path = join(folder, file); const text = await readFile(path, 'utf8'); expect(text).toContain(from); await writeFile(path, text.replace(from, to)); };

describe('the city’s files', () => {
  it('[S16] the demo city is whole: seven counters, six procedures, sixteen phrases', async () => {
    const city = await readCity(DEMO);
    const profile = CityProfile.parse(cityProfile(city, { reception: 'http://localhost:4100', facility: 'http://localhost:4200', cardBridge: 'ws://127.0.0.1:4300' }));
    expect([profile.counters.length, profile.procedures.length, profile.quickPhrases.length]).toEqual([7, 6, 16]);
    expect(JSON.stringify(profile)).not.toContain('scrypt');
    expect(JSON.stringify(profile)).not.toMatch(/個人番号|住民票コード|基礎年金番号/);
  });
  it('[S16] a mistake is named with its file and place', async () => {
    await edit('hall.json', '"id": "7"', '"id": "6"');
    await edit('procedures.json', '"feePer": "zei.copies"', '"feePer": "zei.kopies"');
    await expect(readCity(folder)).rejects.toThrow(/counter "6" stands there twice[\s\S]*"zei.kopies", which is not a count field/);
    await edit('procedures.json', '"minutes": 25', '"minutes": -1');
    await expect(readCity(folder)).rejects.toThrow(/procedures\.json: procedures\.3\.minutes: /);
    await writeFile(join(folder, 'staff.json'), '{');
    await expect(readCity(folder)).rejects.toThrow(/procedures\.json: [\s\S]*\nstaff\.json: /);
  });
  it('[S16] a field is never both kana and from the card', async () => {
    await edit('procedures.json', '"kind": "name",', '"kind": "kana",');
    await expect(readCity(folder)).rejects.toThrow('"applicant.name" is kana');
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
