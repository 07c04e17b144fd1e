import { FacilityList, FindRooms, RoomsFound } from '../../../contract/index.ts';
import { BOOKABLE } from '../../booking/domain/policy.ts';
import { DAY_MS, dayOf, instantOf } from '../../facilities/domain/city-day.ts';
import { route } from '../../web/route.ts';
import type { Route } from '../../web/route.ts';
import { roomsFor } from '../application/find-offers.ts';
import type { AvailabilityNeeds } from '../application/find-offers.ts';

export function availabilityRoutes(needs: AvailabilityNeeds & { links: FacilityList['links']; clock(): number }): Route[] {
  const { city, clock } = needs;
  const holidaysAhead = (): string[] => Array.from({ length: BOOKABLE.daysAhead + 1 }, (_, day) => dayOf(clock() + day * DAY_MS)).filter(city.isHoliday);
  return [
    route({
      method: 'get', path: '/api/facilities', summary: '施設・部屋・開館時間・料金表', answer: FacilityList,
      handle: () => Promise.resolve({ status: 200, body: { city: city.title, today: dayOf(clock()), now: instantOf(clock()), holidays: holidaysAhead(), facilities: city.facilities, links: needs.links } satisfies FacilityList }),
    }),
    route({
      method: 'get', path: '/api/availability', summary: '空いている部屋 (料金の説明と一日の帯つき)', query: FindRooms, answer: RoomsFound,
      async handle({ query }) {
        if (query.from >= query.until) return { refused: 'bad-request', facts: { where: 'until' } };
        return { status: 200, body: await roomsFor(needs, query, clock()) };
      },
    }),
  ];
}
