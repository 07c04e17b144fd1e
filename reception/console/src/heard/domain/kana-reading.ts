import { toKatakana } from '../../form/domain/typed-text.ts';

/**
 * フリガナ from what the clerk's own fingers typed into the name's input method, before it became kanji: みほん -> 見本.
 * It is never guessed from kanji; a pasted name or a letter picked from a table has none.
 */
export interface KanaReading { readonly kana: string; /** what the open composition says in kana */ readonly pending: string; readonly afterSpace: boolean }
export const NO_READING: KanaReading = { kana: '', pending: '', afterSpace: false };

export type Composition =
  | { readonly t: 'start'; /** the name before the composition */ readonly before: string }
  | { readonly t: 'update' | 'end'; readonly data: string }
  /** the name is empty again */
  | { readonly t: 'cleared' };

/** Kana, perhaps with a Latin letter on its way to become one: みほn */
const IN_KANA = /^[ぁ-ゖァ-ヶー・゛゜\uff66-\uff9f]+(?=[a-zａ-ｚ]{0,3}$)/iu;

export function hearComposition(reading: KanaReading, heard: Composition): KanaReading {
  switch (heard.t) {
    case 'cleared': return NO_READING;
    case 'start': return { ...reading, pending: '', afterSpace: reading.kana !== '' && /[\s\u3000]$/u.test(heard.before) };
    case 'update': return { ...reading, pending: IN_KANA.exec(heard.data)?.[0] ?? reading.pending };
    case 'end': {
      if (heard.data === '') return { ...reading, pending: '' };
      const said = toKatakana(IN_KANA.exec(heard.data)?.[0] ?? reading.pending);
      return { kana: said === '' ? reading.kana : `${reading.kana}${reading.afterSpace ? '\u3000' : ''}${said}`, pending: '', afterSpace: false };
    }
    default: return heard satisfies never;
  }
}
