import { Icon, ProvenanceMark } from '@engawa/kiosk/design';
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { useWarnBeforeUnload } from '../../session/ui/use-warn-before-unload.ts';
import { words } from '../../wording.ts';
import type { FormRow } from '../domain/form-rows.ts';
import { differenceOf } from '../domain/text-difference.ts';
import { readTyped } from '../domain/typed-text.ts';
import { FieldInput } from './field-input.tsx';

const w = words.person;

/** One line: label, value, where it came from, and the key that corrects it. */
export function FieldRow({ row, number, edit }: { row: FormRow; number: number; edit: () => void }) {
  return (
    <div className={`field-row${row.card === null ? '' : ' field-differs'}${row.missing ? ' field-missing' : ''}`}>
      <dt>{row.label}</dt>
      <dd>
        {row.missing ? <span className="bad">{w.missing}</span> : row.value === '' ? <span className="quiet">{w.blank}</span> : <span className="field-value">{row.shown}</span>}
        {row.doubt !== null && <small className="glyph-doubt"><Icon name="warn" />{w.doubt[row.doubt]}</small>}
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
  const [typed, setTyped] = useState(row.value);
  useEffect(() => {
    const entry = form.current?.querySelector<HTMLElement>('.entry, .options input:checked, .options input');
    entry?.focus();
    if (entry instanceof HTMLInputElement && entry.matches('.entry')) entry.select();
  }, []);
  const kept = row.field === null ? typed : readTyped(row.field, typed);
  useWarnBeforeUnload(kept !== row.value);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) save(kept);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    // A list takes Enter for itself in some browsers.
    if (event.key === 'Enter' && event.target instanceof HTMLSelectElement) submit(event);
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };
  return (
    <form ref={form} className="field-entry" noValidate onSubmit={submit} onKeyDown={onKeyDown}>
      {row.field !== null && <FieldInput field={row.field} value={typed} set={setTyped} label={row.label} fault={fault} />}
      {row.card !== null && <CardSays card={row.card} shown={row.shown} />}
      <div className="field-entry-acts"><ActKey label={words.edit.cancel} cap="Esc" onPress={cancel} /><ActKey look="act" label={words.edit.save} cap="Enter" submit busy={busy} /></div>
    </form>
  );
}
