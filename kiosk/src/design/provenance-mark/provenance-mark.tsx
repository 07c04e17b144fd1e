import './provenance-mark.css';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';

/** Where a value came from; the same four words as on the wire. */
export type Provenance = 'card' | 'visitor' | 'phone' | 'staff';
const ICONS: Record<Provenance, IconName> = { card: 'card', visitor: 'pen', phone: 'phone', staff: 'staff' };

/** 「カードから」: line style, icon and word; each of the three alone would do. */
export const ProvenanceMark = ({ source, children }: { source: Provenance; children: ReactNode }) => (
  <span className={`provenance provenance-${source}`}><Icon name={ICONS[source]} />{children}</span>
);
