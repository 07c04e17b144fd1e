import './tool-button.css';
import { Press, type PressProps } from '../press/press.tsx';
import type { IconName } from '../icon/icon.tsx';

export type ToolButtonProps = Pick<PressProps, 'children' | 'onPress' | 'pressed' | 'why' | 'busy' | 'describedBy' | 'id' | 'ref'> & { icon: IconName; /** 「職員を呼ぶ」 wears timber */ tone?: 'plain' | 'call' };

/** Help and settings on the ledge: icon above words (beside them in landscape). */
export const ToolButton = ({ tone = 'plain', ...props }: ToolButtonProps) => <Press {...props} className={`tool-button tool-${tone}`} />;
