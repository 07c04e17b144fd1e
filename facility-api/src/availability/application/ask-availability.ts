import type { AskCalendar, Calendar, SearchSlots, SlotsFound } from '../../../contract/index.ts';
import type { City } from '../../facilities/domain/city.ts';
import { searchSlots } from '../domain/search-slots.ts';
import { tellCalendar } from '../domain/tell-calendar.ts';
import type { OccupationKeeper } from './ports.ts';

export interface SearchNeeds { city: City; keeper: OccupationKeeper; clock(): number }

/** The clock is read after the rows: a hold that lapses in between is free in the answer. */
export const findSlots = async ({ city, keeper, clock }: SearchNeeds, asked: SearchSlots): Promise<SlotsFound> => searchSlots(city, await keeper.current(), asked, clock());
export const askCalendar = async ({ city, keeper, clock }: SearchNeeds, asked: AskCalendar): Promise<Calendar> => tellCalendar(city, await keeper.current(), asked, clock());
