import { type CityProfile, type ConcreteField } from '@engawa/reception/contract';
import { type ReactNode, useState } from 'react';
import { TextField } from '../../design/index.ts';
import { findPlaces } from '../../postal/application/find-places.ts';
import { addressOf, ownPlace, type Place } from '../../postal/domain/places.ts';
import { readPostalCode } from '../../postal/domain/postal-code.ts';
import { townRows } from '../../postal/domain/town-rows.ts';
import { usePostal } from '../../postal/ui/postal-context.tsx';
import { postal as words } from '../../wording/postal.ts';
import { withCityWords } from '../../wording/wording.ts';
import { Say, useWording } from '../../wording/wording.tsx';

interface AddressFieldProps { city: CityProfile; field: ConcreteField; value: string; error?: ReactNode; help?: ReactNode; onChange: (value: string) => void }
type News = { at: 'none' } | { at: 'found' | 'unknown' | 'unreachable' } | { at: 'several'; places: readonly Place[] };

const Pick = ({ id, label, places, onChoose }: { id: string; label: ReactNode; places: readonly Place[]; onChoose: (place: Place) => void }) => {
  const { say } = useWording();
  return (
    <label className="phone-field" htmlFor={id}>{label}
      <select id={id} value="" onChange={({ currentTarget }) => { const place = places[Number(currentTarget.value)]; if (place) onChoose(place); }}>
        <option value="" disabled>{say(words.whichTown)}</option>
        {places.map((place, at) => <option key={addressOf(place)} value={at} lang="ja">{addressOf(place)}</option>)}
      </select>
    </label>
  );
};

/** 住所 on the phone: the code fills in everything down to the town, and the rest is typed behind it. Without a code it is a plain line. */
export const AddressField = ({ city, field, value, error, help, onChange }: AddressFieldProps) => {
  const index = usePostal();
  const [code, setCode] = useState('');
  const [news, setNews] = useState<News>({ at: 'none' });
  const [filled, setFilled] = useState('');
  const choose = (place: Place): void => {
    const text = addressOf(place);
    // What stood there from an earlier code gives way; what was typed by hand stays behind it.
    onChange(text + (value.startsWith(filled) ? value.slice(filled.length) : value));
    setFilled(text); setNews({ at: 'found' });
  };
  const look = async (text: string): Promise<void> => {
    setCode(text);
    const digits = readPostalCode(text);
    if (digits === null || index === null) return setNews({ at: 'none' });
    const found = await findPlaces(city, index, digits);
    if (!found.ok) setNews({ at: found.why });
    else if (found.places.length === 1) choose(found.places[0]);
    else setNews({ at: 'several', places: found.places });
  };
  const own = townRows(city.towns ?? []).flatMap(({ towns }) => towns.map((town) => ownPlace(city, town)));
  return (
    <div className="forms-address">
      {field.inCity && own.length > 0 && value === '' && <Pick id={`${field.key}-town`} label={<Say of={withCityWords(words.ownTowns, 'city', city.name)} />} places={own} onChoose={choose} />}
      {index !== null && <TextField id={`${field.key}-postal`} label={<Say of={words.code} />} help={<Say of={words.codeHelp} />} value={code} onChange={(text) => void look(text)} inputMode="numeric" autoComplete="postal-code" size={10} />}
      <p className="forms-news" role="status">{news.at === 'several' ? <Say of={words.several} params={{ n: news.places.length }} /> : news.at !== 'none' && <Say of={words[news.at]} />}</p>
      {news.at === 'several' && <Pick id={`${field.key}-places`} label={<Say of={words.whichTown} />} places={news.places} onChoose={choose} />}
      <TextField id={field.key} label={<Say of={field.label} />} value={value} onChange={onChange} {...(help && { help })} {...(error !== undefined && { error })} />
    </div>
  );
};
