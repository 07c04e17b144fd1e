import './queue-list.css';
import { Icon } from '@engawa/kiosk/design';
import type { ProcedureId, QueueEntry, TicketId } from '@engawa/reception/contract';
import { useRef, type RefObject } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { useCounter, useWorld } from '../../session/ui/world.tsx';
import { words } from '../../wording.ts';
import { clockText, rangeText, waitText } from '../domain/clock-text.ts';
import type { Act } from '../domain/acts.ts';
import { capOf } from '../domain/key-map.ts';
import { searchQueue, waitedMinutes, type HallView } from '../domain/hall-view.ts';
import { TicketMark } from './ticket-mark.tsx';
import { useRoving } from './use-roving.ts';

const w = words.queue;

export interface QueueListProps {
  hall: HallView; hallMs: number; wanted: string; setWanted: (text: string) => void; searchBox: RefObject<HTMLInputElement | null>;
  searching: boolean; setSearching: (on: boolean) => void; chosen: TicketId | null; choose: (id: TicketId) => void; call: (id: TicketId) => void; press: (act: Act) => void;
}

/** Everybody who waits, in the order of the hall server; one tab stop, arrows move, Enter calls. */
export function QueueList({ hall, hallMs, wanted, setWanted, searchBox, searching, setSearching, chosen, choose, call, press }: QueueListProps) {
  const { city } = useWorld();
  const counter = useCounter();
  const box = useRef<HTMLTableSectionElement>(null);
  const titleOf = (id: string): string => city.procedures.find((p) => p.id === id)?.title.ja ?? id;
  const found = searchQueue(hall.waiting, titleOf, wanted);
  const zones = city.counters.find((c) => c.id === counter)?.zones ?? [];
  const roving = useRoving(box, found.map((t) => t.ticketId), chosen, (id) => choose(id as TicketId));
  const leave = (): void => { setWanted(''); setSearching(false); box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(); };
  return (
    <section className="queue" aria-labelledby="queue-title">
      <header className="strip">
        <h2 id="queue-title">{w.title} {w.groups(hall.waiting.length)}</h2>
        <span className="quiet">{hall.perZone.map((z) => `${z.zone} ${z.waiting}`).join('・')}</span>
        <span className="strip-end quiet">{hall.waiting.length > 0 && <>{w.longest} <b>{w.minutes(hall.longestWaitMinutes)}</b></>}</span>
        {hall.back?.status === 'away' && <ActKey look="quiet" cap={capOf('rejoin')} label={w.backKey} onPress={() => press('rejoin')} />}
        {hall.waiting.length > 0 && <ActKey look="quiet" cap={capOf('care')} label={w.careKey} onPress={() => press('care')} />}
      </header>
      {searching && <div className="queue-search" role="search">
        <label className="queue-search-label"><Icon name="search" /><span className="visually-hidden">{w.searchLabel}</span>
          <input ref={searchBox} type="search" value={wanted} autoComplete="off" aria-describedby="search-hint"
            onChange={(event) => setWanted(event.target.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'Escape') { event.preventDefault(); leave(); }
              if (event.key === 'ArrowDown' || event.key === 'Enter') { event.preventDefault(); box.current?.querySelector<HTMLElement>('[data-roving]')?.focus(); }
            }} /></label>
        <span id="search-hint" className="quiet" aria-live="polite">{wanted === '' ? w.searchLabel : w.found(found.length)}</span>
      </div>}
      {hall.waiting.length === 0 ? <div className="nobody"><p className="nobody-title">{w.empty}</p><p className="quiet">{w.emptyMore}</p></div> : (
        <div className="queue-scroll">
          <table>
            <thead><tr><th scope="col">{w.columns.number}</th><th scope="col">{w.columns.procedures}</th><th scope="col">{w.columns.form}</th><th scope="col" className="end">{w.columns.waited}</th><th scope="col" className="end">{w.columns.range}</th><th scope="col">{w.columns.care}</th></tr></thead>
            <tbody ref={box} onKeyDown={roving.onKeyDown}>
              {found.map((t) => <QueueRow key={t.ticketId} ticket={t} titleOf={titleOf} hallMs={hallMs} mine={zones.includes(t.line)} next={t.ticketId === hall.next?.ticketId} item={roving.itemProps(t.ticketId)} call={call} />)}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

interface QueueRowProps { ticket: QueueEntry; titleOf: (id: ProcedureId) => string; hallMs: number; mine: boolean; next: boolean; item: object; call: (id: TicketId) => void }
const FORM_SIGN = { ready: '◆', none: '―', gone: '◇' } as const;

function QueueRow({ ticket, titleOf, hallMs, mine, next, item, call }: QueueRowProps) {
  const range = rangeText(ticket.range);
  return (
    <tr className={`${next ? 'is-next' : ''}${mine && ticket.status !== 'away' ? '' : ' is-elsewhere'}`} onClick={(event) => event.currentTarget.querySelector<HTMLElement>('button')?.focus()} onDoubleClick={() => call(ticket.ticketId)}>
      <td>
        <button type="button" className="queue-number" {...item} aria-describedby="queue-enter"
          onKeyDown={(event) => { if (event.key === 'Enter' && !event.repeat) { event.preventDefault(); call(ticket.ticketId); } }}>
          <TicketMark zone={ticket.zone} label={ticket.label} />
        </button>
      </td>
      <td className="queue-what">
        <span className="queue-titles">{ticket.procedures.map(titleOf).join('・')}</span>
        {ticket.lateByMinutes > 0 && <span className="queue-late"><Icon name="away" /><span className="whole">{w.late}</span><span className="whole">{w.lateBy(ticket.lateByMinutes)}</span></span>}
      </td>
      <td className={`queue-form queue-form-${ticket.form}`}><span aria-hidden="true">{FORM_SIGN[ticket.form]} {w.form[ticket.form]}</span><span className="visually-hidden">{w.formSpoken[ticket.form]}</span></td>
      <td className="end number">{waitText(waitedMinutes(ticket, hallMs))}</td>
      <td className="end">{range ?? <span className="quiet">{w.noRange}</span>}</td>
      <td className="queue-care">
        {ticket.line !== ticket.zone && <b className="tag">{w.inLine(ticket.line)}</b>}
        {ticket.awayUntil !== null && <b className="tag tag-away">{w.away(clockText(Date.parse(ticket.awayUntil)))}</b>}
        {ticket.bookedAt !== null && <b className="tag">{w.booked(clockText(Date.parse(ticket.bookedAt)))}</b>}
        {ticket.care !== null && <b className="tag tag-care">{w.care[ticket.care]}</b>}
        {ticket.language !== 'ja' && <b className="tag">{words.language[ticket.language]}</b>}
        {!mine && <span className="visually-hidden">{w.elsewhere}</span>}
      </td>
    </tr>
  );
}
