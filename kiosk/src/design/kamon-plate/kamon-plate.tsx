import './kamon-plate.css';
import type { ReactNode } from 'react';

/** The plate's letter; never I, O, Q. */
export type PlateLetter = 'A' | 'B' | 'C' | 'D' | 'E' | 'F';

const SHAPES: Record<PlateLetter, ReactNode> = {
  A: <circle cx="50" cy="50" r="48" strokeWidth="0" />,
  B: <path d="M50 4 96 50 50 96 4 50z" strokeWidth="7" strokeLinejoin="round" />,
  C: <path d="M50 4 91 27v46L50 96 9 73V27z" strokeWidth="6" strokeLinejoin="round" />,
  D: <g strokeWidth="0"><circle cx="50" cy="25" r="23.5" /><circle cx="74.7" cy="43" r="23.5" /><circle cx="65.3" cy="72" r="23.5" /><circle cx="34.7" cy="72" r="23.5" /><circle cx="25.3" cy="43" r="23.5" /><circle cx="50" cy="51" r="27" /></g>,
  E: <rect x="4" y="4" width="92" height="92" rx="6" strokeWidth="0" />,
  F: <path d="M50 6 96 90H4z" strokeWidth="8" strokeLinejoin="round" />,
};
/** where the letter's baseline sits in each shape */
const BASELINE: Record<PlateLetter, number> = { A: 70, B: 70, C: 70, D: 71, E: 70, F: 80 };

/** Size by font-size (1 em). `label` is what a screen reader says (「まるの A」); without it the plate is silent because a word stands beside it. */
export const KamonPlate = ({ zone, label }: { zone: PlateLetter; label?: string }) => (
  <svg className={`kamon kamon-${zone.toLowerCase()}`} viewBox="0 0 100 100" role={label ? 'img' : undefined} aria-label={label} aria-hidden={label ? undefined : true}>
    <g className="kamon-shape">{SHAPES[zone]}</g>
    <text x="50" y={BASELINE[zone]} textAnchor="middle" fontSize={zone === 'F' ? 46 : 56}>{zone}</text>
  </svg>
);

/** 番号札: plate and digits, the same on kiosk, board, paper and phone. `spoken` replaces both for a screen reader (「まるの A、103番」). */
export const TicketNumber = ({ zone, label, spoken }: { zone: PlateLetter; /** `103` */ label: string; spoken: string }) => (
  <span className="ticket-number"><KamonPlate zone={zone} /><span aria-hidden="true">{label}</span><span className="visually-hidden">{spoken}</span></span>
);
