import { Icon, ProvenanceMark } from '@engawa/kiosk/design';
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { words } from '../../wording.ts';
import type { FormRow } from '../domain/form-rows.ts';
import { differenceOf } from '../domain/text-difference.ts';

const w = words.person;

/** One line: label, value, where it came from, and the key that corrects it. */
export function FieldRow({ row, number, edit }: { row: FormRow; number: number; edit: () => void }) {
  return (
    <div className={`field-row${row.card === null ? '' : ' field-differs'}${row.missing ? ' field-missing' : ''}`}>
      <dt>{row.label}</dt>
      <dd>
        {row.missing ? <span className="bad">{w.missing}</span> : row.value === '' ? <span className="quiet">{w.blank}</span> : <span className="field-value">{row.shown}</span>}
        {row.glyphDoubt && <small className="glyph-doubt"><Icon name="warn" />{w.glyphDoubt}</small>}
        {row.card !== null && <CardSays card={row.card} shown={row.shown} />}
      </dd>
      <dd className="field-source">{row.source !== null && row.value !== '' && <ProvenanceMark source={row.source}><span aria-hidden="true">{words.source[row.source]}</span><span className="visually-hidden">{words.sourceSpoken[row.source]}</span></ProvenanceMark>}</dd>
      <dd className="field-edit">{row.field !== null && <button type="button" data-edit={row.key} data-number={number} aria-label={`${row.label} ${w.correct}`} aria-keyshortcuts={number < 10 ? String(number) : undefined} onClick={edit}>
        {number < 10 ? <kbd>{number}</kbd> : <Icon name="pen" />}
      </button>}</dd>
    </div>
  );
}

/** What the card says, with the differing part marked by colour and underline. */
function CardSays({ card, shown }: { card: string; shown: string }) {
  const { before, changed, after } = differenceOf(card, shown);
  return <small className="card-says">{w.cardSays}{card === '' ? w.cardEmpty : <>{before}<mark>{changed === '' ? '〔 〕' : changed}</mark>{after}</>}</small>;
}

/** The line as an entry: Enter saves, Esc puts everything back. */
export function FieldEntry({ row, busy, fault, save, cancel }: { row: FormRow; busy: boolean; fault: string | null; save: (value: string) => void; cancel: () => void }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const entry = form.current?.querySelector<HTMLInputElement | HTMLSelectElement>('[type="checkbox"], [name="value"]');
    entry?.focus();
    if (entry instanceof HTMLInputElement && !['date', 'number', 'checkbox'].includes(entry.type)) entry.select();
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!busy) save(String(new FormData(event.currentTarget).get('value') ?? ''));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };
  return (
    <form ref={form} className="field-entry" noValidate onSubmit={submit} onKeyDown={onKeyDown}>
      {row.field?.kind === 'choices' ? <ChoicesEntry row={row} options={row.field.options ?? []} /> : <label><span className="field-entry-label">{row.label}</span><Entry row={row} fault={fault !== null} /></label>}
      {fault !== null && <p className="fault" id="field-fault" role="alert">{fault}</p>}
      {row.card !== null && <CardSays card={row.card} shown={row.shown} />}
      <div className="field-entry-acts"><ActKey label={words.edit.cancel} cap="Esc" onPress={cancel} /><ActKey look="act" label={words.edit.save} cap="Enter" submit busy={busy} /></div>
    </form>
  );
}

/** Any number of options; what is sent are their values parted by spaces, in the city's order. */
function ChoicesEntry({ row, options }: { row: FormRow; options: NonNullable<NonNullable<FormRow['field']>['options']> }) {
  const [chosen, setChosen] = useState(row.value.split(' '));
  return (
    <fieldset className="choices"><legend className="field-entry-label">{row.label}</legend>
      {options.map(({ value, label }) => <label key={value} className="choice"><input type="checkbox" checked={chosen.includes(value)} onChange={(event) => setChosen(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))} />{label.ja}</label>)}
      <input type="hidden" name="value" value={options.map(({ value }) => value).filter((value) => chosen.includes(value)).join(' ')} />
    </fieldset>
  );
}

function Entry({ row: { field, value }, fault }: { row: FormRow; fault: boolean }) {
  const told = { name: 'value', className: 'entry', defaultValue: value, 'aria-invalid': fault || undefined, 'aria-describedby': fault ? 'field-fault' : undefined } as const;
  if (field?.kind === 'choice') {
    return <select {...told}>{!field.required && <option value="">{w.blank}</option>}{field.options?.map((o) => <option key={o.value} value={o.value}>{o.label.ja}</option>)}</select>;
  }
  // A date of which only the year is known has no place in the browser's own date field.
  if (field?.kind === 'date' && (value === '' || value.length === 10)) return <input {...told} type="date" />;
  if (field?.kind === 'count') return <input {...told} type="number" inputMode="numeric" min={field.min} max={field.max} />;
  if (field?.kind === 'phone') return <input {...told} type="tel" autoComplete="off" />;
  return <input {...told} autoComplete="off" maxLength={400} spellCheck={false} />;
}
