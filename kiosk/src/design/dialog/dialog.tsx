import './dialog.css';
import { type ReactNode, useEffect, useId, useRef } from 'react';

export interface DialogProps {
  open: boolean;
  title: ReactNode;
  children: ReactNode;
  /** Escape; without it the dialog insists on one of its own buttons */
  onClose?: () => void;
  /** `note` wears the yellow frame of 「まだ、お使いですか。」 */
  tone?: 'plain' | 'note';
}

/** The browser's own modal dialog: focus is held inside and goes back to where it was. The first button with `autoFocus` gets it. */
export const Dialog = ({ open, title, children, onClose, tone = 'plain' }: DialogProps) => {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || !open) return;
    const before = document.activeElement;
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[autofocus], [data-autofocus]')?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [open]);
  if (!open) return null;
  return (
    <dialog ref={ref} className={`dialog dialog-${tone}`} aria-labelledby={titleId} onCancel={(event) => { event.preventDefault(); onClose?.(); }}>
      <h2 id={titleId} className="dialog-title">{title}</h2>
      {children}
    </dialog>
  );
};
