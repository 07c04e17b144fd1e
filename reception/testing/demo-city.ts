import { fileURLToPath } from 'node:url';
import { NavigatorFile, type CityProfile, type NavigatorProfile } from '../contract/index.ts';
import { readCity, readPart } from '../src/city/adapters/read-city.ts';
import { nationalHolidays } from '../src/city/adapters/read-navigator.ts';
import { cityProfile } from '../src/city/application/city.ts';

const DEMO = fileURLToPath(new URL('../city/', import.meta.url));

/** 縁側市 as its files have it, without a server: its profile, and the rules of its navigator with all known holidays. */
export async function demoCity(): Promise<{ city: CityProfile; navigator: NavigatorProfile }> {
  const [city, file] = await Promise.all([readCity(DEMO), readPart(DEMO, 'navigator.json', NavigatorFile)]);
  return { city: cityProfile(city, { reception: 'http://localhost:4100', facility: 'http://localhost:4200', cardBridge: 'ws://127.0.0.1:4300' }), navigator: { ...file, holidays: [...nationalHolidays] } };
}
