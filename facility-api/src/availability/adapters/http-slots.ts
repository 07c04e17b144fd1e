import { AskCalendar, Calendar, LONGEST_SEARCH_DAYS, SearchSlots, SlotsFound } from '../../../contract/index.ts';
import { DAY_MS, midnightOf } from '../../facilities/domain/city-day.ts';
import { route } from '../../web/route.ts';
import type { Route } from '../../web/route.ts';
import { askCalendar, findSlots } from '../application/ask-availability.ts';
import type { SearchNeeds } from '../application/ask-availability.ts';

export const slotRoutes = (needs: SearchNeeds): Route[] => [
  route({
    method: 'get', path: '/api/slots', summary: '条件に合う部屋と、いちばん早い空き (施設をまたいで。この瞬間の予約のとおり)', query: SearchSlots, answer: SlotsFound,
    async handle({ query }) {
      const days = (midnightOf(query.until) - midnightOf(query.from)) / DAY_MS + 1;
      if (!(days >= 1 && days <= LONGEST_SEARCH_DAYS)) return { refused: 'bad-request', facts: { where: 'until' } };
      if (query.after >= query.before) return { refused: 'bad-request', facts: { where: 'before' } };
      return { status: 200, body: await findSlots(needs, query) };
    },
  }),
  route({
    method: 'get', path: '/api/calendar', summary: '部屋ごとの空きの月・週・日の表', query: AskCalendar, answer: Calendar,
    handle: async ({ query }) => ({ status: 200, body: await askCalendar(needs, query) }),
  }),
];
