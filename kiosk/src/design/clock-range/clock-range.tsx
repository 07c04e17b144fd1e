import './clock-range.css';
import type { ReactNode } from 'react';

/** 「10:35 から 10:50 ごろ」: when the call comes, as clock time. */
export const ClockRange = ({ from, until, words }: { from: string; until: string; words: { from?: ReactNode; until?: ReactNode } }) => (
  <p className="clock-range number"><span className="whole">{from}<small>{words.from}</small></span> <span className="whole">{until}<small>{words.until}</small></span></p>
);

/** Away time hatched, call window solid. All positions are 0..1 of the rail; the words under it say the same. */
export const WindowBar = ({ awayUntil, from, until, words }: { awayUntil: number; from: number; until: number; words: { away?: ReactNode; window: ReactNode } }) => (
  <div className="window-bar">
    <span className="window-rail" />
    {awayUntil > 0 && <span className="window-away" style={{ width: `${awayUntil * 100}%` }} />}
    <span className="window-call" style={{ insetInlineStart: `${from * 100}%`, width: `${(until - from) * 100}%` }} />
    <p className="window-words"><span className="window-words-away" style={{ maxWidth: `${from * 100}%` }}>{words.away}</span><span style={{ insetInlineStart: `${from * 100}%` }} className="window-words-call">{words.window}</span></p>
  </div>
);
