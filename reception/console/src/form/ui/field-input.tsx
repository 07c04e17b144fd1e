import './field-input.css';
import type { FormField } from '@engawa/reception/contract';
import type { CompositionEvent, KeyboardEvent, ReactNode } from 'react';
import { words } from '../../wording.ts';
import { japaneseDate } from '../domain/japanese-date.ts';
import { readTyped, readTypedDate } from '../domain/typed-text.ts';

/** Up to so many options stand side by side with their digits; more go into a list, whose lines begin with their number. */
const SIDE_BY_SIDE = 5;

export interface FieldInputProps {
  field: FormField;
  /** as it was typed */
  value: string;
  set: (typed: string) => void;
  label: string;
  fault?: string | null;
  /** beside the label: where the value comes from, what the card says */
  note?: ReactNode;
  /** a cell of a table: the column's heading is the label that is seen */
  cell?: boolean;
  onComposition?: (heard: 'start' | 'update' | 'end', event: CompositionEvent<HTMLInputElement>) => void;
}

/** One question with its answer, the same when a form is heard and when it is corrected. */
export function FieldInput(props: FieldInputProps) {
  const { field, label, fault = null, note, cell = false } = props;
  const said = fault !== null && <span className="fault" id={`fault-${field.key}`} role="alert">{fault}</span>;
  const isGroup = field.kind === 'choices' || (field.kind === 'choice' && !cell && (field.options?.length ?? 0) <= SIDE_BY_SIDE);
  if (isGroup) return <fieldset className={`asked asked-${field.kind}`} aria-describedby={fault === null ? undefined : `fault-${field.key}`}><legend className={cell ? 'visually-hidden' : ''}>{label}{note}</legend><Options {...props} />{said}</fieldset>;
  return <div className={`asked asked-${field.kind}`}><label><span className={cell ? 'visually-hidden' : 'asked-label'}>{label}{note}</span><Box {...props} /></label>{said}</div>;
}

/** Rounds or ticks; a digit anywhere in the group takes the option that wears it. */
function Options({ field, value, set, fault }: FieldInputProps) {
  const many = field.kind === 'choices';
  const chosen = many ? value.split(' ').filter((one) => one !== '') : [value];
  const options = [...(field.options ?? []), ...(many || field.required ? [] : [{ value: '', label: { ja: words.person.blank } }])];
  // Kept in the order of the options, so that the same choice is the same text.
  const turn = (one: string): void => set(!many ? one : options.map((o) => o.value).filter((o) => (o === one) !== chosen.includes(o)).join(' '));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const option = /^[1-9]$/u.test(event.key) && !event.ctrlKey && !event.altKey ? options[Number(event.key) - 1] : undefined;
    if (option === undefined) return;
    event.preventDefault();
    turn(option.value);
    event.currentTarget.querySelectorAll<HTMLElement>('input')[Number(event.key) - 1]?.focus();
  };
  return (
    <div className="options" onKeyDown={onKeyDown}>
      {options.map((o, i) => <label key={o.value} className="option"><input type={many ? 'checkbox' : 'radio'} name={field.key} value={o.value} checked={chosen.includes(o.value)} aria-invalid={(fault ?? null) !== null || undefined} onChange={() => turn(o.value)} />{i < 9 && <kbd aria-hidden="true">{i + 1}</kbd>}<span>{o.label.ja}</span></label>)}
    </div>
  );
}

const NUMERIC: readonly FormField['kind'][] = ['count', 'people', 'digits'];

function Box({ field, value, set, fault, onComposition }: FieldInputProps) {
  const isWrong = (fault ?? null) !== null;
  const told = { name: field.key, className: 'entry', value, 'aria-required': field.required || undefined, 'aria-invalid': isWrong || undefined, 'aria-describedby': isWrong ? `fault-${field.key}` : undefined } as const;
  if (field.kind === 'choice') {
    return <select {...told} onChange={(event) => set(event.target.value)}>{(!field.required || value === '') && <option value="">{words.person.blank}</option>}{field.options?.map((o, i) => <option key={o.value} value={o.value}>{`${i + 1} ${o.label.ja}`}</option>)}</select>;
  }
  const heard = (kind: 'start' | 'update' | 'end') => (event: CompositionEvent<HTMLInputElement>): void => onComposition?.(kind, event);
  // What the hall will keep is what stands there, once the clerk has gone on; a date has its own line for that.
  const settle = (): void => { const read = readTyped(field, value); if (read !== value && field.kind !== 'date') set(read); };
  const box = <input {...told} onBlur={settle} autoComplete="off" spellCheck={false} maxLength={400} inputMode={NUMERIC.includes(field.kind) ? 'numeric' : field.kind === 'phone' ? 'tel' : undefined}
    onChange={(event) => set(event.target.value)} onCompositionStart={heard('start')} onCompositionUpdate={heard('update')} onCompositionEnd={heard('end')} />;
  return field.kind === 'date' ? <>{box}<DateRead typed={value} /></> : box;
}

/** How the hall reads a date as it was typed, before anything is sent. */
function DateRead({ typed }: { typed: string }) {
  const iso = readTypedDate(typed);
  return <small className={`date-read${iso === null && typed.trim().length > 5 ? ' bad' : ''}`} aria-live="polite">{iso !== null ? japaneseDate(iso) : typed.trim().length > 5 ? words.edit.noDate : words.edit.dateHint}</small>;
}
