import './paper-sheet.css';
import type { ConsoleState, QueueEntry } from '@engawa/reception/contract';
import { useEffect, useRef } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { Sheet } from '../../design/sheet.tsx';
import type { Desk, Notice } from '../../queue/application/desk.ts';
import { clockText } from '../../queue/domain/clock-text.ts';
import { noticeSentence } from '../../queue/ui/ledge-bar.tsx';
import { TicketMark } from '../../queue/ui/ticket-mark.tsx';
import { healthHelp, healthName, paperStateSentence, words } from '../../wording.ts';
import { paperNews, type Paper, type PrinterLine, type PrinterTone } from '../domain/printer-lines.ts';

const w = words.paper;
/** A shape beside colour and word. */
const MARKS: Readonly<Record<PrinterTone, string>> = { well: '●', note: '▲', alarm: '✕' };

/** Printers, papers that somebody has to look at, and one more paper for the person that the arrows stand on. Tab and Enter do everything. */
export function PaperSheet({ state, person, here, busy, close, desk, notice }: { state: ConsoleState; person: Pick<QueueEntry, 'ticketId' | 'zone' | 'label'> | null; /** served at this counter: something was taken on */ here: Pick<QueueEntry, 'ticketId' | 'zone' | 'label'> | null; busy: boolean; close: () => void; desk: Pick<Desk, 'printPaper' | 'paperJob'>; notice: Notice | null }) {
  const news = paperNews(state);
  const body = useRef<HTMLDivElement>(null);
  const shown = news === null ? '' : [...news.toLookAt, ...news.waiting].map(({ jobId }) => jobId).join(' ');
  // A row that is settled goes away with the focus in it: the next act takes it over.
  useEffect(() => { if (document.activeElement === document.body) body.current?.closest('dialog')?.querySelector<HTMLElement>('.paper-sheet button, .sheet-acts button')?.focus(); }, [shown]);
  if (news === null) return null;
  const papers = [...news.toLookAt, ...news.waiting];
  return (
    <Sheet title={w.title} close={close}>
      <div className="paper-sheet" ref={body}>
        <p role="status" className="paper-said">{notice !== null && noticeSentence(notice)}</p>
        <h3>{w.printers}</h3>
        <ul className="paper-printers">{news.lines.map((line) => <PrinterRow key={line.id} line={line} />)}</ul>
        <h3>{w.papers}</h3>
        {papers.length === 0 ? <p className="quiet">{w.none}</p> : <ul className="paper-list">{papers.map((paper, n) => <PaperRow key={paper.jobId} paper={paper} busy={busy} desk={desk} first={n === 0} />)}</ul>}
        <h3>{w.more}</h3>
        {person === null ? <p className="quiet">{w.nobody}</p> : (
          <p className="paper-more"><TicketMark zone={person.zone} label={person.label} /><ActKey label={w.print} spoken={`${words.zone[person.zone]} ${person.label} ${w.print}`} busy={busy} autoFocus={papers.length === 0} onPress={() => void desk.printPaper(person.ticketId, 'ticket')} /></p>
        )}
        {here !== null && <p className="paper-more"><TicketMark zone={here.zone} label={here.label} /><ActKey label={w.slip} spoken={`${words.zone[here.zone]} ${here.label} ${w.slip}`} busy={busy} onPress={() => void desk.printPaper(here.ticketId, 'slip')} /></p>}
      </div>
      <div className="sheet-acts"><ActKey look="act" label={w.close} cap="Esc" autoFocus={papers.length === 0 && person === null} onPress={close} /></div>
    </Sheet>
  );
}

const PrinterRow = ({ line }: { line: PrinterLine }) => (
  <li className={`paper-printer paper-${line.tone}`}><span className="paper-mark" aria-hidden="true">{MARKS[line.tone]}</span>
    <span><b>{line.name}</b> <b>{healthName(line.health)}</b>{line.sinceMs !== null && <> {w.since(clockText(line.sinceMs))}</>}{line.tone !== 'well' && <span className="paper-help">{healthHelp(line.health)}</span>}</span></li>
);

function PaperRow({ paper, busy, desk, first }: { paper: Paper; busy: boolean; desk: Pick<Desk, 'printPaper' | 'paperJob'>; first: boolean }) {
  const spoken = (act: string): string => `${words.zone[paper.zone]} ${paper.label} ${act}`;
  const act = (label: string, press: () => void, focus = false) => <ActKey label={label} spoken={spoken(label)} busy={busy} autoFocus={focus} onPress={press} />;
  return (
    <li className="paper-row"><TicketMark zone={paper.zone} label={paper.label} />
      <span className="paper-words">{paperStateSentence(paper.state)} <span className="quiet">{paper.kind === 'slip' && `${w.slipName}・`}{paper.printer}</span></span>
      <span className="paper-acts">
        {paper.state === 'waiting' ? act(w.takeBack, () => void desk.paperJob(paper.jobId, 'cancel'), first)
          : paper.state === 'twice' ? act(w.tornUp, () => void desk.paperJob(paper.jobId, 'settled'), first)
            : <>{act(w.again, () => void desk.printPaper(paper.ticketId, paper.kind), first)}{act(paper.state === 'unknown' ? w.hasIt : w.withoutIt, () => void desk.paperJob(paper.jobId, 'settled'))}</>}
      </span></li>
  );
}
