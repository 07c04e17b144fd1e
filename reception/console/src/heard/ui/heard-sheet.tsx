import './heard-sheet.css';
import { dayInTokyo, Language, ruleFaults, type DeskTicketIssued, type HeardIntake, type ProcedureId } from '@engawa/reception/contract';
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { Caps } from '../../design/caps.tsx';
import { Sheet } from '../../design/sheet.tsx';
import type { Outcome } from '../../session/application/ports.ts';
import { useStore } from '../../session/ui/use-store.ts';
import { useWarnBeforeUnload } from '../../session/ui/use-warn-before-unload.ts';
import { useWorld } from '../../session/ui/world.tsx';
import { correctionSentence, unreachableSentence, words } from '../../wording.ts';
import { answer, answerReading, heardFields, heardIntake, heardParts, isWorth, kanaKeyOf, type HeardDraft } from '../domain/heard-draft.ts';
import { faultsIn } from '../domain/heard-faults.ts';
import { HeardPartView } from './heard-part.tsx';
import { ProcedureSearch } from './procedure-search.tsx';
import { useEnterWalk } from './use-enter-walk.ts';

const w = words.heard;
/** What to say beside which box; `other` where no box is meant. */
interface Faults { readonly of: ReadonlyMap<string, string>; readonly other: string | null }
const NO_FAULT: Faults = { of: new Map(), other: null };

export interface HeardSheetProps {
  /** nobody is at the counter */
  free: boolean;
  close: () => void;
  /** a number was made for the waiting list: it must be told */
  issued: (ticket: DeskTicketIssued) => void;
  send: (intake: HeardIntake) => Promise<Outcome<DeskTicketIssued>>;
}

/** 聞き取り: find and tick procedures, type what the visitor says, done. Closing forgets everything, and asks before it does. */
export function HeardSheet({ free, close, issued, send }: HeardSheetProps) {
  const { city, heard, hallNow } = useWorld();
  const today = dayInTokyo(hallNow());
  const draft = useStore(heard.draft);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [faults, setFaults] = useState<Faults>(NO_FAULT);
  const box = useRef<HTMLFormElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const walk = useEnterWalk(box);
  useWarnBeforeUnload(isWorth(draft));
  const fields = heardFields(city, draft, today);
  const parts = heardParts(city, draft, { applicant: words.person.applicant }, today);
  const left = fields.filter(({ field, value }) => field.required && value === '').length;

  const write = (next: HeardDraft): void => { setAsking(false); heard.write(next); };
  const turn = (id: ProcedureId): void => write({ ...draft, procedures: draft.procedures.includes(id) ? draft.procedures.filter((one) => one !== id) : [...draft.procedures, id] });
  const leave = (): void => { heard.forget(); close(); };
  const mayClose = (): void => { if (isWorth(draft) && !asking) setAsking(true); else leave(); };
  /** At once: who types on loses no letter. What is asked stands there since its procedure was ticked. */
  const focusOn = (key: string): void => box.current?.querySelector<HTMLElement>(`[name="${CSS.escape(key)}"]:checked, [name="${CSS.escape(key)}"]`)?.focus();

  const submit = async (serveNow: boolean): Promise<void> => {
    if (busy) return;
    setAsking(false);
    if (draft.procedures.length === 0) { setFaults({ of: new Map(), other: words.deskTicket.none }); search.current?.focus(); return; }
    setBusy(true);
    const intake = heardIntake(city, draft, serveNow, today);
    const outcome = await send(intake);
    setBusy(false);
    if (outcome.kind === 'done') { leave(); if (!serveNow) issued(outcome.value); return; }
    if (outcome.kind === 'unreachable') { setFaults({ of: new Map(), other: unreachableSentence }); return; }
    const found = faultsIn(outcome.problem);
    const rules = new Map(ruleFaults(city, intake.procedures, intake.values).map(({ key, say }) => [key, say.ja]));
    const wrong = fields.filter(({ field }) => found.has(field.key));
    const sentence = ({ key, kind }: (typeof fields)[number]['field']): string => (found.get(key) === 'rule' ? rules.get(key) : undefined) ?? correctionSentence({ code: 'form-invalid', facts: { fault: found.get(key) ?? '' } }, kind);
    setFaults({ of: new Map(wrong.map(({ field }) => [field.key, sentence(field)])), other: wrong.length === 0 ? correctionSentence(outcome.problem, undefined) : null });
    if (wrong[0] !== undefined) focusOn(wrong[0].field.key);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.ctrlKey && !event.nativeEvent.isComposing) { event.preventDefault(); void submit(free && !event.shiftKey); } else walk(event);
  };
  const answering = {
    set: (key: string, typed: string) => { if (faults.of.has(key)) setFaults({ ...faults, of: new Map([...faults.of].filter(([one]) => one !== key)) }); write(answer(heard.draft.get(), key, typed)); },
    read: (nameKey: string, kana: string) => {
      const name = fields.find(({ field }) => field.key === nameKey)?.field;
      const kanaKey = name === undefined ? null : kanaKeyOf(name, fields);
      if (kanaKey !== null) write(answerReading(heard.draft.get(), kanaKey, kana));
    },
    faultOf: (key: string) => faults.of.get(key) ?? null,
  };
  return (
    <Sheet title={w.title} close={mayClose}>
      <form ref={box} className="heard" noValidate onSubmit={(event: FormEvent) => { event.preventDefault(); void submit(free); }} onKeyDown={onKeyDown}>
        <p className="heard-keys">{w.walkKeys.map(([caps, does]) => <span key={caps} className="whole"><Caps caps={caps} /> {does}</span>)}</p>
        <div data-part="search"><ProcedureSearch chosen={draft.procedures} turn={turn} goOn={() => { const first = fields.find(({ field, value }) => field.required && value === '') ?? fields[0]; if (first !== undefined) focusOn(first.field.key); }} box={search} /></div>
        <div className="heard-scroll">{parts.map((part) => <HeardPartView key={part.form ?? 'shared'} part={part} answering={answering} />)}</div>
        {faults.other !== null && <p className="fault" role="alert">{faults.other}</p>}
        {asking && <p className="note-line" role="alert">{w.reallyClose} <ActKey look="quiet" label={w.goOn} onPress={() => setAsking(false)} /></p>}
        <footer className="heard-foot">
          <label className="heard-language">{words.deskTicket.language}<select value={draft.language} onChange={(event) => write({ ...draft, language: Language.parse(event.target.value) })}>{Language.options.map((l) => <option key={l} value={l}>{words.languageFull[l]}</option>)}</select></label>
          <span className="quiet heard-left">{fields.length === 0 ? '' : left === 0 ? w.complete : w.left(left)}</span>
          <ActKey label={words.deskTicket.cancel} cap="Esc" onPress={mayClose} />
          {free && <ActKey label={w.wait} cap="Ctrl Shift Enter" busy={busy} onPress={() => void submit(false)} />}
          <span data-main><ActKey look="act" cap="Ctrl Enter" submit busy={busy} label={free ? w.serve : w.wait} /></span>
        </footer>
      </form>
    </Sheet>
  );
}
