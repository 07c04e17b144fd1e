import './appointments-sheet.css';
import type { AppointmentAct, AppointmentEntry, AppointmentReference } from '@engawa/reception/contract';
import { useRef, useState, type KeyboardEvent } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { clockText } from '../../queue/domain/clock-text.ts';
import { useRoving } from '../../queue/ui/use-roving.ts';
import { useWorld } from '../../session/ui/world.tsx';
import { words } from '../../wording.ts';
import { canTakeBack, findExpected, lateMinutes } from '../domain/expected-people.ts';

const w = words.appointments;

export interface AppointmentsSheetProps {
  entries: readonly AppointmentEntry[]; hallMs: number; busy: boolean; close: () => void;
  mark: (reference: AppointmentReference, act: AppointmentAct) => void; /** a number for this one */ give: (entry: AppointmentEntry) => void;
}

/** 予約したが未着, by time. The code of the confirmation and Enter find somebody, Enter on the row gives their number; below, what else can be done with the row. */
export function AppointmentsSheet({ entries, hallMs, busy, close, mark, give }: AppointmentsSheetProps) {
  const { city } = useWorld();
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const box = useRef<HTMLTableSectionElement>(null);
  const titleOf = (id: string): string => city.procedures.find((p) => p.id === id)?.title.ja ?? id;
  const found = findExpected(entries, wanted, titleOf);
  const here = found.find(({ reference }) => reference === chosen) ?? found[0] ?? null;
  const roving = useRoving(box, found.map(({ reference }) => reference), here?.reference ?? null, setChosen);
  const toList = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return;
    event.preventDefault();
    box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  };
  const open = here?.standing === 'expected';
  const back = here !== null && canTakeBack(here, hallMs);
  const why = here === null ? w.nobodyChosen : open ? null : w.marked[here.standing === 'came' ? 'came' : 'withdrawn'];
  return (
    <Sheet title={w.title(entries.filter(({ standing }) => standing === 'expected').length)} close={close}>
      <label className="desk-search"><span>{w.search}<span className="quiet small"> {w.searchKeys}</span></span>
        <input className="entry" value={wanted} autoComplete="off" spellCheck={false} data-autofocus onChange={(event) => setWanted(event.target.value)} onKeyDown={toList} /></label>
      <p className="appointments-found quiet" aria-live="polite">{entries.length === 0 ? w.nobody : found.length === 0 ? w.none : wanted === '' ? w.lead : w.found(found.length)}</p>
      {found.length > 0 && <div className="appointments-scroll">
        <table className="appointments">
          <thead><tr><th scope="col">{w.columns.time}</th><th scope="col">{w.columns.late}</th><th scope="col">{w.columns.reference}</th><th scope="col">{w.columns.procedure}</th></tr></thead>
          <tbody ref={box} onKeyDown={roving.onKeyDown}>{found.map((entry) => <Row key={entry.reference} entry={entry} hallMs={hallMs} title={titleOf(entry.procedure)} isChosen={entry === here} item={roving.itemProps(entry.reference)} give={give} />)}</tbody>
        </table>
      </div>}
      <div className="sheet-acts">
        <ActKey label={w.close} cap="Esc" onPress={close} />
        <ActKey label={w.withdraw} why={why} busy={busy} onPress={() => { if (open) mark(here.reference, 'withdraw'); }} />
        {/* one button for both, so that the focus stays where it is */}
        {back ? <ActKey key="came" label={w.undo} busy={busy} onPress={() => mark(here.reference, 'undo')} /> : <ActKey key="came" label={w.came} why={why} busy={busy} onPress={() => { if (open) mark(here.reference, 'came'); }} />}
        <ActKey look="act" label={w.give} why={why} busy={busy} onPress={() => { if (open) give(here); }} />
      </div>
    </Sheet>
  );
}

function Row({ entry, hallMs, title, isChosen, item, give }: { entry: AppointmentEntry; hallMs: number; title: string; isChosen: boolean; item: object; give: (entry: AppointmentEntry) => void }) {
  const late = lateMinutes(entry, hallMs);
  const open = entry.standing === 'expected';
  return (
    <tr className={isChosen ? 'is-chosen' : ''} onClick={(event) => event.currentTarget.querySelector<HTMLElement>('button')?.focus()}>
      <td><button type="button" className="appointments-time" {...item} aria-pressed={isChosen} onClick={(event) => { event.stopPropagation(); if (open && event.detail === 0) give(entry); }}>{clockText(Date.parse(entry.bookedAt))}</button></td>
      <td>{entry.standing !== 'expected' ? <b>{w.standing[entry.standing]}</b> : late > 0 ? <b className="appointments-late">{w.late(late)}</b> : <span>{w.ahead(-late)}</span>}{open && !entry.counted && <span className="quiet small"> {w.notCounted}</span>}</td>
      <td className="number">{entry.reference}</td>
      <td>{title}</td>
    </tr>
  );
}
