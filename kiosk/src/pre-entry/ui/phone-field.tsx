import { type CityProfile, type ConcreteField, type FormField } from '@engawa/reception/contract';
import { Icon, TextField } from '../../design/index.ts';
import type { FieldProblem } from '../../intake/domain/check-field.ts';
import { FIELD_TROUBLE } from '../../wording/intake.ts';
import { preEntry as words } from '../../wording/pre-entry.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { AddressField } from './address-field.tsx';

interface FieldProps { city: CityProfile; field: ConcreteField; value: string; problem: FieldProblem | undefined; onChange: (value: string) => void }

const INPUT: Partial<Record<FormField['kind'], 'tel' | 'numeric'>> = { phone: 'tel', count: 'numeric', people: 'numeric', digits: 'numeric' };

/** What is wrong, in the words that stand beside the field. */
const Trouble = ({ field, problem }: Pick<FieldProps, 'field'> & { problem: FieldProblem }) => {
  const { say } = useWording();
  return <Say of={FIELD_TROUBLE[problem]} params={{ label: say(field.label), max: field.max ?? '', min: field.min ?? '' }} />;
};

const Choices = ({ field, value, problem, onChange, several }: FieldProps & { several: boolean }) => {
  const chosen = value.split(' ').filter((one) => one !== '');
  return (
    <fieldset className="phone-choices" id={field.key} tabIndex={-1} {...(problem === undefined ? {} : { 'aria-describedby': `${field.key}-error` })}>
      <legend><Say of={field.label} /></legend>
      {field.help && <p className="phone-help"><Say of={field.help} /></p>}
      {problem !== undefined && <p id={`${field.key}-error`} className="field-error"><Icon name="warn" /><Trouble field={field} problem={problem} /></p>}
      {field.options?.map((option) => (
        <label key={option.value} className="phone-check">
          <input type={several ? 'checkbox' : 'radio'} name={field.key} checked={chosen.includes(option.value)}
            onChange={(event) => onChange(!several ? option.value : field.options!.map((one) => one.value).filter((one) => (one === option.value ? event.currentTarget.checked : chosen.includes(one))).join(' '))} />
          <span><Say of={option.label} /></span>
        </label>
      ))}
    </fieldset>
  );
};

/** One question in a phone's size; the same kinds and checks as on the kiosk, with the phone's own keys. */
export const PhoneField = (props: FieldProps) => {
  const { city, field, value, problem, onChange } = props;
  if (field.kind === 'choice' || field.kind === 'choices') return <Choices {...props} several={field.kind === 'choices'} />;
  const help = field.help ? <Say of={field.help} /> : field.kind === 'date' ? <Say of={words.dateHelp} /> : undefined;
  const error = problem && <Trouble field={field} problem={problem} />;
  if (field.kind === 'address') return <AddressField city={city} field={field} value={value} onChange={onChange} {...(help && { help })} {...(error && { error })} />;
  return (
    <TextField id={field.key} label={<Say of={field.label} />} value={value} onChange={onChange} {...(help && { help })}
      {...(INPUT[field.kind] && { inputMode: INPUT[field.kind] })} type={field.kind === 'phone' ? 'tel' : 'text'} {...(error && { error })} />
  );
};
