import { useRef, useState } from 'react';
import { Icon } from '../../design/index.ts';
import { intake as words } from '../../wording/intake.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { readDateDraft, writeDateDraft, type Calendar, type DateDraft } from '../domain/era.ts';
import { ScreenKeys, type KeyStroke } from './screen-keys.tsx';

const PARTS = ['year', 'month', 'day'] as const;
type Part = (typeof PARTS)[number];
/** 明治 is written 西暦 by nobody alive; it is read from cards all the same. */
const CALENDAR_WORDS: Record<Calendar, (typeof words)['ce' | 'reiwa' | 'heisei' | 'showa' | 'taisho']> = { reiwa: words.reiwa, heisei: words.heisei, showa: words.showa, taisho: words.taisho, meiji: words.ce, ce: words.ce };

/** Era and three numbers; a full box hands the caret on. Kept as one draft string, so the machine knows nothing of boxes. */
export const DateAnswer = ({ id, value, onChange, error }: { id: string; value: string; onChange: (value: string) => void; error?: React.ReactNode }) => {
  const { say } = useWording();
  const draft = readDateDraft(value);
  const [at, setAt] = useState<Part>('year');
  const boxes = useRef<Partial<Record<Part, HTMLInputElement | null>>>({});
  const lengthOf = (part: Part): number => (part === 'year' && draft.calendar === 'ce' ? 4 : 2);
  const set = (change: Partial<DateDraft>) => onChange(writeDateDraft({ ...draft, ...change }));
  const write = (part: Part, text: string) => {
    const digits = text.normalize('NFKC').replace(/\D/g, '').slice(0, lengthOf(part));
    set({ [part]: digits });
    const next = PARTS[PARTS.indexOf(part) + 1];
    if (digits.length === lengthOf(part) && digits.length > draft[part].length && next) boxes.current[next]?.focus();
  };
  const stroke = (key: KeyStroke) => {
    // A full box begins anew: who comes back to it wants another number, not one more digit.
    if ('put' in key && /^\d$/.test(key.put)) write(at, (draft[at].length >= lengthOf(at) ? '' : draft[at]) + key.put);
    if (!('erase' in key)) return;
    const before = PARTS[PARTS.indexOf(at) - 1];
    if (draft[at] === '' && before) { boxes.current[before]?.focus(); set({ [before]: draft[before].slice(0, -1) }); } else set({ [at]: draft[at].slice(0, -1) });
  };
  const calendars: readonly Calendar[] = ['reiwa', 'heisei', 'showa', 'taisho', 'ce'];
  return (
    <div className="date-answer">
      <fieldset className="date-eras"><legend className="visually-hidden">{say(words.calendar)}</legend>
        {calendars.map((calendar) => (
          <label key={calendar} className={`date-era${draft.calendar === calendar ? ' date-era-on' : ''}`}><input type="radio" className="visually-hidden" name={`${id}-calendar`} checked={draft.calendar === calendar} onChange={() => set({ calendar, year: '' })} /><span><Say of={CALENDAR_WORDS[calendar]} /></span></label>
        ))}
      </fieldset>
      {error !== undefined && <p id={`${id}-error`} className="field-error"><Icon name="warn" />{error}</p>}
      <div className="date-boxes">
        {PARTS.map((part) => (
          <label key={part} className="date-part">
            <input ref={(box) => { boxes.current[part] = box; }} id={part === 'year' ? id : `${id}-${part}`} className={`field-box date-box${part === at ? ' date-box-now' : ''}`} inputMode="numeric" autoComplete="off" autoCorrect="off" spellCheck={false} aria-invalid={error !== undefined || undefined} aria-describedby={error === undefined ? undefined : `${id}-error`}
              maxLength={lengthOf(part)} size={lengthOf(part)} value={draft[part]} onFocus={(event) => { setAt(part); event.currentTarget.select(); }} onChange={(event) => write(part, event.currentTarget.value)} />
            <span><Say of={words[part]} /></span>
          </label>
        ))}
      </div>
      <ScreenKeys sheets={['numbers']} onStroke={stroke} />
    </div>
  );
};
