import './address-answer.css';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Banner, Icon, KeyButton, TextField } from '../../design/index.ts';
import { findPlaces } from '../../postal/application/find-places.ts';
import { addressOf, ownPlace, type Place } from '../../postal/domain/places.ts';
import { readPostalCode, writePostalCode } from '../../postal/domain/postal-code.ts';
import { townRows } from '../../postal/domain/town-rows.ts';
import { usePostal } from '../../postal/ui/postal-context.tsx';
import { postal as words } from '../../wording/postal.ts';
import { withCityWords } from '../../wording/wording.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { bareDigits } from '../domain/digits.ts';
import { idOf, type AnswerProps } from './answer.ts';
import { useKiosk } from './kiosk-context.tsx';
import { applyStroke, ScreenKeys, type KeyStroke } from './screen-keys.tsx';
import { TextAnswer } from './text-answer.tsx';

/**
 * ```
 * code ─7 digits─▶ text (one town) │ places (several) ─▶ text
 *  ▲ └──────────▶ text, with a word (unknown, not to be had)
 *  ├──▶ towns (the city's own) ─▶ text
 *  └──▶ text ─▶ code
 * ```
 */
type Way = { at: 'code' } | { at: 'towns' } | { at: 'places'; places: readonly Place[] } | { at: 'text'; news: 'found' | 'unknown' | 'unreachable' | null };
/** Towns that stand on a page without scrolling, at every size of letters. */
const A_PAGE = 8;

/** Places to choose from, page by page. */
const PlaceList = ({ places, onChoose }: { places: readonly Place[]; onChoose: (place: Place) => void }) => {
  const { say } = useWording();
  const [from, setFrom] = useState(0);
  return (
    <>
      <div className="address-places" role="group" aria-label={say(words.whichTown)}>
        {places.slice(from, from + A_PAGE).map((place) => <KeyButton key={addressOf(place)} lang="ja" onPress={() => onChoose(place)}>{addressOf(place)}</KeyButton>)}
      </div>
      {places.length > A_PAGE && <KeyButton icon="next" onPress={() => setFrom(from + A_PAGE < places.length ? from + A_PAGE : 0)}><Say of={words.moreTowns} params={{ n: Math.min(from + A_PAGE, places.length), of: places.length }} /></KeyButton>}
    </>
  );
};

/** The city's own towns, by the rows of 五十音 where they are many. */
const OwnTowns = ({ onChoose }: { onChoose: (place: Place) => void }) => {
  const { say } = useWording();
  const { city } = useKiosk();
  const rows = townRows(city.towns ?? []);
  const [row, setRow] = useState(rows[0]?.row);
  const all = rows.flatMap(({ towns }) => towns);
  const shown = all.length <= A_PAGE ? all : rows.find((one) => one.row === row)?.towns ?? [];
  return (
    <>
      {all.length > A_PAGE && <div className="address-rows" role="group" aria-label={say(words.rows)}>{rows.map((one) => <KeyButton key={one.row} look="soft" lang="ja" pressed={one.row === row} onPress={() => setRow(one.row)}>{one.row}</KeyButton>)}</div>}
      <PlaceList key={row} places={shown.map((town) => ownPlace(city, town))} onChoose={onChoose} />
    </>
  );
};

/** Seven digits, by our keys or a keyboard; the seventh looks the towns up by itself. */
const CodeBox = ({ id, onCode, children }: { id: string; onCode: (code: string) => void; children: ReactNode }) => {
  const [digits, setDigits] = useState('');
  const write = (text: string): void => {
    const next = bareDigits(text).replaceAll(/\D/g, '').slice(0, 7);
    setDigits(next);
    const code = readPostalCode(next);
    if (code !== null && next !== digits) onCode(code);
  };
  const stroke = (key: KeyStroke): void => write(applyStroke(digits, digits.length, digits.length, key).text);
  return (
    <>
      <TextField id={`${id}-postal`} label={<Say of={words.code} />} help={<Say of={words.codeHelp} />} value={writePostalCode(digits)} onChange={write} inputMode="numeric" />
      {children}
      <ScreenKeys sheets={['numbers']} onStroke={stroke} />
    </>
  );
};

/** 住所: from the postal code down to the town, then the rest by hand. Kanji come without an input method, and typing is always a way. */
export const AddressAnswer = (props: AnswerProps) => {
  const { field, value, error, onChange } = props;
  const { city } = useKiosk();
  const { say } = useWording();
  const index = usePostal();
  const hasTowns = (city.towns ?? []).length > 0;
  const [way, setWay] = useState<Way>(value !== '' || index === null ? { at: 'text', news: null } : field.inCity && hasTowns ? { at: 'towns' } : { at: 'code' });
  const id = idOf(field.key);
  const moved = useRef(false);
  const go = (next: Way): void => { moved.current = true; setWay(next); };
  useEffect(() => { // the key that was pressed is gone: the focus goes where one goes on
    if (!moved.current) return;
    moved.current = false;
    const box = document.getElementById(way.at === 'text' ? id : way.at === 'code' ? `${id}-postal` : `${id}-choose`) as HTMLElement | null;
    box?.focus();
    if (box instanceof HTMLInputElement) box.setSelectionRange(box.value.length, box.value.length);
  }, [way, id]);
  const choose = (place: Place): void => { onChange(addressOf(place)); go({ at: 'text', news: 'found' }); };
  const look = async (code: string): Promise<void> => {
    if (index === null) return;
    const found = await findPlaces(city, index, code);
    if (!found.ok) return go({ at: 'text', news: found.why });
    if (found.places.length === 1) choose(found.places[0]); else go({ at: 'places', places: found.places });
  };
  const byText = <KeyButton icon="keyboard" onPress={() => go({ at: 'text', news: null })}><Say of={words.withoutCode} /></KeyButton>;
  const byCode = index !== null && <KeyButton icon="search" onPress={() => go({ at: 'code' })}><Say of={words.byCode} /></KeyButton>;
  const byTown = hasTowns && <KeyButton icon="pin" onPress={() => go({ at: 'towns' })}><Say of={withCityWords(words.ownTowns, 'city', city.name)} /></KeyButton>;
  const wrong = error !== undefined && <p id={`${id}-error`} className="field-error"><Icon name="warn" />{error}</p>;
  switch (way.at) {
    case 'code': return <>{wrong}<CodeBox id={id} onCode={(code) => void look(code)}><div className="address-ways">{byTown}{byText}</div></CodeBox></>;
    case 'towns': return <div className="address-choice" id={`${id}-choose`} tabIndex={-1}>{wrong}<OwnTowns onChoose={choose} /><div className="address-ways">{byCode}{byText}</div></div>;
    case 'places': return (
      <div className="address-choice" id={`${id}-choose`} tabIndex={-1}>
        <Banner tone="info" live="polite"><Say of={words.several} params={{ n: way.places.length }} /></Banner>
        <PlaceList places={way.places} onChoose={choose} /><div className="address-ways">{byCode}{byText}</div>
      </div>
    );
    case 'text': return (
      <TextAnswer {...props} first={way.news === 'found' || value !== '' ? 'house' : undefined} {...(way.news === null ? {} : { help: <span role="status"><Say of={words[way.news]} /></span> })}>
        {(byCode || byTown) && <div className="address-ways" aria-label={say(words.otherWays)} role="group">{byCode}{byTown}</div>}
      </TextAnswer>
    );
    default: return way satisfies never;
  }
};
