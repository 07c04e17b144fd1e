/** What the clients of a storm noted down: nothing but their own requests and answers, on one clock of this machine. */

/** A place in the city: leaves of a room for a time, in milliseconds. */
export interface Place { readonly leaves: readonly string[]; readonly startMs: number; readonly endMs: number }
export type Status = 'held' | 'confirmed' | 'released' | 'past' | 'lapsed' | 'cancelled';
/** A booking as an answer told it. */
export interface Told { readonly id: string; readonly status: Status; readonly place: Place; readonly holdUntilMs: number | null; /** another place that is held until its difference is paid */ readonly change: { readonly place: Place; readonly holdUntilMs: number } | null }
/** unknown: nobody ever answered, so it happened or it did not. gone: the booking is not known. */
export type Answer = { readonly how: 'done'; readonly told: Told } | { readonly how: 'taken' | 'refused' | 'unknown' | 'gone' };

/** One command, however often it was sent. `pay`: the provider took the money; its notice may come later, or never. */
export interface Entry {
  readonly kind: 'place' | 'change' | 'cancel' | 'pay' | 'look';
  readonly key: string;
  /** what it is about; null where a place was refused or never answered */ readonly booking: string | null;
  /** where somebody wants to be */ readonly wish: Place | null;
  readonly sentMs: number;
  readonly answeredMs: number;
  readonly answer: Answer;
}
export interface History { readonly entries: Entry[]; /** answers to a key that was sent once more after it had been answered */ readonly repeats: { readonly key: string; readonly first: string; readonly again: string }[] }
export const newHistory = (): History => ({ entries: [], repeats: [] });

export const meets = (a: Place, b: Place): boolean => a.startMs < b.endMs && b.startMs < a.endMs && a.leaves.some((leaf) => b.leaves.includes(leaf));
export const samePlace = (a: Place, b: Place): boolean => a.startMs === b.startMs && a.endMs === b.endMs && a.leaves.join() === b.leaves.join();
