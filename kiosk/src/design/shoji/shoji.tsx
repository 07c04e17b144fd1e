import './shoji.css';
import type { ReactNode } from 'react';

/** `opening` holds a narrow gap until the door itself has answered. */
export type ShojiState = 'closed' | 'opening' | 'open';

const Panel = ({ side }: { side: 'left' | 'right' }) => (
  <g className={`shoji-panel shoji-${side}`}>
    <rect className="shoji-paper" width="210" height="300" />
    <path className="shoji-lattice" d="M52.5 0V300M105 0V300M157.5 0V300M0 60H210M0 120H210M0 180H210M0 240H210" />
    <rect className="shoji-frame" x="3" y="3" width="204" height="300" />
  </g>
);

/** 障子: a door is two paper panels; they slide only when the state changes. The state is said in words beside it, so the picture is silent. */
export const Shoji = ({ state, badge }: { state: ShojiState; /** short words in the corner: 「あと 8秒」 */ badge?: ReactNode }) => (
  <div className={`shoji shoji-is-${state}`}>
    <svg viewBox="0 0 420 300" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect className="garden-sky-1" width="420" height="300" />
      <circle className="garden-sun" cx="210" cy="104" r="40" />
      <path className="garden-hill-2" d="M-10 190c80-40 120-30 180-14s90-20 260-10v134H-10z" />
      <path className="garden-hill-3" d="M-10 214q30-16 60 0 20-16 45-9 20-16 46-3 22-13 44 0 26-14 46 1 24-12 46 0 24-12 46 2 24-12 47-3 30-8 60 0v98H-10z" />
      <rect className="garden-gravel" x="-10" y="236" width="440" height="64" />
      <path className="garden-rake" d="M-10 250h440M-10 264h440M-10 278h440M-10 292h440" />
      <path className="garden-rock-1" d="M170 268c-2-24 12-42 32-44s24 10 36 14 24 16 22 30z" />
      <Panel side="left" /><g transform="translate(210 0)"><Panel side="right" /></g>
    </svg>
    {badge !== undefined && <span className="shoji-badge">{badge}</span>}
  </div>
);
