import './choice-card.css';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';

export interface ChoiceCardProps { icon: IconName; /** a verb phrase: what I want */ title: ReactNode; detail?: ReactNode; /** 「3組待ち」 */ waiting?: ReactNode; onPress: () => void; tone?: 'act' | 'plain' }

/** One of the few big ways from a page. */
export const ChoiceCard = ({ icon, title, detail, waiting, onPress, tone = 'act' }: ChoiceCardProps) => (
  <button type="button" className={`choice-card choice-card-${tone}`} onClick={onPress}>
    <span className="choice-card-top"><Icon name={icon} />{waiting !== undefined && <span className="choice-card-waiting">{waiting}</span>}</span>
    <span className="choice-card-words"><span className="choice-card-title">{title}</span>{detail !== undefined && <span className="choice-card-detail">{detail}</span>}</span>
  </button>
);
