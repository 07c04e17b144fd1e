import holidayJp from '@holiday-jp/holiday_jp';
import { NavigatorFile } from '../../../contract/index.ts';
import type { City } from '../application/city.ts';
import { navigatorContradictions } from '../application/navigator.ts';
import { translateCity } from '../application/translate-city.ts';
import { CityFileError, readPart, readWords } from './read-city.ts';

/** Reads and checks `navigator.json`. Null for a city that has none: its kiosks then do not offer the way. */
export async function readNavigator(folder: string, city: Pick<City, 'procedures'>): Promise<NavigatorFile | null> {
  let file: NavigatorFile;
  try {
    file = await readPart(folder, 'navigator.json', NavigatorFile);
  } catch (error) {
    if (((error as Error).cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return null;
    throw error;
  }
  const wrong = navigatorContradictions(file, city);
  if (wrong.length > 0) throw new CityFileError(wrong.join('\n'));
  return translateCity(file, await readWords(folder));
}

/** 国民の祝日, `2026-11-23` and so on, in their order. */
export const nationalHolidays: readonly string[] = Object.keys(holidayJp.holidays).sort();
