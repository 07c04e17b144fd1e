import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCity } from './adapters/json-city.ts';

const CITY = fileURLToPath(new URL('../../city', import.meta.url));

describe("the city's data", () => {
  it('[A3] four facilities, fifteen rooms, one hall that divides into three, and a studio that never closes', async () => {
    const city = await readCity(CITY);
    expect([city.facilities.length, city.rooms.size]).toEqual([4, 15]);
    expect(city.rooms.get('hall-whole' as never)?.room.spaces).toEqual(['hall-a', 'hall-b', 'hall-c']);
    expect(city.rooms.get('studio24-a' as never)).toMatchObject({ facility: { building: 'studio24' }, room: { door: 'studio24-front' } });
    expect([city.isHoliday('2026-11-23'), city.isHoliday('2026-11-24')]).toEqual([true, false]);
  });

  it.each([
    ['a band that ends before it begins', (text: string) => text.replace('"from": "00:00"', '"from": "10:00"'), /ends before it begins/],
    ['a key nobody knows', (text: string) => text.replace('"walkMinutes"', '"walkHours"'), /walkHours/],
    ['a room id used twice', (text: string) => text.replace('"id": "studio24-b"', '"id": "studio24-a"'), /studio24-a is there twice/],
    ['a factor of nonsense', (text: string) => text.replace('"percent": 120', '"percent": "120%"'), /percent/],
  ])('[A3] %s stops the start with its place', async (_, bend, message) => {
    const folder = await mkdtemp(join(tmpdir(), 'engawa-city-'));
    try {
      await cp(CITY, folder, { recursive: true });
      const file = join(folder, 'engawa-studio24.json');
      const text = await readFile(file, 'utf8');
      expect(bend(text)).not.toBe(text);
      await writeFile(file, bend(text));
      await expect(readCity(folder)).rejects.toThrow(message);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
