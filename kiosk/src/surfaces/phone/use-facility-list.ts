import type { FacilityList } from '@engawa/facility-api/contract';
import { useCallback, useEffect, useState } from 'react';
import type { PhoneWorld } from './world.tsx';

/** The city's rooms, asked once per visit. Until the city answers, the list of the last visit stands in, so that a key opens without a network. */
export function useFacilityList(world: PhoneWorld, wanted: boolean): { city: FacilityList | null; retry: () => void } {
  const [city, setCity] = useState<FacilityList | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    void world.keptCity.get().then((kept) => { if (!gone) setCity((have) => have ?? kept); }, () => undefined);
    void world.api.facilities().then((answer) => {
      if (gone || !answer.ok) return;
      world.heard(answer.value.now);
      setCity(answer.value);
      void world.keptCity.keep(answer.value).catch(() => undefined);
    });
    return () => { gone = true; };
  }, [world, wanted, turn]);
  return { city, retry: useCallback(() => setTurn((n) => n + 1), []) };
}
