import { Icon } from '@engawa/kiosk/design';
import { useRef, type CompositionEvent } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { FieldInput } from '../../form/ui/field-input.tsx';
import { shownValue } from '../../form/domain/form-rows.ts';
import { words } from '../../wording.ts';
import type { Asked, AskedPeople, HeardPart } from '../domain/heard-draft.ts';
import { hearComposition, NO_READING, type KanaReading } from '../domain/kana-reading.ts';

const w = words.heard;

export interface Answering {
  readonly set: (key: string, typed: string) => void;
  /** the reading of a name as far as it was typed */
  readonly read: (nameKey: string, kana: string) => void;
  readonly faultOf: (key: string) => string | null;
}

/** One part of the paper: its questions, and below a list its people, each a row. */
export function HeardPartView({ part, answering }: { part: HeardPart; answering: Answering }) {
  return (
    <section className="heard-part" aria-label={part.title}>
      <h3>{part.title}</h3>
      <div className="heard-fields">
        {part.asked.map((asked) => asked.people === null ? <AskedField key={asked.field.key} asked={asked} answering={answering} />
          : <div key={asked.field.key} className="heard-list"><AskedField asked={asked} answering={answering} /><People people={asked.people} list={asked.field.label.ja} answering={answering} more={() => answering.set(asked.field.key, String(asked.people === null ? 1 : asked.people.people.length + 1))} /></div>)}
      </div>
    </section>
  );
}

function People({ people: { columns, people }, list, answering, more }: { people: AskedPeople; list: string; answering: Answering; more: () => void }) {
  return (
    <>
      <table className="heard-people"><caption className="visually-hidden">{list}</caption>
        <thead><tr><td />{columns.map(({ key, label }) => <th key={key} scope="col">{label}</th>)}</tr></thead>
        <tbody>{people.map(({ n, cells }) => (
          <tr key={n}><th scope="row">{w.person(n)}</th>{columns.map(({ key, label }) => {
            const cell = cells.find(({ field }) => field.person?.column === key);
            if (cell === undefined) return <td key={key} />;
            return <td key={key} data-column={label}>{cell.asked !== null ? <AskedField asked={cell.asked} answering={answering} cell /> : <span className="heard-known">{cell.known === '' ? words.person.blank : shownValue(cell.field, cell.known)}</span>}</td>;
          })}</tr>
        ))}</tbody>
      </table>
      <ActKey look="quiet" label={w.morePeople} onPress={more} />
    </>
  );
}

function AskedField({ asked: { field, value, fromReading, card }, answering, cell = false }: { asked: Asked; answering: Answering; cell?: boolean }) {
  const reading = useRef<KanaReading>(NO_READING);
  const set = (typed: string): void => {
    if (typed === '' && field.kind === 'name') { reading.current = NO_READING; answering.read(field.key, ''); }
    answering.set(field.key, typed);
  };
  const onComposition = (t: 'start' | 'update' | 'end', event: CompositionEvent<HTMLInputElement>): void => {
    reading.current = hearComposition(reading.current, t === 'start' ? { t, before: event.currentTarget.value } : { t, data: event.data });
    if (t === 'end') answering.read(field.key, reading.current.kana);
  };
  const label = field.person === undefined || !cell ? field.label.ja : `${w.person(field.person.n)} ${field.label.ja}`;
  const note = fromReading && value !== '' ? <small className="heard-note">{w.fromReading}</small> : card !== null ? <small className="heard-note"><Icon name="card" />{card === value ? words.source.card : `${words.person.cardSays}${card === '' ? words.person.cardEmpty : card}`}</small> : null;
  return <FieldInput field={field} value={value} set={set} label={label} fault={answering.faultOf(field.key)} note={note} cell={cell} {...(field.kind === 'name' ? { onComposition } : {})} />;
}
