/**
 * The hall as the forecast sees it. Minutes count from any fixed moment of the day; a `kind` is the index of what takes its own
 * time to serve (a procedure); a `mark` is a number by which chance knows a person again, and nothing else.
 */
export interface HallNow {
  readonly nowMinute: number;
  /** nothing is told beyond this minute; null where whoever holds a ticket is served, however late */
  readonly closesMinute: number | null;
  readonly counters: readonly CounterNow[];
  /** by `order`, ascending */
  readonly waiting: readonly WaitingNow[];
  /** 離席: who is back in line at this minute, with the order of their ticket; nobody asks about them meanwhile */
  readonly returning?: readonly ReturningNow[];
  /** 予約 of today whose people have not come yet */
  readonly expected: readonly ExpectedNow[];
  /** the last ones of each kind who were called today, newest first: how long they waited, and behind how many of their kind */
  readonly lastCalled: readonly DelayNow[];
}

export interface CounterNow {
  readonly kinds: readonly number[];
  /** [from, until) in which nobody is called, ascending; who is being served is served to the end */
  readonly closed: readonly (readonly [number, number])[];
  readonly serving: ServingNow | null;
  /** since when it could have called somebody; null while it serves */
  readonly freeSinceMinute: number | null;
}

export interface ServingNow {
  readonly mark: number;
  readonly kind: number;
  readonly sinceMinute: number;
  /** place of the ticket in the queue, kept for a further step */
  readonly order: number;
  readonly lastStep: boolean;
  /** the kind of the step that surely follows; absent: whether one does is drawn from experience, unless this is the last */
  readonly thenKind?: number;
  /** how many times as long as its kind this visit takes (further procedures on the same ticket) */
  readonly stretch: number;
}

export interface WaitingNow {
  readonly mark: number;
  readonly kind: number;
  /** its place in the queue, as a minute of the day */
  readonly order: number;
  readonly sinceMinute: number;
  /** 予約: its place is half an hour before this minute, and before this minute it is called only where nobody else waits; null without */
  readonly dueMinute: number | null;
  readonly lastStep: boolean;
  /** the kind of the step that surely follows; absent: whether one does is drawn from experience, unless this is the last */
  readonly thenKind?: number;
  readonly stretch: number;
  /** how many of its kind stood before it when it began to wait */
  readonly aheadThen: number;
}

export interface ExpectedNow { readonly mark: number; readonly kind: number; readonly dueMinute: number }
export interface ReturningNow { readonly minute: number; readonly kind: number; readonly order: number; readonly mark: number }
export interface DelayNow { readonly kind: number; readonly waitedMinutes: number; readonly aheadThen: number }
