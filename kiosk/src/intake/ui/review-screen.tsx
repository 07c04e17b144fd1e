import { concreteFields, formsOf, peopleCount, personKey, sharedFields, totalFee, type ConcreteField, type FieldValue, type FormField, type Procedure, type Source } from '@engawa/reception/contract';
import { Banner, KeyButton, ProvenanceMark } from '../../design/index.ts';
import { card as cards } from '../../wording/card.ts';
import { PROVENANCE_WORDS } from '../../wording/house.ts';
import { household } from '../../wording/household.ts';
import { intake as words } from '../../wording/intake.ts';
import { isJapanese } from '../../wording/wording.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { formatEnglishDate, formatEraDate, formatPartDate, parseIsoDate } from '../domain/era.ts';
import { fieldsOf, type Values } from '../domain/prefill-forms.ts';
import type { Scene } from '../domain/visit.ts';
import { useKiosk } from './kiosk-context.tsx';
import { Letters } from './letters.tsx';
import { BackKey, NextAct, Page } from './page.tsx';

/** A value as people read it: era dates, names of options. */
const useShown = () => {
  const { lang, say, formDate } = useWording();
  return (field: FormField, text: string): { main: string; sub: string } => {
    if (field.kind === 'choice') { const option = field.options?.find(({ value }) => value === text); return { main: option ? say(option.label) : text, sub: '' }; }
    if (field.kind === 'choices') return { main: (field.options ?? []).filter(({ value }) => text.split(' ').includes(value)).map((option) => say(option.label)).join('・'), sub: '' };
    const date = field.kind === 'date' ? parseIsoDate(text) : null;
    const part = field.kind === 'date' ? formatPartDate(text) : null;
    if (part) return isJapanese(lang) ? part : { main: text, sub: part.main };
    if (date) return isJapanese(lang) ? formatEraDate(date) : { main: lang === 'en' ? formatEnglishDate(date) : formDate(text), sub: formatEraDate(date).main };
    return { main: text, sub: '' };
  };
};

const Row = ({ label, children, source, act, whole = false }: { label: React.ReactNode; children: React.ReactNode; source: Source | null; act: React.ReactNode; /** term above its words, over both columns */ whole?: boolean }) => (
  <div className={`review-row${whole ? ' review-row-whole' : ''}`}><dt>{label}</dt><dd className="review-value">{children}</dd><dd className="review-mark">{source && <ProvenanceMark source={source}><Say of={PROVENANCE_WORDS[source]} /></ProvenanceMark>}</dd><dd className="review-act">{act}</dd></div>
);

/** Said beside a name: the visitor or the screen doubts its letters. */
const Doubt = ({ doubt }: { doubt: FieldValue['doubt'] }) => doubt && <small role="status"><Say of={words.glyphNoted} /></small>;

const ApplicantRow = ({ field, values }: { field: FormField; values: Values }) => {
  const { send } = useKiosk();
  const { say } = useWording();
  const shown = useShown();
  const value = values[field.key];
  const { main, sub } = shown(field, value?.value ?? '');
  const read = field.kind === 'name' && value?.source === 'card';
  return (
    <Row label={<Say of={field.label} />} source={value?.source ?? null}
      act={read ? <KeyButton wide look="small" onPress={() => send({ do: 'look-at-names', keys: [field.key] })}><Say of={cards.lookAtName} /></KeyButton>
        : <KeyButton wide look="small" label={say(words.fixField, { label: say(field.label) })} onPress={() => send({ do: 'fix', key: field.key })}><Say of={value?.value ? words.fix : words.add} /></KeyButton>}>
      <span data-private lang="ja">{main === '' ? <Say of={words.empty} /> : <Letters text={main} />}{sub !== '' && <small>{sub}</small>}</span>
      <Doubt doubt={value?.doubt} />
    </Row>
  );
};

/** One form in one line: its own answers. What it shares with a form above stands there, people stand below. */
const ProcedureRow = ({ procedure, fields, values }: { procedure: Procedure; fields: readonly ConcreteField[]; values: Values }) => {
  const { send } = useKiosk();
  const { say, lang } = useWording();
  const shown = useShown();
  const details = fields.flatMap((field) => {
    const text = values[field.key]?.value ?? '';
    // What is not asked for needs no line: 「記載しない」 four times would hide the one thing that matters.
    if (text === '' || (field.kind === 'choice' && text === 'no')) return [];
    const { main } = shown(field, text);
    return [`${say(field.label)}${isJapanese(lang) || lang === 'zh' ? '：' : ': '}${main}`];
  });
  return (
    <Row whole label={<Say of={procedure.title} />} source="visitor"
      act={fields.length > 0 && <KeyButton wide look="small" label={say(words.fixField, { label: say(procedure.title) })} onPress={() => send({ do: 'fix-procedure', procedure: procedure.id })}><Say of={words.fix} /></KeyButton>}>
      <small data-private>{details.join(' ・ ')}</small>
    </Row>
  );
};

/** A list of people as a table: one line each, with everything of that person behind one key. */
const PeopleRows = ({ list, values }: { list: ConcreteField; values: Values }) => {
  const { send } = useKiosk();
  const { say } = useWording();
  const shown = useShown();
  const nameColumn = list.columns?.find(({ fromCard }) => fromCard === 'name')?.key ?? '';
  const read = Array.from({ length: peopleCount(list, values) }, (_, i) => personKey(list.key, i + 1, nameColumn)).filter((key) => values[key]?.source === 'card');
  return (
    <>
      <Row label={<Say of={list.label} />} source={values[list.key]?.source ?? null} act={<KeyButton wide look="small" label={say(words.fixField, { label: say(list.label) })} onPress={() => send({ do: 'fix', key: list.key })}><Say of={words.fix} /></KeyButton>}>
        <span className="review-people"><span className="number">{peopleCount(list, values)}</span>{read.length > 0 && <KeyButton look="small" onPress={() => send({ do: 'look-at-names', keys: read })}><Say of={cards.lookAtNames} /></KeyButton>}</span>
      </Row>
      {Array.from({ length: peopleCount(list, values) }, (_, i) => i + 1).map((n) => {
        const cells = (list.columns ?? []).map((column) => shown({ ...column, key: list.key }, values[personKey(list.key, n, column.key)]?.value ?? '').main).filter((text) => text !== '');
        const first = values[personKey(list.key, n, 'name')] ?? values[personKey(list.key, n, list.columns?.[0]?.key ?? '')];
        return (
          <Row key={n} whole label={<><Say of={household.personN} params={{ n }} />　<span data-private lang="ja"><Letters text={cells[0] ?? ''} /></span></>} source={first?.source ?? null}
            act={<KeyButton wide look="small" label={say(words.fixField, { label: say(household.personN, { n }) })} onPress={() => send({ do: 'fix', key: `${list.key}.${n}` })}><Say of={words.fix} /></KeyButton>}>
            <small data-private>{cells.slice(1).join(' ・ ')}</small>
            <Doubt doubt={first?.doubt} />
          </Row>
        );
      })}
    </>
  );
};

/** Which fields stand in the line of which form: each once, people apart. */
const linesOf = (forms: readonly Procedure[], values: Values, shared: readonly FormField[]): { form: Procedure; fields: ConcreteField[] }[] => {
  const seen = new Set(shared.map(({ key }) => key));
  return forms.map((form) => ({ form, fields: concreteFields(form.fields, values).filter(({ key, kind, person }) => kind !== 'people' && person === undefined && !seen.has(key) && seen.add(key)) }));
};

/** Everything on one page: what, from where, and a way to change it. */
export const ReviewScreen = ({ scene }: { scene: Extract<Scene, { at: 'review' }> }) => {
  const { city, intake, send } = useKiosk();
  const { yen } = useWording();
  const { visit } = scene;
  const cardLies = visit.cards.length > 0 && intake.tray.link === 'open' && intake.tray.card.state !== 'absent';
  const forms = formsOf(city, visit.procedures, visit.values);
  const lists = fieldsOf(city, visit.procedures, visit.values).filter(({ kind }) => kind === 'people');
  const fee = totalFee(city, visit.procedures, visit.values);
  const sources: Source[] = visit.by === 'card' ? ['card', 'visitor'] : visit.by === 'phone' ? ['phone', 'visitor'] : ['visitor'];
  return (
    <Page id="review" step={2} typed={visit.by !== 'card'} title={<Say of={words.reviewTitle} />} className="review-page"
      foot={<><BackKey /><NextAct onPress={() => send({ do: 'submit' })}><Say of={words.submit} /></NextAct></>}>
      {cardLies && <Banner tone="well" title={<Say of={words.takeCard} />} />}
      {!cardLies && visit.procedures.length < 3 && <p className="review-sources"><span className="quiet"><Say of={words.sources} /></span>{sources.map((source) => <ProvenanceMark key={source} source={source}><Say of={PROVENANCE_WORDS[source]} /></ProvenanceMark>)}</p>}
      <dl className="review-list">
        {linesOf(forms, visit.values, city.applicant).map(({ form, fields }) => <ProcedureRow key={form.id} procedure={form} fields={fields} values={visit.values} />)}
        {lists.map((list) => <PeopleRows key={list.key} list={list} values={visit.values} />)}
        {concreteFields(sharedFields(city, forms), visit.values).map((field) => <ApplicantRow key={field.key} field={field} values={visit.values} />)}
      </dl>
      {fee > 0 && <p className="review-fee"><span><Say of={words.feeTotal} /></span><b className="number">{yen(fee)}</b></p>}
    </Page>
  );
};
