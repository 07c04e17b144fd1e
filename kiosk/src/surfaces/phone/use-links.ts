import { CityProfile } from '@engawa/reception/contract';
import { useEffect, useState } from 'react';
import { useCity } from './world.tsx';

/** Origins of the two houses; '' is the one that served this page. */
export function useLinks(atReception: boolean): { ticketHref: string; facilityHref: string } {
  const city = useCity();
  const [facility, setFacility] = useState('');
  useEffect(() => {
    if (!atReception) return;
    fetch('/api/city').then((response) => response.json()).then((body: unknown) => setFacility(CityProfile.parse(body).links.facility), () => undefined);
  }, [atReception]);
  return atReception ? { ticketHref: '', facilityHref: facility.replace(/\/$/, '') } : { ticketHref: city?.links.reception.replace(/\/$/, '') ?? '', facilityHref: '' };
}
