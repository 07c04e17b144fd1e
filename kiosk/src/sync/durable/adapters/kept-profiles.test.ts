import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Kept, KioskDatabase } from './kiosk-database.ts';
import { openKeptProfiles } from './kept-profiles.ts';

/** One shelf of the kiosk's database, and a schema that counts how often it is asked. */
const shelf = () => {
  const rows = new Map<string, Kept>();
  const database = { kept: { get: async (name: string) => structuredClone(rows.get(name)), put: async (row: Kept) => { rows.set(row.name, structuredClone(row)); }, delete: async (name: string) => { rows.delete(name); } } } as unknown as KioskDatabase;
  let asked = 0;
  const City = z.object({ hall: z.string() });
  return { rows, open: (build: string) => openKeptProfiles(database, build), asked: () => asked, schema: { safeParse: (value: unknown) => { asked += 1; return City.safeParse(value); } } };
};
const change = (rows: ReadonlyMap<string, Kept>, from: string, to: string): void => { const kept = rows.get('city')?.value as { text: string }; kept.text = kept.text.replace(from, to); };

describe('what a kiosk keeps of its city', () => {
  it('[I70] is taken as it is by the build that kept it, and checked anew by any other', async () => {
    const { open, asked, schema } = shelf();
    await open('build-1').keep('city', { hall: '縁側市' });
    expect(await open('build-1').read('city', schema)).toEqual({ hall: '縁側市' });
    expect(asked()).toBe(0);
    expect(await open('build-2').read('city', schema)).toEqual({ hall: '縁側市' });
    expect(await open('').read('city', schema)).toEqual({ hall: '縁側市' });
    expect(asked()).toBe(2);
  });
  it('[I70] is checked as soon as a single letter of it has changed, and nothing that does not hold is used', async () => {
    const { rows, open, asked, schema } = shelf();
    await open('build-1').keep('city', { hall: 'A' });
    change(rows, 'A', 'B');
    expect(await open('build-1').read('city', schema)).toEqual({ hall: 'B' });
    expect(asked()).toBe(1);
    change(rows, 'hall', 'xall');
    expect(await open('build-1').read('city', schema)).toBeNull();
    change(rows, '{', '');
    expect(await open('build-1').read('city', schema)).toBeNull();
  });
  it('[I70] is nothing where nothing was kept, or something else lies there', async () => {
    const { rows, open, schema } = shelf();
    expect(await open('build-1').read('city', schema)).toBeNull();
    rows.set('city', { name: 'city', value: { hall: '縁側市' } });
    expect(await open('build-1').read('city', schema)).toBeNull();
    await open('build-1').keep('city', { hall: '縁側市' });
    await open('build-1').drop('city');
    expect(await open('build-1').read('city', schema)).toBeNull();
  });
});
