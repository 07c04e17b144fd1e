import type { Facility, FindRooms, Room, RoomFound } from '@engawa/facility-api/contract';
import type { ReactNode } from 'react';
import { ActButton, PriceLines, Sheet, SlotBar } from '../../design/index.ts';
import { phone } from '../../wording/phone.ts';
import { Say, useWording } from '../../wording/wording.tsx';

const WHY = { taken: phone.whyTaken, closed: phone.whyClosed, 'too-small': phone.whySmall, past: phone.whyPast } as const;

const SLOT = { free: phone.slotFree, taken: phone.slotTaken, closed: phone.slotClosed, past: phone.slotPast } as const;

type RoomCardProps = { found: RoomFound; room: Room; facility: Facility; asked: FindRooms; onBook: () => void };

/** One room of a search: what it is, how its day looks, what it costs and why. */
export function RoomCard({ found, room, facility, asked, onBook }: RoomCardProps): ReactNode {
  const { yen, say } = useWording();
  const [from, until] = [Number(asked.from.slice(0, 2)), Number(asked.until.slice(0, 2))];
  const shown = found.hours.filter((hour, index, all) => hour.state !== 'closed' || (all.some((other, at) => at < index && other.state !== 'closed') && all.some((other, at) => at > index && other.state !== 'closed')));
  const dayInWords = shown.map((hour) => `${hour.hour}:00 ${say(SLOT[hour.state])}`).join(', ');
  return (
    <Sheet as="article" labelledBy={`room-${room.id}`} className={found.free ? 'phone-room' : 'phone-room phone-room-not'}>
      <div className="phone-room-head">
        <h3 id={`room-${room.id}`}><span className="phone-house"><Say of={facility.title} /></span> <span className="phone-nb"><Say of={room.title} /></span></h3>
        {found.free && <p className="phone-price">{yen(found.quote.totalYen)}</p>}
      </div>
      <p className="phone-sub"><Say of={phone.upTo} params={{ n: room.capacity }} />・{room.floor}{room.stepFree && <>・<Say of={phone.stepFree} /></>}・<Say of={phone.walk} params={{ n: facility.walkMinutes }} /></p>
      <p className="phone-sub"><Say of={room.line} /></p>
      {shown.length > 0 && <SlotBar label={dayInWords} cells={shown.map((hour) => (found.free && hour.hour >= from && hour.hour < until ? 'yours' : hour.state === 'closed' ? 'taken' : hour.state))} from={`${shown[0]?.hour}:00`} middle={found.free && <>{asked.from}〜{asked.until} <Say of={phone.slotFree} /></>} until={`${(shown.at(-1)?.hour ?? 23) + 1}:00`} />}
      {found.free ? (
        <>
          <details className="phone-details"><summary><span><Say of={phone.showPrice} /></span></summary><QuoteLines quote={found.quote} /></details>
          <ActButton onPress={onBook}><Say of={phone.bookThis} /></ActButton>
        </>
      ) : <p className="phone-why">{found.why && <Say of={WHY[found.why]} />}</p>}
    </Sheet>
  );
}

/** A price and the clause of every line; the lines add up to the total. */
export function QuoteLines({ quote }: { quote: RoomFound['quote'] }): ReactNode {
  const { say, yen } = useWording();
  const lines = quote.lines.map((line, at) => ({ key: String(at), label: <Say of={line.title} />, rule: <><span lang="ja">{line.clause}</span>{line.note && <>　<Say of={line.note} /></>}</>, amount: yen(line.yen) }));
  return <PriceLines caption={say(phone.showPrice)} lines={lines} total={{ label: <Say of={phone.total} />, amount: yen(quote.totalYen) }} />;
}
