import { concreteFields, formsOf, peopleCount, personKey, sharedFields, totalFee, type ConcreteField, type FieldValue, type FormField, type Procedure, type Source } from '@engawa/reception/contract';
import { KeyButton, ProvenanceMark } from '../../design/index.ts';
import { card as cards } from '../../wording/card.ts';
import { PROVENANCE_WORDS } from '../../wording/house.ts';
import { household } from '../../wording/household.ts';
import { intake as words } from '../../wording/intake.ts';
import { isJapanese } from '../../wording/wording.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { formatEnglishDate, formatEraDate, formatPartDate, parseIsoDate } from '../domain/era.ts';
import { fieldsOf, type Values } from '../domain/prefill-forms.ts';
import type { Visit } from '../domain/visit.ts';
import { useKiosk } from './kiosk-context.tsx';
import { Letters } from './letters.tsx';

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

/** What is longer than any usual name or address is written in the smallest letters of the kiosk, so that it has room on one page. */
const LETTERS_LARGE = 60;
/** One line: what, the answer, from where, and the key that changes it. */
const Row = ({ label, children, source, act, letters = 0, whole = false }: { label: React.ReactNode; children: React.ReactNode; source: Source | null; act: React.ReactNode; /** of the longest thing in it */ letters?: number; /** term above its words, over both columns */ whole?: boolean }) => (
  <dl className={`review-row${whole ? ' review-row-whole' : ''}${letters > LETTERS_LARGE ? ' review-row-long' : ''}`}><dt>{label}</dt><dd className="review-value">{children}</dd><dd className="review-mark">{source && <ProvenanceMark source={source}><Say of={PROVENANCE_WORDS[source]} /></ProvenanceMark>}</dd><dd className="review-act">{act}</dd></dl>
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
    <Row label={<Say of={field.label} />} source={value?.source ?? null} letters={main.length}
      act={read ? <KeyButton wide look="small" onPress={() => send({ do: 'look-at-names', keys: [field.key] })}><Say of={cards.lookAtName} /></KeyButton>
        : <KeyButton wide look="small" label={say(words.fixField, { label: say(field.label) })} onPress={() => send({ do: 'fix', key: field.key })}><Say of={value?.value ? words.fix : words.add} /></KeyButton>}>
      <span data-private lang="ja">{main === '' ? <Say of={words.empty} /> : <Letters text={main} />}{sub !== '' && <small>{sub}</small>}</span>
      <Doubt doubt={value?.doubt} />
    </Row>
  );
};

/** Letters of one block at most, so that the largest letters find room for it on a page. */
const LETTERS_PER_BLOCK = 150;
interface Detail { key: string; label: string; main: string; source: Source }

/** The answers of one form that need a line, in blocks that a page can hold. */
const useDetails = () => {
  const { say } = useWording();
  const shown = useShown();
  return (fields: readonly ConcreteField[], values: Values): Detail[][] => {
    const blocks: Detail[][] = [[]];
    let letters = 0;
    for (const field of fields) {
      const { value: text = '', source = 'visitor' } = values[field.key] ?? {};
      // What is not asked for needs no line: 「記載しない」 four times would hide the one thing that matters.
      if (text === '' || (field.kind === 'choice' && text === 'no')) continue;
      const detail = { key: field.key, label: say(field.label), main: shown(field, text).main, source };
      const length = detail.label.length + detail.main.length;
      if (letters > 0 && letters + length > LETTERS_PER_BLOCK) { blocks.push([]); letters = 0; }
      letters += length;
      blocks.at(-1)?.push(detail);
    }
    return blocks;
  };
};

/** One form, or a part of a long one: its own answers. What it shares with a form above stands there, people stand below. */
const ProcedureRow = ({ procedure, details, part }: { procedure: Procedure; details: readonly Detail[]; part: { n: number; of: number } }) => {
  const { send } = useKiosk();
  const { say, lang } = useWording();
  const colon = isJapanese(lang) || lang === 'zh' ? '：' : ': ';
  const title = <><Say of={procedure.title} />{part.of > 1 && <span className="review-part number"><Say of={words.pageOf} params={part} /></span>}</>;
  return (
    <Row whole label={title} letters={Math.max(0, ...details.map(({ main }) => main.length))} source={details.every(({ source }) => source === details[0]?.source) ? details[0]?.source ?? null : 'visitor'}
      act={details.length > 0 && <KeyButton wide look="small" label={say(words.fixField, { label: say(procedure.title) })} onPress={() => send({ do: 'fix-procedure', procedure: procedure.id })}><Say of={words.fix} /></KeyButton>}>
      <small className="review-details" data-private>{details.map(({ key, label, main }) => <span key={key}>{label}{colon}<b>{main}</b></span>)}</small>
    </Row>
  );
};

/** How many a list of people has. */
const ListRow = ({ list, values }: { list: ConcreteField; values: Values }) => {
  const { send } = useKiosk();
  const { say } = useWording();
  const nameColumn = list.columns?.find(({ fromCard }) => fromCard === 'name')?.key ?? '';
  const read = Array.from({ length: peopleCount(list, values) }, (_, i) => personKey(list.key, i + 1, nameColumn)).filter((key) => values[key]?.source === 'card');
  return (
    <Row label={<Say of={list.label} />} source={values[list.key]?.source ?? null} act={<KeyButton wide look="small" label={say(words.fixField, { label: say(list.label) })} onPress={() => send({ do: 'fix', key: list.key })}><Say of={words.fix} /></KeyButton>}>
      <span className="review-people"><span className="number">{peopleCount(list, values)}</span>{read.length > 0 && <KeyButton look="small" onPress={() => send({ do: 'look-at-names', keys: read })}><Say of={cards.lookAtNames} /></KeyButton>}</span>
    </Row>
  );
};

/** One of its people: everything of that person behind one key. */
const PersonRow = ({ list, n, values }: { list: ConcreteField; n: number; values: Values }) => {
  const { send } = useKiosk();
  const { say } = useWording();
  const shown = useShown();
  const cells = (list.columns ?? []).map((column) => shown({ ...column, key: list.key }, values[personKey(list.key, n, column.key)]?.value ?? '').main).filter((text) => text !== '');
  const first = values[personKey(list.key, n, 'name')] ?? values[personKey(list.key, n, list.columns?.[0]?.key ?? '')];
  return (
    <Row whole letters={Math.max(0, ...cells.map((cell) => cell.length))} label={<><Say of={household.personN} params={{ n }} />　<span data-private lang="ja"><Letters text={cells[0] ?? ''} /></span></>} source={first?.source ?? null}
      act={<KeyButton wide look="small" label={say(words.fixField, { label: say(household.personN, { n }) })} onPress={() => send({ do: 'fix', key: `${list.key}.${n}` })}><Say of={words.fix} /></KeyButton>}>
      <small data-private>{cells.slice(1).join(' ・ ')}</small>
      <Doubt doubt={first?.doubt} />
    </Row>
  );
};

/** Which fields stand in the line of which form: each once, people apart. */
const linesOf = (forms: readonly Procedure[], values: Values, shared: readonly FormField[]): { form: Procedure; fields: ConcreteField[] }[] => {
  const seen = new Set(shared.map(({ key }) => key));
  return forms.map((form) => ({ form, fields: concreteFields(form.fields, values).filter(({ key, kind, person }) => kind !== 'people' && person === undefined && !seen.has(key) && seen.add(key)) }));
};

export interface ReviewBlock { key: string; block: React.ReactNode }

/** Everything that will be handed in, block by block, in the order of the papers. */
export const useReviewBlocks = (): ((visit: Visit) => ReviewBlock[]) => {
  const { city } = useKiosk();
  const { yen } = useWording();
  const detailsOf = useDetails();
  return ({ procedures, values }) => {
    const forms = formsOf(city, procedures, values);
    const fee = totalFee(city, procedures, values);
    return [
      ...linesOf(forms, values, city.applicant).flatMap(({ form, fields }) => detailsOf(fields, values).map((details, i, all) => ({ key: `${form.id} ${i}`, block: <ProcedureRow procedure={form} details={details} part={{ n: i + 1, of: all.length }} /> }))),
      ...fieldsOf(city, procedures, values).filter(({ kind }) => kind === 'people').flatMap((list) => [
        { key: list.key, block: <ListRow list={list} values={values} /> },
        ...Array.from({ length: peopleCount(list, values) }, (_, i) => ({ key: `${list.key}.${i + 1}`, block: <PersonRow list={list} n={i + 1} values={values} /> })),
      ]),
      ...concreteFields(sharedFields(city, forms), values).map((field) => ({ key: field.key, block: <ApplicantRow field={field} values={values} /> })),
      ...(fee > 0 ? [{ key: 'fee', block: <p className="review-fee"><span><Say of={words.feeTotal} /></span><b className="number">{yen(fee)}</b></p> }] : []),
    ];
  };
};
