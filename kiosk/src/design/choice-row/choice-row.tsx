import './choice-row.css';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';

interface RowWords { icon?: IconName; title: ReactNode; detail?: ReactNode; /** at the right end: 「2組待ち」, 「300円」 */ aside?: ReactNode }
export type ChoiceRowProps = RowWords & { onPress: () => void };

const RowBody = ({ icon, title, detail, aside }: RowWords) => (
  <>
    {icon && <Icon name={icon} />}
    <span className="choice-row-words"><span className="choice-row-title">{title}</span>{detail !== undefined && <span className="choice-row-detail">{detail}</span>}</span>
    {aside !== undefined && <span className="choice-row-aside">{aside}</span>}
  </>
);

/** A way from the page, one line: icon, verb phrase, what to expect. */
export const ChoiceRow = ({ onPress, ...words }: ChoiceRowProps) => (
  <button type="button" className="choice-row" onClick={onPress}><RowBody {...words} /><Icon name="next" /></button>
);

export type CheckRowProps = RowWords & { checked: boolean; onChange: (checked: boolean) => void; name: string; /** `radio` when only one of `name` may be on */ kind?: 'checkbox' | 'radio'; value?: string; describedBy?: string };

/** Choose several together, or one of several: a native box, the whole row is its label. */
export const CheckRow = ({ checked, onChange, name, kind = 'checkbox', value, describedBy, ...words }: CheckRowProps) => (
  <label className={`choice-row check-row${checked ? ' check-row-on' : ''}`}>
    <span className="check-row-box"><input type={kind} name={name} value={value} checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} aria-describedby={describedBy} />{checked && <Icon name="check" />}</span>
    <RowBody {...words} />
  </label>
);
