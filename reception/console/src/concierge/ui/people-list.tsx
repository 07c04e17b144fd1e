import './concierge.css';
import { Icon } from '@engawa/kiosk/design';
import type { ProcedureId, QueueEntry, TicketId } from '@engawa/reception/contract';
import { useRef, type RefObject } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import type { Act } from '../../queue/domain/acts.ts';
import { capOf } from '../../queue/domain/key-map.ts';
import { clockText, rangeText, waitText } from '../../queue/domain/clock-text.ts';
import { waitedMinutes, type HallView } from '../../queue/domain/hall-view.ts';
import { TicketMark } from '../../queue/ui/ticket-mark.tsx';
import { useRoving } from '../../queue/ui/use-roving.ts';
import { useWorld } from '../../session/ui/world.tsx';
import { words } from '../../wording.ts';
import { countLooks, findPeople, LOOKS, type Look } from '../domain/find-people.ts';

const w = words.concierge;
const q = words.queue;

export interface PeopleListProps {
  hall: HallView; hallMs: number; look: Look; setLook: (look: Look) => void; wanted: string; setWanted: (text: string) => void;
  searchBox: RefObject<HTMLInputElement | null>; chosen: TicketId | null; choose: (id: TicketId) => void; press: (act: Act) => void;
}

/** Everybody who is not over, in the order of the hall: looked up by a digit, a label, a procedure or the time of coming. */
export function PeopleList({ hall, hallMs, look, setLook, wanted, setWanted, searchBox, chosen, choose, press }: PeopleListProps) {
  const { city } = useWorld();
  const box = useRef<HTMLTableSectionElement>(null);
  const titleOf = (id: string): string => city.procedures.find((p) => p.id === id)?.title.ja ?? id;
  const found = findPeople(hall.everybody, { look, wanted, titleOf });
  const counts = countLooks(hall.everybody);
  const roving = useRoving(box, found.map((t) => t.ticketId), chosen, (id) => choose(id as TicketId));
  /** Where the list is empty the box is left all the same, so that keys are acts again. */
  const toList = (): void => { const row = box.current?.querySelector<HTMLElement>('[tabindex="0"]'); if (row != null) row.focus(); else searchBox.current?.blur(); };
  return (
    <section className="queue people" aria-labelledby="queue-title">
      <header className="strip">
        <h2 id="queue-title">{q.title} {q.groups(hall.waiting.length)}</h2>
        <span className="quiet">{hall.perZone.map((z) => `${z.zone} ${z.waiting}`).join('・')}</span>
        <ActKey look="quiet" cap={capOf('appointments')} label={words.appointments.key} onPress={() => press('appointments')} />
        <span className="strip-end quiet">{hall.waiting.length > 0 && <>{q.longest} <b>{q.minutes(hall.longestWaitMinutes)}</b></>}</span>
      </header>
      <div className="people-below">
        <ActKey look="quiet" cap={capOf('desk-ticket')} label={q.desk} onPress={() => press('desk-ticket')} />
        {hall.chosen !== null && <ActKey look="quiet" label={w.below(`${hall.chosen.zone}${hall.chosen.label}`)} onPress={() => document.getElementById('chosen-title')?.focus()} />}
      </div>
      <div className="people-find" role="search">
        <label className="queue-search-label"><Icon name="search" /><span className="visually-hidden">{w.searchLabel}</span>
          <input ref={searchBox} type="search" value={wanted} autoComplete="off" spellCheck={false} aria-describedby="search-hint"
            onChange={(event) => setWanted(event.target.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'Escape') { event.preventDefault(); setWanted(''); toList(); }
              if (event.key === 'ArrowDown' || event.key === 'Enter') { event.preventDefault(); box.current?.querySelector<HTMLElement>('[data-roving]')?.focus(); }
            }} /></label>
        <span id="search-hint" className="quiet" aria-live="polite">{wanted === '' ? w.searchLabel : q.found(found.length)}</span>
        <div className="looks" role="group" aria-label={w.looks}>
          {LOOKS.map((one, n) => <button key={one} type="button" className="look" aria-pressed={one === look} aria-keyshortcuts={String(n + 1)} onClick={() => setLook(one)}><kbd aria-hidden="true">{n + 1}</kbd> {w.look[one]} <b>{counts[one]}</b></button>)}
        </div>
      </div>
      {found.length === 0 ? <div className="nobody"><p className="nobody-title">{hall.everybody.length === 0 ? q.empty : w.nobodySo}</p><p className="quiet">{hall.everybody.length === 0 ? q.emptyMore : w.nobodySoMore}</p></div> : (
        <div className="queue-scroll">
          <table>
            <thead><tr><th scope="col">{q.columns.number}</th><th scope="col">{w.state}</th><th scope="col">{q.columns.procedures}</th><th scope="col" className="end">{w.came}</th><th scope="col" className="end">{q.columns.waited}</th><th scope="col" className="end">{q.columns.range}</th><th scope="col">{q.columns.care}</th></tr></thead>
            <tbody ref={box} onKeyDown={roving.onKeyDown}>
              {found.map((t) => <PersonRow key={t.ticketId} ticket={t} titleOf={titleOf} hallMs={hallMs} item={roving.itemProps(t.ticketId)} isChosen={t.ticketId === chosen} />)}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function PersonRow({ ticket, titleOf, hallMs, item, isChosen }: { ticket: QueueEntry; titleOf: (id: ProcedureId) => string; hallMs: number; item: object; isChosen: boolean }) {
  return (
    <tr className={isChosen ? 'is-chosen' : ''} onClick={(event) => event.currentTarget.querySelector<HTMLElement>('button')?.focus()}>
      <td><button type="button" className="queue-number" {...item} aria-pressed={isChosen}><TicketMark zone={ticket.zone} label={ticket.label} /></button></td>
      <td className={`state state-${ticket.status}`}>{w.status[ticket.status]}</td>
      <td className="queue-what"><span className="queue-titles">{ticket.procedures.map(titleOf).join('・')}</span></td>
      <td className="end number">{clockText(Date.parse(ticket.issuedAt))}</td>
      <td className="end number">{waitText(waitedMinutes(ticket, hallMs))}</td>
      <td className="end">{rangeText(ticket.range) ?? <span className="quiet">{ticket.status === 'waiting' ? q.noRange : ''}</span>}</td>
      <td className="queue-care">
        {ticket.line !== ticket.zone && <b className="tag">{q.inLine(ticket.line)}</b>}
        {ticket.awayUntil !== null && <b className="tag tag-away">{q.away(clockText(Date.parse(ticket.awayUntil)))}</b>}
        {ticket.bookedAt !== null && <b className="tag">{q.booked(clockText(Date.parse(ticket.bookedAt)))}</b>}
        {ticket.care !== null && <b className="tag tag-care">{q.care[ticket.care]}</b>}
        {ticket.language !== 'ja' && <b className="tag">{words.language[ticket.language]}</b>}
      </td>
    </tr>
  );
}
