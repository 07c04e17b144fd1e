import './icon.css';
import { ICON_PATHS, type IconName } from './icon-paths.tsx';

export type { IconName } from './icon-paths.tsx';

/** A picture beside a word, so it is silent for screen readers; size follows the text (1.25 em). */
export const Icon = ({ name }: { name: IconName }) => (
  <svg className="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">{ICON_PATHS[name]}</svg>
);
