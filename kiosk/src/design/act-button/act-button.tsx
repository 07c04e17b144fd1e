import './act-button.css';
import { Press, type PressProps } from '../press/press.tsx';

export type ActButtonProps = Omit<PressProps, 'className' | 'pressed'> & { /** fills its row */ wide?: boolean };

/** The one green act of a page: bottom right on the kiosk, full width on the phone. */
export const ActButton = ({ wide, ...props }: ActButtonProps) => <Press {...props} className={`act-button${wide ? ' press-wide' : ''}`} />;
