import type { Place } from './places.ts';
import type { Walk } from './walk.ts';

/** Where something may be, and by which rule. Everything else must hold nothing. */
type MayBe = { readonly place: Place; readonly walks: readonly string[]; readonly why: string };
export const MAY_BE: readonly MayBe[] = [
  { place: 'servers', walks: ['ticket served'], why: 'Q5, R8: a form that staff asked for is opened in the memory of reception; strings of a program are overwritten when their room is needed again. Files and database hold none of it.' },
];
export const allowedAt = (place: Place, walk: Walk): string | undefined => MAY_BE.find((rule) => rule.place === place && rule.walks.includes(walk.name))?.why;
