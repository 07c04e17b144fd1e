import type { ReactNode } from 'react';

/** 「N この方を呼ぶ」: a button that wears its key. */
export interface ActKeyProps {
  label: ReactNode;
  /** key cap, spoken through aria-keyshortcuts */
  cap?: string;
  look?: 'key' | 'act' | 'quiet';
  onPress?: () => void;
  /** not possible now, and why: the button stays in the tab order, turns dashed, and says so when pressed */
  why?: string | null;
  busy?: boolean;
  submit?: boolean;
  pressed?: boolean;
  spoken?: string;
  id?: string;
  autoFocus?: boolean;
}

export function ActKey({ label, cap, look = 'key', onPress, why = null, busy = false, submit = false, pressed, spoken, id, autoFocus }: ActKeyProps) {
  return (
    <button id={id} data-autofocus={autoFocus} type={submit ? 'submit' : 'button'} className={`act-key act-key-${look}${why === null ? '' : ' act-key-held'}`} title={why ?? undefined}
      aria-disabled={why !== null || busy || undefined} aria-busy={busy || undefined} aria-pressed={pressed} aria-keyshortcuts={cap === undefined ? undefined : cap.replace('Ctrl ', 'Control+').replace('←', 'ArrowLeft').replace('→', 'ArrowRight')} aria-label={spoken}
      onClick={() => { if (!busy) onPress?.(); }}>
      {cap !== undefined && <kbd aria-hidden="true">{cap}</kbd>}<span>{label}</span>
    </button>
  );
}
