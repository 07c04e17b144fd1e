import { z } from 'zod';
import type { Document } from '../../disk/application/ports.ts';
import type { CityClock } from '../application/ports.ts';
import type { BoundedClock } from '../domain/bounded-clock.ts';
import { lostClock, advance, raise, readClock, setByHello } from '../domain/bounded-clock.ts';

/** Bounds at some local time of the machine's battery-kept clock. `hi` null = lost. */
export const KeptClock = z.strictObject({ localMs: z.number(), lo: z.number(), hi: z.number().nullable() });
export type KeptClock = z.infer<typeof KeptClock>;

export interface AgentClock extends CityClock {
  /** the city answered our hello */ set(askedLocalMs: number, heardLocalMs: number, serverMs: number): void;
  /** writes the bounds down, so that a restart without the city still knows the time */ keep(): Promise<void>;
}

/** @param local the machine's clock: steady while the process runs, kept by a battery when it does not (milliseconds since 1970) */
export async function openKeptClock(kept: Document<KeptClock>, local: () => number): Promise<AgentClock> {
  const before = await kept.load();
  let clock: BoundedClock = before ? advance({ ...before, hi: before.hi ?? Number.POSITIVE_INFINITY }, local()) : lostClock(local());
  return {
    localMs: local,
    read: () => readClock(clock, local()),
    raise: (signedMs) => { clock = raise(clock, local(), signedMs); },
    set: (askedLocalMs, heardLocalMs, serverMs) => { clock = setByHello(askedLocalMs, heardLocalMs, serverMs); },
    keep: () => {
      clock = advance(clock, local());
      return kept.save({ ...clock, hi: Number.isFinite(clock.hi) ? clock.hi : null });
    },
  };
}
