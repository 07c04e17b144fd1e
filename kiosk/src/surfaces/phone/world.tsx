import type { FacilityList } from '@engawa/facility-api/contract';
import type { TicketView, VisitorAct } from '@engawa/reception/contract';
import { createContext, type ReactNode, useContext } from 'react';
import type { FacilityApi, KeptBookings, KeptCity, Passkeys } from '../../booking/application/ports.ts';
import type { AnyProblemCode } from '../../wording/problems.ts';
import type { TicketNotices } from '../../ticket/application/ports.ts';
import type { DoorApi } from '../../unlock/application/ports.ts';

/** What a watched ticket can be. `frozen` keeps the last view and says since when it is old. */
export type TicketNews = { view: TicketView | null; frozenSince: number | null; unknown: boolean };

/** Everything outside the page, chosen in the composition root. */
export type PhoneWorld = {
  api: FacilityApi; passkeys: Passkeys; doors: DoorApi; kept: KeptBookings; keptCity: KeptCity;
  /** null: done, and the line tells the rest; else the code of what stands against it. `until` is when somebody who leaves is back. */
  ticketAct(secret: string, act: VisitorAct, key: string, until?: string): Promise<AnyProblemCode | null>;
  /** what this phone is told of its ticket with the page closed */ notices: TicketNotices;
  watchTicket(secret: string, listener: (news: TicketNews) => void): () => void;
  /** the city's clock: the server's time where one was heard, else the phone's */
  now(): number;
  heard(serverNow: string): void;
  newKey(): string;
};

const World = createContext<PhoneWorld | null>(null);
const City = createContext<FacilityList | null>(null);

export const PhoneWorldProvider = ({ world, children }: { world: PhoneWorld; children: ReactNode }): ReactNode => <World value={world}>{children}</World>;
export const CityProvider = ({ city, children }: { city: FacilityList | null; children: ReactNode }): ReactNode => <City value={city}>{children}</City>;

export function useWorld(): PhoneWorld {
  const world = useContext(World);
  if (!world) throw new Error('PhoneWorldProvider is missing above this component');
  return world;
}

export const useCity = (): FacilityList | null => useContext(City);
