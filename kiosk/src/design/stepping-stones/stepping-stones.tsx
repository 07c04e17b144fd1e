import './stepping-stones.css';
import { Fragment, type ReactNode } from 'react';

/** Five stones, none like the other. */
const STONES = [
  'M8 36C4 20 16 6 40 5s30 10 29 27-12 25-33 25S11 50 8 36z', 'M6 30C6 14 22 4 42 6s30 12 28 28-16 24-36 23S6 46 6 30z',
  'M9 38C3 24 12 8 34 5s38 6 38 24-12 27-32 29S14 52 9 38z', 'M7 32C5 18 18 6 38 5s33 8 33 26-14 26-34 26S9 46 7 32z',
  'M8 28C8 12 24 4 44 6s28 14 27 27-18 25-35 24S8 44 8 28z',
];

export interface SteppingStonesProps {
  steps: readonly { key: string; label: ReactNode }[];
  /** index of the step the visitor stands on */
  now: number;
  /** 「進みぐあい」 names the list; `done` is said after a finished step */
  words: { label: string; done: string };
}

/** 飛石: how far, and how far still. */
export const SteppingStones = ({ steps, now, words }: SteppingStonesProps) => (
  <ol className="stones" aria-label={words.label}>
    {steps.map(({ key, label }, index) => {
      const state = index < now ? 'done' : index === now ? 'now' : 'next';
      return (
        <Fragment key={key}>
          {index > 0 && <li className="stones-path" role="presentation" aria-hidden="true" />}
          <li className={`stone stone-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
            <svg viewBox="0 0 76 60" aria-hidden="true">
              <path className="stone-shape" d={STONES[index % STONES.length]} strokeWidth="3" />
              {state === 'done' ? <path className="stone-tick" d="m25 31 9 9 18-19" fill="none" strokeWidth="6" strokeLinecap="round" strokeLinejoin="round" /> : <text x="38" y="42" textAnchor="middle">{index + 1}</text>}
            </svg>
            <span>{label}{state === 'done' && <span className="visually-hidden"> {words.done}</span>}</span>
          </li>
        </Fragment>
      );
    })}
  </ol>
);
