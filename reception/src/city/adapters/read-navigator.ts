import holidayJp from '@holiday-jp/holiday_jp';
import { NavigatorFile, type NavigatorRule } from '../../../contract/index.ts';
import type { City } from '../application/city.ts';
import { navigatorContradictions } from '../application/navigator.ts';
import { translateCity } from '../application/translate-city.ts';
import { CityFileError, readPart, readWords } from './read-city.ts';

/** Procedures whose forms are still being written: until they are here, what the rules say of them sleeps. Must be empty in a release. */
export const COMING: readonly string[] = [];

/** Reads and checks `navigator.json`. Null for a city that has none: its kiosks then do not offer the way. */
export async function readNavigator(folder: string, city: Pick<City, 'procedures'>): Promise<NavigatorFile | null> {
  let file: NavigatorFile;
  try {
    file = await readPart(folder, 'navigator.json', NavigatorFile);
  } catch (error) {
    if (((error as Error).cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return null;
    throw error;
  }
  const sleeps = ({ procedure }: NavigatorRule): boolean => COMING.includes(procedure) && !city.procedures.some(({ id }) => id === procedure);
  const wrong = navigatorContradictions(file, city).filter((line) => !file.rules.some((rule, at) => sleeps(rule) && line.startsWith(`navigator.json: rules.${at} `)));
  if (wrong.length > 0) throw new CityFileError(wrong.join('\n'));
  return translateCity({ ...file, rules: file.rules.filter((rule) => !sleeps(rule)) }, await readWords(folder));
}

/** 国民の祝日, `2026-11-23` and so on, in their order. */
export const nationalHolidays: readonly string[] = Object.keys(holidayJp.holidays).sort();
