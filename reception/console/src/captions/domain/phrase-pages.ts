/** As many phrases as there are digits stand in sight; the key 0 shows the next ones, after the last the first again. */
export const PHRASES_AT_ONCE = 9;

export const nextPhrasePage = (page: number, phrases: number): number => ((page + 1) * PHRASES_AT_ONCE < phrases ? page + 1 : 0);
