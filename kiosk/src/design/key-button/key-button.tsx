import './key-button.css';
import { Press, type PressProps } from '../press/press.tsx';

export type KeyButtonProps = Omit<PressProps, 'className'> & { wide?: boolean; /** `small` for 「直す」 in a row, `digit` for the number pad, `soft` for 1つ消す */ look?: 'plain' | 'small' | 'digit' | 'soft' };

/** Every button that is not the main act: back, other ways, number keys. `pressed` makes it a toggle. */
export const KeyButton = ({ wide, look = 'plain', ...props }: KeyButtonProps) => <Press {...props} className={`key-button key-${look}${wide ? ' press-wide' : ''}`} />;
