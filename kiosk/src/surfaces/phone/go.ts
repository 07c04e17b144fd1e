import type { Route } from './route.ts';

/** Leads to another page of the phone; `replace` leaves nothing behind in the history. */
export type Go = (route: Route, how?: 'push' | 'replace') => void;

/** Is there a page of ours behind this one in the history? Somebody who came by a link would leave the house by 「もどる」. */
export const isInside = (): boolean => (history.state as { inside?: boolean } | null)?.inside === true;
export const goBack = (go: Go, otherwise: Route): void => { if (isInside()) history.back(); else go(otherwise, 'replace'); };
