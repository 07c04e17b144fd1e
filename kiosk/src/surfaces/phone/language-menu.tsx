import type { ReactNode } from 'react';
import { house } from '../../wording/house.ts';
import { LANGUAGE_NAMES, LANGUAGES, useWording } from '../../wording/wording.tsx';

/** Each language is written in itself, never as a flag. A native select: it fits a narrow beam at any text size. */
export function LanguageMenu(): ReactNode {
  const { lang, setLang, say } = useWording();
  return (
    <label className="phone-language"><span className="visually-hidden">{say(house.chooseLanguage)}</span>
      <select value={lang} onChange={(event) => setLang(LANGUAGES.find((known) => known === event.target.value) ?? 'ja')}>
        {LANGUAGE_NAMES.map((known) => <option key={known.code} value={known.code} lang={known.lang}>{known.name}</option>)}
      </select>
    </label>
  );
}
