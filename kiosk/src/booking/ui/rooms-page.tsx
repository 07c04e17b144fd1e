import type { Facility, FindRooms, Room, RoomFound, RoomsFound } from '@engawa/facility-api/contract';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { ActButton, Banner, KeyButton } from '../../design/index.ts';
import { addDays, dayOf } from '../domain/tokyo.ts';
import { phone } from '../../wording/phone.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { dayKind, HOURS, searchFault, withFrom } from '../domain/search.ts';
import { RoomCard } from './room-card.tsx';

type RoomsPageProps = {
  facilities: Facility[]; holidays: readonly string[]; now: number; search: FindRooms; asked: boolean;
  result: RoomsFound | null; failed: boolean; busy: boolean;
  onSearch: (search: FindRooms) => void; onBook: (room: Room, search: FindRooms) => void;
};

/** Find a room: the question on top, the answer below it, cheapest fitting first. */
export function RoomsPage({ facilities, holidays, now, search, asked, result, failed, busy, onSearch, onBook }: RoomsPageProps): ReactNode {
  const { say } = useWording();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => { if (result) heading.current?.focus(); }, [result]);
  const rooms = new Map(facilities.flatMap((facility) => facility.rooms.map((room) => [room.id, { room, facility }] as const)));
  const cards = (free: boolean): ReactNode => result?.rooms.filter((found: RoomFound) => found.free === free).map((found) => {
    const known = rooms.get(found.room);
    return known && <RoomCard key={found.room} found={found} room={known.room} facility={known.facility} asked={result.asked} onBook={() => onBook(known.room, result.asked)} />;
  });
  return (
    <>
      <h1 tabIndex={-1}><Say of={phone.findTitle} /></h1>
      <SearchForm key={JSON.stringify(search)} facilities={facilities} holidays={holidays} now={now} search={search} busy={busy} onSearch={onSearch} />
      {failed && <Banner tone="alarm" title={say(phone.offlineTitle)}><Say of={phone.offlineBody} /></Banner>}
      {asked && result && (
        <section aria-labelledby="found">
          <h2 id="found" ref={heading} tabIndex={-1} className="phone-found"><FoundTitle count={result.freeCount} /></h2>
          {result.freeCount === 0 && <p className="phone-sub"><Say of={phone.foundNoneNext} /></p>}
          {result.freeCount > 0 && <p className="phone-legend" aria-hidden="true"><span><i className="slot-cell slot-yours" /> <span><Say of={phone.slotYours} /></span></span> <span><i className="slot-cell slot-free" /> <span><Say of={phone.slotFree} /></span></span> <span><i className="slot-cell slot-taken" /> <span><Say of={phone.slotTaken} /></span></span></p>}
          {cards(true)}
          {result.freeCount < result.rooms.length && (
            <details className="phone-details"><summary><span><Say of={phone.otherRooms} params={{ n: result.rooms.length - result.freeCount }} /></span></summary>{cards(false)}</details>
          )}
        </section>
      )}
      {failed && <KeyButton onPress={() => onSearch(search)}><Say of={phone.retry} /></KeyButton>}
    </>
  );
}

function FoundTitle({ count }: { count: number }): ReactNode {
  if (count === 0) return <Say of={phone.foundNone} />;
  return count === 1 ? <Say of={phone.foundOne} /> : <Say of={phone.foundSome} params={{ n: count }} />;
}

const FAULTS = { people: phone.faultPeople, past: phone.faultPast, 'until-not-after-from': phone.faultUntil } as const;

function SearchForm({ facilities, holidays, now, search: first, busy, onSearch }: Pick<RoomsPageProps, 'facilities' | 'holidays' | 'now' | 'search' | 'busy' | 'onSearch'>): ReactNode {
  const { say, day } = useWording();
  const [search, setSearch] = useState(first);
  const [fault, setFault] = useState<ReturnType<typeof searchFault>>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const found = searchFault(search, now);
    setFault(found);
    if (!found) onSearch(search);
  };
  const today = dayOf(now);
  const kind = dayKind(search.day, holidays);
  const wrongEnd = fault === 'until-not-after-from' || fault === 'past';
  return (
    <form className="phone-search" onSubmit={submit} noValidate>
      <label className="phone-field"><span><Say of={phone.day} /> <span className="phone-picked">{day(search.day)}{kind !== 'weekday' && <span className="phone-daykind"><Say of={kind === 'holiday' ? phone.holiday : phone.weekend} /></span>}</span></span>
        <input type="date" required value={search.day} min={today} max={addDays(today, 92)} onChange={(event) => event.target.value && setSearch({ ...search, day: event.target.value })} />
      </label>
      <div className="phone-two">
        <label className="phone-field"><span><Say of={phone.from} /></span>
          <select value={search.from} onChange={(event) => setSearch(withFrom(search, event.target.value))}>{HOURS.slice(0, 24).map((hour) => <option key={hour}>{hour}</option>)}</select>
        </label>
        <label className="phone-field"><span><Say of={phone.until} /></span>
          <select value={search.until} aria-invalid={wrongEnd} aria-describedby="search-fault" onChange={(event) => setSearch({ ...search, until: event.target.value })}>{HOURS.slice(1).map((hour) => <option key={hour}>{hour}</option>)}</select>
        </label>
      </div>
      <div className="phone-who-where">
        <label className="phone-field"><span><Say of={phone.people} /></span>
          <input type="number" inputMode="numeric" min={1} max={2000} value={Number.isNaN(search.people) ? '' : search.people} aria-invalid={fault === 'people'} aria-describedby="search-fault" onChange={(event) => setSearch({ ...search, people: event.target.valueAsNumber })} />
        </label>
        <label className="phone-field"><span><Say of={phone.where} /></span>
          <select value={search.facility ?? ''} onChange={(event) => { const { facility: _, ...rest } = search; const chosen = facilities.find((f) => f.id === event.target.value); setSearch(chosen ? { ...rest, facility: chosen.id } : rest); }}>
            <option value="">{say(phone.everywhere)}</option>
            {facilities.map((facility) => <option key={facility.id} value={facility.id}>{say(facility.title)}</option>)}
          </select>
        </label>
      </div>
      <p id="search-fault" className="phone-fault" role="alert">{fault && <Say of={FAULTS[fault]} />}</p>
      <ActButton type="submit" busy={busy ? <Say of={phone.keyWait} /> : undefined}><Say of={phone.search} /></ActButton>
    </form>
  );
}
