import { MINUTE_MS } from '../../facilities/domain/city-day.ts';

/** People come a little early; the window shrinks to the start when somebody else still has the room. */
export const GRANT_WINDOW = { leadMs: 10 * MINUTE_MS } as const;

/**
 * One press: valid for this long after it, so a command that got stuck never opens a door late. `slackMs` before now, because the
 * agent opens only when its whole clock interval lies inside.
 */
export const PRESS = { ttlMs: 20_000, slackMs: 30_000 } as const;
