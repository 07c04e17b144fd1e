/** One at a time: whoever asks while `work` runs shares the next run, which begins after all who share it had asked. */
export function joined<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let next: Promise<T> | null = null;
  const ask = (): Promise<T> => {
    if (running === null) {
      running = work().finally(() => { running = null; });
      return running;
    }
    const again = (): Promise<T> => { next = null; return ask(); };
    next ??= running.then(again, again);
    return next;
  };
  return ask;
}
