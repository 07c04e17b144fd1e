import './slot-bar.css';
import type { ReactNode } from 'react';

export interface SlotBarProps { /** コマ in order of the day */ cells: readonly ('free' | 'taken' | 'yours' | 'past')[]; /** the whole bar in words: 「13〜17時 空き」 */ label: string; from?: ReactNode; middle?: ReactNode; until?: ReactNode }

/** A day of a room: hatched taken, solid yours, plain free, dotted past. */
export const SlotBar = ({ cells, label, from, middle, until }: SlotBarProps) => (
  <div className="slot-bar">
    <div className="slot-bar-cells" role="img" aria-label={label}>{cells.map((cell, index) => <span key={index} className={`slot-cell slot-${cell}`} />)}</div>
    {(from !== undefined || until !== undefined) && <p className="slot-bar-words" aria-hidden="true"><span>{from}</span><b>{middle}</b><span>{until}</span></p>}
  </div>
);
