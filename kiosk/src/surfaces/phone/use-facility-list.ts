import type { FacilityList } from '@engawa/facility-api/contract';
import { useCallback, useEffect, useState } from 'react';
import type { PhoneWorld } from './world.tsx';

/** The city's rooms, once per visit; `undefined` while asking, `null` when the city was silent. */
export function useFacilityList(world: PhoneWorld, wanted: boolean): { city: FacilityList | null; retry: () => void } {
  const [city, setCity] = useState<FacilityList | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    void world.api.facilities().then((answer) => {
      if (gone || !answer.ok) return;
      world.heard(answer.value.now);
      setCity(answer.value);
    });
    return () => { gone = true; };
  }, [world, wanted, turn]);
  return { city, retry: useCallback(() => setTurn((n) => n + 1), []) };
}
