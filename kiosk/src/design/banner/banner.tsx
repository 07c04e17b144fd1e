import './banner.css';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';

export type BannerTone = 'note' | 'info' | 'alarm' | 'well' | 'disaster';
const ICONS: Record<BannerTone, IconName> = { note: 'clock', info: 'info', alarm: 'warn', well: 'check', disaster: 'warn' };
/** `off` for what stands there from the start; `polite` for what changes; `assertive` only for alarm */
export interface BannerProps { tone: BannerTone; title?: ReactNode; children?: ReactNode; icon?: IconName; live?: 'off' | 'polite' | 'assertive' }

/** Changed, read this (note); a person must do something (alarm). The reason stands beside the change. */
export const Banner = ({ tone, title, children, icon, live = 'off' }: BannerProps) => (
  <div className={`banner banner-${tone}`} role={live === 'assertive' ? 'alert' : live === 'polite' ? 'status' : undefined}>
    <Icon name={icon ?? ICONS[tone]} />
    <div>{title !== undefined && <p className="banner-title">{title}</p>}{children !== undefined && <div className="banner-text">{children}</div>}</div>
  </div>
);
