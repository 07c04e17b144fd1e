import { AskFreeCalendar, AskFreeSlots, FreeSlots } from '../../../contract/index.ts';
import type { SearchNeeds } from '../../availability/application/ask-availability.ts';
import { route } from '../../web/route.ts';
import type { Route } from '../../web/route.ts';
import { tellFreeSlots } from '../domain/free-slots.ts';
import { publicFacilitiesCsv } from '../domain/public-facilities.ts';
import { freeCalendar } from './free-calendar.ts';

/** Seconds that anybody's cache may serve: houses change by the year; free time is old by then, and a booking is judged anew anyway. */
const CACHED = { facilities: 3_600, slots: 60 } as const;

/** `/open/`: for anybody and from any page. Nothing in it says who booked or what for. */
export function openDataRoutes(needs: SearchNeeds & { publicUrl: string }): Route[] {
  const { city, keeper, clock, publicUrl } = needs;
  const places = [...city.rooms.values()];
  return [
    route({
      method: 'get', path: '/open/public-facilities.csv', summary: 'オープンデータ: 公共施設一覧 (自治体標準オープンデータセットの項目)', answerType: 'text/csv',
      handle: () => Promise.resolve({ status: 200, type: 'text/csv; charset=utf-8', text: publicFacilitiesCsv(city, publicUrl), openSeconds: CACHED.facilities }),
    }),
    route({
      method: 'get', path: '/open/free-slots.json', summary: 'オープンデータ: これから31日の空き', query: AskFreeSlots, answer: FreeSlots,
      async handle({ query }) {
        const rooms = places.filter(({ facility }) => query.facility === undefined || facility.id === query.facility);
        if (rooms.length === 0) return { refused: 'not-found' };
        return { status: 200, body: tellFreeSlots(city, await keeper.current(), rooms, clock()), openSeconds: CACHED.slots };
      },
    }),
    route({
      method: 'get', path: '/open/free-slots.ics', summary: 'オープンデータ: ひとつの部屋の空きのカレンダー', query: AskFreeCalendar, answerType: 'text/calendar',
      async handle({ query }) {
        const place = city.rooms.get(query.room);
        if (!place) return { refused: 'not-found' };
        return { status: 200, type: 'text/calendar; charset=utf-8', text: freeCalendar(tellFreeSlots(city, await keeper.current(), [place], clock()), `${publicUrl}/phone/rooms`), openSeconds: CACHED.slots };
      },
    }),
  ];
}
