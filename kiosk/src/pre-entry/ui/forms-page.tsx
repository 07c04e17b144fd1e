import './forms-page.css';
import { type CityProfile, dayInTokyo, fieldsOfVisit, MAX_PROCEDURES, type ProcedureId, withoutCopies, withUsual } from '@engawa/reception/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ActButton, Banner, CheckRow, KeyButton } from '../../design/index.ts';
import { checkField, type FieldProblem } from '../../intake/domain/check-field.ts';
import { preEntry as words } from '../../wording/pre-entry.ts';
import { Say } from '../../wording/wording.tsx';
import { makeCodes } from '../application/make-codes.ts';
import { tokyoDay } from '../application/scan-session.ts';
import { typedDate } from '../domain/typed-date.ts';
import { CodePage } from './code-page.tsx';
import { useForms } from './forms-context.tsx';
import { PhoneField } from './phone-field.tsx';

type Typed = Readonly<Record<string, string>>;
type Step = { at: 'choose' } | { at: 'fields'; problems: Readonly<Record<string, FieldProblem>>; tooBig: boolean } | { at: 'code'; codes: readonly Uint8Array[] };
const FIELDS: Step = { at: 'fields', problems: {}, tooBig: false };
const textsOf = (typed: Typed) => Object.fromEntries(Object.entries(typed).map(([key, value]) => [key, { value }]));

/** What is asked here: what the shared part already says of person 1 is not asked again. */
const askedFields = (city: CityProfile, procedures: readonly ProcedureId[], typed: Typed) => withoutCopies(fieldsOfVisit(city, procedures, textsOf(typed)));

/** What was typed, checked: empty may stay empty here, the kiosk asks for the rest. */
const checked = (city: CityProfile, procedures: readonly ProcedureId[], typed: Typed, today: string) => {
  const values: Record<string, { value: string }> = {};
  const problems: Record<string, FieldProblem> = {};
  for (const field of askedFields(city, procedures, typed)) {
    const text = typed[field.key] ?? '';
    if (text.trim() === '') continue;
    const check = checkField(field, field.kind === 'date' ? typedDate(text) : text, today);
    if (check.ok) values[field.key] = { value: check.value }; else problems[field.key] = check.why === 'missing' ? 'no-such-date' : check.why;
  }
  return { values, problems };
};

const Choose = ({ city, chosen, onToggle, onNext }: { city: CityProfile; chosen: readonly ProcedureId[]; onToggle: (id: ProcedureId) => void; onNext: () => void }) => {
  const why = chosen.length === 0 ? words.chooseOne : chosen.length > MAX_PROCEDURES ? words.tooMany : undefined;
  return (
    <>
      <h1 tabIndex={-1}><Say of={words.title} /></h1>
      <p className="phone-sub"><Say of={words.lead} /></p>
      <Banner tone="info" icon="lock"><Say of={words.privacy} /></Banner>
      <h2><Say of={words.choose} /></h2>
      <div className="forms-list">
        {city.procedures.filter((one) => one.hasForm && one.comesWith === undefined).map((one) => (
          <CheckRow key={one.id} name="procedure" checked={chosen.includes(one.id)} onChange={() => onToggle(one.id)} title={<Say of={one.title} />} detail={<Say of={one.line} />} />
        ))}
      </div>
      <ActButton iconAfter="next" onPress={onNext} {...(why && { why: <Say of={why} /> })}><Say of={words.toFields} /></ActButton>
    </>
  );
};

interface FieldsProps { city: CityProfile; chosen: readonly ProcedureId[]; typed: Typed; step: Extract<Step, { at: 'fields' }>; kept: boolean; onType: (key: string, value: string) => void; onKeep: (keep: boolean) => void; onErase: () => void; onMake: () => void; onBack: () => void }

const Fields = ({ city, chosen, typed, step, kept, onType, onKeep, onErase, onMake, onBack }: FieldsProps) => {
  const fields = askedFields(city, chosen, typed);
  const wrong = Object.keys(step.problems).length;
  return (
    <>
      <h1 tabIndex={-1}><Say of={words.fields} /></h1>
      <p className="phone-sub"><Say of={words.fieldsLead} /></p>
      {wrong > 0 && <Banner tone="note" live="polite"><Say of={words.mend} params={{ n: wrong }} /></Banner>}
      {step.tooBig && <Banner tone="alarm" live="assertive"><Say of={words.tooBig} /></Banner>}
      <form className="phone-form" noValidate onSubmit={(event) => { event.preventDefault(); onMake(); }}>
        {fields.map((field, at) => (
          <div key={field.key} className="forms-field">
            {field.person && fields[at - 1]?.person?.n !== field.person.n && <h2><Say of={words.person} params={{ n: field.person.n }} /></h2>}
            <PhoneField city={city} field={field} value={typed[field.key] ?? ''} problem={step.problems[field.key]} onChange={(value) => onType(field.key, value)} />
          </div>
        ))}
        <label className="phone-check"><input type="checkbox" checked={kept} onChange={(event) => onKeep(event.currentTarget.checked)} /><span><Say of={words.keep} /><br /><small><Say of={words.keepHelp} /></small></span></label>
        <ActButton type="submit" iconAfter="next"><Say of={words.makeCode} /></ActButton>
      </form>
      <KeyButton icon="back" onPress={onBack}><Say of={words.otherProcedures} /></KeyButton>
      <KeyButton icon="del" onPress={onErase}><Say of={words.erase} /></KeyButton>
    </>
  );
};

/** Answers begin with what is usual in the city, and are only in this page's memory unless the visitor keeps them. */
const useDraft = (city: CityProfile) => {
  const { draft, nowMs } = useForms();
  const today = dayInTokyo(nowMs());
  const [before] = useState(() => draft.read());
  const [chosen, setChosen] = useState<readonly ProcedureId[]>(() => city.procedures.flatMap(({ id }) => (before?.procedures.includes(id) ? [id] : [])));
  const [typed, setTyped] = useState<Typed>(before?.values ?? {});
  const [kept, setKept] = useState(before !== null);
  useEffect(() => { if (kept) draft.keep({ procedures: [...chosen], values: typed }); else draft.forget(); }, [draft, kept, chosen, typed]);
  const all = useMemo((): Typed => {
    const answered = { ...textsOf(typed), ...checked(city, chosen, typed, today).values };
    return { ...Object.fromEntries(Object.entries(withUsual(city, chosen, answered, today)).map(([key, held]) => [key, held?.value ?? ''])), ...typed };
  }, [city, chosen, typed, today]);
  return { chosen, setChosen, typed: all, setTyped, kept, setKept };
};

const Forms = ({ city }: { city: CityProfile }) => {
  const { packing, nowMs } = useForms();
  const { chosen, setChosen, typed, setTyped, kept, setKept } = useDraft(city);
  const [step, setStep] = useState<Step>({ at: 'choose' });
  const [erased, setErased] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const go = (next: Step): void => { setStep(next); setErased(false); scrollTo(0, 0); };
  useEffect(() => { page.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true }); }, [step.at]);
  const make = async (): Promise<void> => {
    const { values, problems } = checked(city, chosen, typed, dayInTokyo(nowMs()));
    const first = Object.keys(problems)[0];
    if (first !== undefined) { setStep({ at: 'fields', problems, tooBig: false }); document.getElementById(first)?.focus(); return; }
    const codes = await makeCodes(packing, city, tokyoDay(nowMs()), chosen, values);
    go(codes ? { at: 'code', codes } : { ...FIELDS, tooBig: true });
  };
  const erase = (): void => { setTyped({}); setChosen([]); setKept(false); go({ at: 'choose' }); setErased(true); };
  const toggle = (id: ProcedureId): void => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <div className="forms" ref={page}>
      {erased && <Banner tone="well" live="polite"><Say of={words.erased} /></Banner>}
      {step.at === 'choose' && <Choose city={city} chosen={chosen} onToggle={toggle} onNext={() => go(FIELDS)} />}
      {step.at === 'fields' && <Fields city={city} chosen={chosen} typed={typed} step={step} kept={kept} onType={(key, value) => setTyped((before) => ({ ...before, [key]: value }))} onKeep={setKept} onErase={erase} onMake={() => void make()} onBack={() => go({ at: 'choose' })} />}
      {step.at === 'code' && <CodePage codes={step.codes} onChange={() => go(FIELDS)} />}
    </div>
  );
};

/** 事前入力: the city's forms on the visitor's own phone, also without a network once the page was open. */
export const FormsPage = () => {
  const { city: forms } = useForms();
  const [city, setCity] = useState<CityProfile | 'asking' | null>('asking');
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let gone = false;
    void forms.get().then((found) => { if (!gone) setCity(found); });
    return () => { gone = true; };
  }, [forms, turn]);
  if (city === 'asking') return <><h1 tabIndex={-1}><Say of={words.title} /></h1><p><Say of={words.loading} /></p></>;
  if (city === null) return <><h1 tabIndex={-1}><Say of={words.title} /></h1><Banner tone="note" live="polite"><Say of={words.noForms} /></Banner><KeyButton onPress={() => { setCity('asking'); setTurn(turn + 1); }}><Say of={words.retry} /></KeyButton></>;
  return <Forms city={city} />;
};
