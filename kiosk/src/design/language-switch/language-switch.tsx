import './language-switch.css';
import { useId } from 'react';

export interface LanguageOption<Code extends string> { code: Code; /** in its own language: 「やさしい にほんご」 */ name: string; lang: string }

/** Languages in their own names, no flags. Native radios: arrows move, the choice works at once. */
export const LanguageSwitch = <Code extends string>({ options, value, onChange, label }: { options: readonly LanguageOption<Code>[]; value: Code; onChange: (code: Code) => void; label: string }) => {
  const name = useId();
  return (
    <fieldset className="language-switch">
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.code} lang={option.lang} className={`language-choice${option.code === value ? ' language-on' : ''}`}>
          <input type="radio" className="visually-hidden" name={name} checked={option.code === value} onChange={() => onChange(option.code)} />{option.name}
        </label>
      ))}
    </fieldset>
  );
};
