import { chunkOf, ownPlaces, placesIn, type OwnTowns, type Place } from '../domain/places.ts';
import type { PostalIndex } from './ports.ts';

export type Found = { readonly ok: true; readonly places: readonly [Place, ...Place[]] } | { readonly ok: false; readonly why: 'unknown' | 'unreachable' };

/** The towns of a code: the city's own ones first, which are on every machine, then those of the country. */
export const findPlaces = async (city: OwnTowns, index: PostalIndex, code: string): Promise<Found> => {
  const own = ownPlaces(city, code);
  const chunk = own.length > 0 ? null : await index.chunk(chunkOf(code));
  if (chunk === 'unreachable') return { ok: false, why: 'unreachable' };
  const [first, ...others] = chunk === null ? own : placesIn(chunk, code);
  return first === undefined ? { ok: false, why: 'unknown' } : { ok: true, places: [first, ...others] };
};
