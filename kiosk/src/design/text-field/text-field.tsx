import './text-field.css';
import { type HTMLInputAutoCompleteAttribute, type ReactNode, useId } from 'react';
import { Icon } from '../icon/icon.tsx';

export interface TextFieldProps {
  label: ReactNode;
  value: string;
  onChange: (value: string) => void;
  /** how to write it, and an example: always visible, before the field */
  help?: ReactNode;
  /** what is wrong and how to mend it: the same words as in the error summary */
  error?: ReactNode;
  /** 「必須」 or 「なくてもよい」, behind the label */
  need?: ReactNode;
  required?: boolean;
  name?: string;
  id?: string;
  type?: 'text' | 'tel' | 'email' | 'password' | 'search' | 'date';
  inputMode?: 'text' | 'numeric' | 'tel' | 'email';
  /** kiosks are shared, so nothing is kept unless a phone asks for it */
  autoComplete?: HTMLInputAutoCompleteAttribute;
  maxLength?: number;
  lang?: string;
  /** expected length in characters, as the width of the box */
  size?: number;
  /** a placeholder vanishes when it is needed: use help */
  placeholder?: never;
}

/** One question, one line: label above, help under it, error between help and box. */
export const TextField = ({ label, value, onChange, help, error, need, required, name, id, type = 'text', inputMode, autoComplete = 'off', maxLength, lang, size }: TextFieldProps) => {
  const own = useId();
  const fieldId = id ?? own;
  const described = [help !== undefined && `${fieldId}-help`, error !== undefined && `${fieldId}-error`].filter(Boolean).join(' ');
  return (
    <div className={`field${error === undefined ? '' : ' field-wrong'}`}>
      <label htmlFor={fieldId} className="field-label">{label}{need !== undefined && <span className="field-need">{need}</span>}</label>
      {help !== undefined && <p id={`${fieldId}-help`} className="field-help">{help}</p>}
      {error !== undefined && <p id={`${fieldId}-error`} className="field-error"><Icon name="warn" />{error}</p>}
      <input id={fieldId} name={name} className="field-box" type={type} inputMode={inputMode} autoComplete={autoComplete} autoCorrect="off" autoCapitalize="off" spellCheck={false}
        value={value} maxLength={maxLength} size={size} lang={lang} required={required} aria-invalid={error !== undefined || undefined} aria-describedby={described || undefined} onChange={(event) => onChange(event.currentTarget.value)} />
    </div>
  );
};
