/** Browsers send the same final twice, also across a restart of the recogniser; nobody says the same sentence twice so fast. */
export const REPEAT_MS = 1_500;

export interface LastFinal { readonly text: string; readonly atMs: number }

export const isRepeated = (last: LastFinal | null, text: string, nowMs: number): boolean =>
  last !== null && last.text === text && nowMs - last.atMs < REPEAT_MS;
