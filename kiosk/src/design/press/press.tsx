import './press.css';
import { type MouseEvent, type ReactNode, type Ref } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';

export interface PressProps {
  children: ReactNode;
  onPress?: () => void;
  /** before the words; `iconAfter` for 「つぎへ ›」 */
  icon?: IconName;
  iconAfter?: IconName;
  /** Not possible now, and these words say why (「あと2けた」). The button stays in the tab order, so that the reason can be heard. */
  why?: ReactNode;
  /** Under way, and these words say what (「ドアに伝えています…」). */
  busy?: ReactNode;
  type?: 'button' | 'submit';
  pressed?: boolean;
  /** small words behind the label, in regular weight */
  detail?: ReactNode;
  id?: string;
  lang?: string;
  describedBy?: string;
  label?: string;
  autoFocus?: boolean;
  ref?: Ref<HTMLButtonElement>;
  /** the look; callers use ActButton, KeyButton, ToolButton */
  className?: string;
  keyShortcut?: string;
}

/** The behaviour of every button of the house: one native button, never mute, never without a reason. */
export const Press = ({ children, onPress, icon, iconAfter, why, busy, type = 'button', pressed, detail, className = '', id, lang, describedBy, label, autoFocus, ref, keyShortcut }: PressProps) => {
  const held = why !== undefined || busy !== undefined;
  const press = (event: MouseEvent) => {
    if (held) return event.preventDefault();
    onPress?.();
  };
  return (
    <button ref={ref} id={id} lang={lang} type={type} className={`press ${className}${held ? ' press-held' : ''}`} onClick={press} autoFocus={autoFocus}
      aria-disabled={why !== undefined || undefined} aria-busy={busy !== undefined || undefined} aria-pressed={pressed} aria-describedby={describedBy} aria-label={label} aria-keyshortcuts={keyShortcut}>
      {icon && !held && <Icon name={icon} />}
      {held ? <span><span className="visually-hidden">{children}: </span>{busy ?? why}</span> : <span className="press-words">{children}{detail !== undefined && <span className="press-detail">{detail}</span>}</span>}
      {iconAfter && !held && <Icon name={iconAfter} />}
    </button>
  );
};
