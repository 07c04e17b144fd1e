import './beam.css';
import type { ReactNode } from 'react';

/** Our mark: two posts, four planks. */
export const HouseMark = () => (
  <svg className="house-mark" viewBox="0 0 46 34" fill="none" stroke="currentColor" aria-hidden="true"><path d="M2 5h42M2 14h42M2 23h42M2 32h42" strokeWidth="3" /><path d="M9 1v33M37 1v33" strokeWidth="5" /></svg>
);

/** 鴨居: who speaks and what time it is. Nothing to touch on kiosk and board. */
export const Beam = ({ title, children }: { title: ReactNode; /** right end: the clock, on the phone the language */ children?: ReactNode }) => (
  <header className="beam"><span className="beam-title"><HouseMark />{title}</span>{children}</header>
);
