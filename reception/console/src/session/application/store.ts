/** One value that the screen watches. `set` wakes the watchers only when the value really is another. */
export interface Store<T> { get(): T; set(next: T): void; subscribe(wake: () => void): () => void }

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const watchers = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(value, next)) return;
      value = next;
      for (const wake of [...watchers]) wake();
    },
    subscribe: (wake) => {
      watchers.add(wake);
      return () => { watchers.delete(wake); };
    },
  };
}
