/** One small thing that must survive a power cut: old or new, never half. */
export interface Document<T> {
  /** null = never saved, or damaged */
  load(): Promise<T | null>;
  /** resolves when it is durable */
  save(body: T): Promise<void>;
}
