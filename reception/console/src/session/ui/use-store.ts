import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Store } from '../application/store.ts';

export const useStore = <T,>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get);

/** Looks at `read` every second, and at once when `anew` changes, and draws again; the hall's time, not this machine's, comes out of it. */
export function useEverySecond(read: () => number, anew?: unknown): number {
  const [now, setNow] = useState(read);
  useEffect(() => {
    setNow(read());
    const timer = setInterval(() => setNow(read()), 1_000);
    return () => clearInterval(timer);
  }, [read, anew]);
  return now;
}
