import type { HallStatistics } from '@engawa/reception/contract';
import { useCallback, useEffect, useState } from 'react';
import { useWorld } from '../../session/ui/world.tsx';
import { askStatistics } from '../application/ask-statistics.ts';
import { oneDay, weeksBefore } from '../domain/days.ts';

/** The running day moves on; older ones do not. */
const AGAIN_MS = 60_000;

export interface DayStatistics { readonly day: HallStatistics; /** the eight weeks before it */ readonly before: HallStatistics }
export type StatisticsLook = { readonly t: 'loading' | 'failed' } | { readonly t: 'here'; readonly of: DayStatistics };

/** The figures of this day and of no other: an answer that comes too late for its day is dropped. */
export function useStatistics(day: string, isToday: boolean): { readonly look: StatisticsLook; readonly again: () => void } {
  const { commands, desk } = useWorld();
  const [held, setHeld] = useState<{ day: string; look: StatisticsLook } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const again = useCallback(() => setAttempt((n) => n + 1), []);
  useEffect(() => {
    let current = true;
    void Promise.all([askStatistics(commands, oneDay(day)), askStatistics(commands, weeksBefore(day))]).then(([one, before]) => {
      if (!current) return;
      if (one.kind === 'done' && before.kind === 'done') { setHeld({ day, look: { t: 'here', of: { day: one.value, before: before.value } } }); return; }
      for (const outcome of [one, before]) if (outcome.kind === 'refused' && outcome.problem.code === 'not-signed-in') desk.take(outcome);
      // What was there a minute ago is still true of that minute.
      setHeld((old) => (old !== null && old.day === day && old.look.t === 'here' ? old : { day, look: { t: 'failed' } }));
    });
    return () => { current = false; };
  }, [commands, desk, day, attempt]);
  useEffect(() => {
    if (!isToday) return undefined;
    const timer = setInterval(again, AGAIN_MS);
    return () => clearInterval(timer);
  }, [isToday, again]);
  return { look: held !== null && held.day === day ? held.look : { t: 'loading' }, again };
}
