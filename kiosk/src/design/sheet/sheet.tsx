import './sheet.css';
import type { ReactNode } from 'react';

/** Paper on the page. `raised` for the one thing to take away (a ticket). */
export const Sheet = ({ children, as: Tag = 'section', raised = false, ground = 'sheet', className = '', labelledBy }: { children: ReactNode; as?: 'section' | 'article' | 'div' | 'li'; raised?: boolean; /** `mat` lies flat on the floor */ ground?: 'sheet' | 'mat'; className?: string; labelledBy?: string }) => (
  <Tag className={`sheet sheet-${ground}${raised ? ' sheet-raised' : ''} ${className}`} aria-labelledby={labelledBy}>{children}</Tag>
);
