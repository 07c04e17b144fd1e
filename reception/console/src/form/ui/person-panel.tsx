import './person-panel.css';
import type { OpenedForm, QueueEntry } from '@engawa/reception/contract';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { whyNot, type Act, type Situation } from '../../queue/domain/acts.ts';
import { clockText, sinceText } from '../../queue/domain/clock-text.ts';
import { capOf } from '../../queue/domain/key-map.ts';
import { TicketMark } from '../../queue/ui/ticket-mark.tsx';
import { useWorld } from '../../session/ui/world.tsx';
import { whyNotSentence, words } from '../../wording.ts';
import { formParts, type FormRow } from '../domain/form-rows.ts';
import { FieldEntry, FieldRow } from './field-row.tsx';
import { JourneyStones } from './journey-stones.tsx';
import { PartOut } from './part-out.tsx';
import { CardTrusts } from './card-trusts.tsx';
import { DeletedNote } from './deleted-note.tsx';
import { useForm, type FormLook } from './use-form.ts';

const w = words.person;

/** The person at this counter: who, what for, the form, and what to do next. */
export function PersonPanel({ situation, busy, press, panel, inQueue }: { /** beside the queue, where T is not the conversation's */ inQueue: boolean; situation: Situation; busy: boolean; press: (act: Act) => void; panel: RefObject<HTMLElement | null> }) {
  const { here } = situation.hall;
  const { look, correct, retry } = useForm(here);
  return (
    <section className="person" aria-labelledby="person-title" ref={panel}>
      <header className="strip">
        <h2 id="person-title">{here === null ? w.nobodyHere : here.status === 'called' ? w.called : w.serving}</h2>
        {here?.calledAt != null && <span className="quiet number-line">{w.from(clockText(Date.parse(here.calledAt)), sinceText(situation.hallMs - Date.parse(here.calledAt)))}{here.calls > 1 && `　${w.calls(here.calls)}`}</span>}
        {look.t === 'open' && <span className="strip-end"><ActKey look="quiet" cap={capOf('correct')} label={w.correct} onPress={() => press('correct')} /></span>}
      </header>
      {here === null ? <div className="nobody"><p className="nobody-title">{w.none}</p><p className="quiet">{w.noneMore}</p><DeletedNote last={situation.last} /></div> : (
        <>
          <div className="person-scroll">
            <Head here={here} opened={look.t === 'open' ? look.opened : null} />
            {here.status === 'called' ? <p className="person-wait quiet">{w.calledMore}</p> : <FormView key={here.ticketId} look={look} correct={correct} retry={retry} />}
            <JourneyStones here={here} />
          </div>
          <Acts here={here} situation={situation} busy={busy} press={press} inQueue={inQueue} />
        </>
      )}
    </section>
  );
}

function Head({ here, opened }: { here: QueueEntry; opened: OpenedForm | null }) {
  const { city } = useWorld();
  const titles = here.procedures.map((id) => city.procedures.find((p) => p.id === id)?.title.ja ?? id);
  return (
    <div className="person-head">
      <span className="person-number"><TicketMark zone={here.zone} label={here.label} /></span>
      <div>
        <p className="person-titles">{titles.join('・')}{here.language !== 'ja' && <b className="tag">{words.language[here.language]}</b>}</p>
        {opened !== null && <p className="quiet">{opened.feeYen > 0 ? w.fee(opened.feeYen) : w.free}</p>}
        {opened !== null && <CardTrusts form={opened.form} />}
        {here.lateByMinutes > 0 && <p className="queue-late"><span className="whole">{words.queue.late}</span><span className="whole">{words.queue.lateBy(here.lateByMinutes)}</span></p>}
      </div>
    </div>
  );
}

function FormView({ look, correct, retry }: { look: FormLook; correct: (row: FormRow, value: string) => Promise<string | null>; retry: () => void }) {
  const { city } = useWorld();
  const [editing, setEditing] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const back = useRef<string | null>(null);
  useEffect(() => {
    if (editing !== null || back.current === null) return;
    box.current?.querySelector<HTMLElement>(`[data-edit="${CSS.escape(back.current)}"]`)?.focus();
    back.current = null;
  }, [editing]);
  if (look.t === 'loading') return <p className="person-wait quiet" role="status">{w.formLoading}</p>;
  if (look.t === 'failed') return <div className="person-wait"><p>{words.formFailed}</p><ActKey label={w.retry} onPress={retry} /></div>;
  if (look.t !== 'open') return <div className="person-wait"><p><b>{look.t === 'gone' ? w.formGone : w.formNone}</b></p><p className="quiet">{look.t === 'gone' ? w.formGoneMore : w.formNoneMore}</p></div>;

  const parts = formParts(city, look.opened.form, { applicant: w.applicant, others: w.others });
  const close = (key: string): void => { back.current = key; setFault(null); setEditing(null); };
  const save = async (row: FormRow, value: string): Promise<void> => {
    if (value === row.value) return close(row.key);
    setBusy(true);
    const sentence = await correct(row, value);
    setBusy(false);
    if (sentence === null) close(row.key); else setFault(sentence);
  };
  let number = 0;
  return (
    <div ref={box}>
      {parts.map((part) => (
        <div key={part.title} className="form-part"><h3>{part.title}{part.form !== null && <PartOut ticketId={look.opened.ticketId} form={part.form} title={part.title} />}</h3>
          {part.rows.map((row) => {
            number += 1;
            return editing === row.key
              ? <FieldEntry key={row.key} row={row} busy={busy} fault={fault} cancel={() => close(row.key)} save={(value) => void save(row, value)} />
              : <dl key={row.key}><FieldRow row={row} number={number} edit={() => { setFault(null); setEditing(row.key); }} /></dl>;
          })}
        </div>
      ))}
    </div>
  );
}

function Acts({ here, situation, busy, press, inQueue }: { here: QueueEntry; situation: Situation; busy: boolean; press: (act: Act) => void; inQueue: boolean }) {
  const why = (act: Act): string | null => { const reason = whyNot(act, situation); return reason === null ? null : whyNotSentence(reason); };
  const main: Act = here.status === 'called' ? 'serve' : 'finish';
  return (
    <div className="person-acts">
      <ActKey cap={capOf('hold')} label={w.hold} onPress={() => press('hold')} />
      <ActKey {...(inQueue ? { cap: capOf('transfer') } : {})} label={w.transfer} onPress={() => press('transfer')} />
      <ActKey cap={capOf('print')} label={w.print} why={why('print')} onPress={() => press('print')} />
      <ActKey cap={capOf('captions')} label={situation.captionsOpen ? w.captionsOn : w.captions} onPress={() => press('captions')} />
      {main === 'finish' && here.nextLine !== null && <ActKey cap={capOf('finish-all')} label={w.finishAll} onPress={() => press('finish-all')} />}
      <ActKey look="act" cap={capOf(main)} label={main === 'serve' ? w.serve : here.nextLine === null ? w.finish : w.finishTo(here.nextLine)} busy={busy} onPress={() => press(main)} />
    </div>
  );
}
