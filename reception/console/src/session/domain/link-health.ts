import { FROZEN_MS } from '@engawa/reception/contract';

/**
 * Is what the clerk sees still true?
 * connecting -heard-> live -silence of FROZEN_MS-> frozen -heard-> live.
 * `offsetMs` is the hall's clock minus this machine's: every time on the screen is the hall's.
 */
export type LinkHealth =
  | { readonly status: 'connecting' }
  | { readonly status: 'live'; readonly heardMs: number; readonly offsetMs: number }
  | { readonly status: 'frozen'; readonly heardMs: number; readonly offsetMs: number };

export const linkConnecting: LinkHealth = { status: 'connecting' };

/** A sign of life from the hall: its own time `hallMs`, heard here at `nowMs`. */
export const hearHall = (hallMs: number, nowMs: number): LinkHealth => ({ status: 'live', heardMs: nowMs, offsetMs: hallMs - nowMs });

/** Looks at the watch: silence longer than FROZEN_MS means that the screen may be out of date. */
export const watchLink = (health: LinkHealth, nowMs: number): LinkHealth =>
  health.status === 'live' && nowMs - health.heardMs > FROZEN_MS ? { ...health, status: 'frozen' } : health;

/** The hall's time for this machine's time; this machine's own before the hall was first heard. */
export const hallTime = (health: LinkHealth, nowMs: number): number => nowMs + (health.status === 'connecting' ? 0 : health.offsetMs);

/** Hall time of the last sign of life: what 「更新停止」 shows. */
export const frozenSince = (health: LinkHealth): number | null =>
  health.status === 'frozen' ? health.heardMs + health.offsetMs : null;
