import { personKey, ruleFaults, type ConcreteField, type FormField } from '@engawa/reception/contract';
import { useEffect } from 'react';
import { Banner, CheckRow, ErrorSummary, Icon, KeyButton } from '../../design/index.ts';
import { FIELD_TROUBLE, intake as words, withCityWords } from '../../wording/intake.ts';
import { household } from '../../wording/household.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { AddressAnswer } from './address-answer.tsx';
import { idOf, type AnswerProps } from './answer.ts';
import { DateAnswer } from './date-answer.tsx';
import { useKiosk } from './kiosk-context.tsx';
import { Letters } from './letters.tsx';
import { BackKey, NextAct, Page } from './page.tsx';
import { PeopleByCard } from './people-by-card.tsx';
import { TextAnswer } from './text-answer.tsx';
import { needsKeys } from '../domain/question-pages.ts';
import { fieldsOf } from '../domain/prefill-forms.ts';
import type { Scene } from '../domain/visit.ts';

type Questions = Extract<Scene, { at: 'questions' }>;
const CountAnswer = ({ field, value, onChange, error }: AnswerProps) => {
  const { say } = useWording();
  const n = Number(value) || (field.min ?? 1);
  const step = (by: number) => onChange(String(Math.min(field.max ?? 99, Math.max(field.min ?? 0, n + by))));
  return (
    <div className="answer-line" role="group" aria-labelledby={`${idOf(field.key)}-label`} {...(error === undefined ? {} : { 'aria-describedby': `${idOf(field.key)}-error` })}>
      <div><h2 id={`${idOf(field.key)}-label`}><Say of={field.label} /></h2>{field.help && <p className="quiet"><Say of={field.help} /></p>}{error !== undefined && <p id={`${idOf(field.key)}-error`} className="field-error"><Icon name="warn" />{error}</p>}</div>
      <div className="stepper">
        <KeyButton icon="minus" label={`${say(field.label)}、${say(words.less)}`} onPress={() => step(-1)}>{''}</KeyButton>
        <output id={idOf(field.key)} className="number" aria-live="polite">{n}</output>
        <KeyButton icon="plus" label={`${say(field.label)}、${say(words.more)}`} onPress={() => step(1)}>{''}</KeyButton>
      </div>
    </div>
  );
};

const ChoiceAnswer = ({ field, value, onChange, error }: AnswerProps) => (
  <fieldset className={`answer-choice${(field.options?.length ?? 0) > 3 ? ' answer-choice-many' : ''}`} id={idOf(field.key)} tabIndex={-1}>
    <legend><h2><Say of={field.label} /></h2>{error !== undefined && <p className="field-error"><Icon name="warn" />{error}</p>}</legend>
    {field.options?.map((option) => <CheckRow key={option.value} kind="radio" name={field.key} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} title={<OptionTitle field={field} option={option} />} />)}
  </fieldset>
);

/** What stands beside a box: people by their names, which are hidden while nobody answers. */
const OptionTitle = ({ field, option }: { field: ConcreteField; option: NonNullable<FormField['options']>[number] }) =>
  (field.among?.includes(Number(option.value)) ? <span data-private lang="ja">{option.label.ja}</span> : <Say of={option.label} />);

/** Any number of them; kept as their values parted by spaces, in the city's order. */
const ChoicesAnswer = ({ field, value, onChange, error }: AnswerProps) => {
  const chosen = new Set(value.split(' '));
  const turn = (one: string) => onChange((field.options ?? []).filter((option) => (option.value === one) !== chosen.has(option.value)).map((option) => option.value).join(' '));
  return (
    <fieldset className={`answer-choice${(field.options?.length ?? 0) > 3 ? ' answer-choice-many' : ''}`} id={idOf(field.key)} tabIndex={-1}>
      <legend><h2><Say of={field.label} /></h2>{error !== undefined && <p className="field-error"><Icon name="warn" />{error}</p>}</legend>
      {field.options?.map((option) => <CheckRow key={option.value} name={field.key} value={option.value} checked={chosen.has(option.value)} onChange={() => turn(option.value)} title={<OptionTitle field={field} option={option} />} />)}
    </fieldset>
  );
};

const Answer = (props: AnswerProps) => {
  switch (props.field.kind) {
    case 'count': case 'people': return <CountAnswer {...props} />;
    case 'choice': return <ChoiceAnswer {...props} />;
    case 'choices': return <ChoicesAnswer {...props} />;
    case 'date': return <DateAnswer id={idOf(props.field.key)} value={props.value === '' ? `${props.field.fromCard === 'birth' ? 'showa' : 'reiwa'}///` : props.value} onChange={props.onChange} error={props.error} />;
    case 'address': return <AddressAnswer {...props} />;
    default: return <TextAnswer {...props} />;
  }
};

/** Whose answer this is: by name as soon as it is known. */
const PersonLead = ({ n, name }: { n: number; name: string }) => <><Say of={household.personN} params={{ n }} />{name !== '' && <span data-private lang="ja">　<Letters text={name} /></span>}</>;

/** One page of questions: a value with its keys, or the choices of one procedure with the usual ones chosen. */
export const QuestionScreen = ({ scene }: { scene: Questions }) => {
  const { city, intake, send } = useKiosk();
  const page = scene.pages[scene.page];
  const fields = fieldsOf(city, scene.visit.procedures, scene.visit.values).filter(({ key }) => page?.keys.includes(key));
  const procedure = city.procedures.find(({ id }) => id === page?.of);
  const person = fields[0]?.person;
  const single = fields.length === 1 && fields[0] && needsKeys(fields[0]) ? fields[0] : null;
  const title = single ? (single.key === 'applicant.kana' ? <Say of={words.yourKana} /> : <Say of={withCityWords(words.ask, 'label', single.label)} />) : person ? <Say of={household.personN} params={{ n: person.n }} /> : procedure ? <Say of={withCityWords(words.detailsOf, 'title', procedure.title)} /> : null;
  const faults = Object.values(scene.problems).includes('rule') ? ruleFaults(city, scene.visit.procedures, scene.visit.values) : [];
  const problems = Object.entries(scene.problems).map(([key, why]) => ({ fieldId: idOf(key), words: <span><Say of={faults.find((fault) => why === 'rule' && fault.key === key)?.say ?? withCityWords(FIELD_TROUBLE[why], 'label', fields.find((field) => field.key === key)?.label ?? { ja: '', 'ja-easy': '', en: '' })} /></span> }));
  const firstWrong = problems[0]?.fieldId;
  useEffect(() => { if (firstWrong !== undefined) document.getElementById(firstWrong)?.focus(); }, [firstWrong]);
  const step = page?.of === null && scene.visit.by !== 'card' ? 0 : 1;
  const lists = fields.filter(({ kind }) => kind === 'people');
  const cardLies = scene.visit.cards.length > 0 && intake.tray.link === 'open' && intake.tray.card.state !== 'absent';
  return (
    <Page id={`question-${page?.keys.join('+') ?? ''}`} onEnter={() => send({ do: 'next' })} step={step} typed={scene.visit.by !== 'card'} title={title} className={single ? 'keys-page' : 'choices-page'}
      lead={single && person ? <PersonLead n={person.n} name={scene.visit.values[personKey(person.list, person.n, 'name')]?.value ?? ''} /> : single ? (procedure ? <Say of={procedure.title} /> : undefined) : <Say of={words.detailsLine} />}
      foot={<><BackKey /><NextAct onPress={() => send({ do: 'next' })} /></>}>
      {cardLies && (scene.page === 0 || lists.length > 0) && <Banner tone="well" live="polite" title={<Say of={words.takeCard} />} />}
      {problems.length > 1 && <ErrorSummary title={<Say of={words.errorsTitle} />} errors={problems} />}
      {fields.map((field) => (
        <Answer key={field.key} field={field} value={scene.visit.values[field.key]?.value ?? ''} onChange={(value) => send({ do: 'edit', key: field.key, value })}
          error={scene.problems[field.key] === undefined ? undefined : problems.find(({ fieldId }) => fieldId === idOf(field.key))?.words} />
      ))}
      {lists.map((list) => <PeopleByCard key={list.key} list={list} visit={scene.visit} />)}
    </Page>
  );
};
