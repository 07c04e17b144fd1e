import './toast.css';
import type { ReactNode } from 'react';

/** Staff only: what was just done, and undo while seconds remain. It stands on the ledge and takes no focus. */
export const Toast = ({ children, action }: { children: ReactNode; action?: { words: ReactNode; onPress: () => void; keyShortcut?: string } }) => (
  <div className="toast" role="status">
    <span>{children}</span>
    {action && <button type="button" className="toast-action" onClick={action.onPress} aria-keyshortcuts={action.keyShortcut}>{action.words}</button>}
  </div>
);
