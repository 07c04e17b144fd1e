import { useState } from 'react';
import { CheckRow, KeyButton } from '../../design/index.ts';
import { decideDate, readDateDraft, toIsoDate } from '../../intake/domain/era.ts';
import { DateAnswer } from '../../intake/ui/date-answer.tsx';
import { NextAct, Page } from '../../intake/ui/page.tsx';
import { intake } from '../../wording/intake.ts';
import { navigator as words } from '../../wording/navigator.ts';
import { Say } from '../../wording/wording.tsx';
import { possibleEvents, type Facts } from '../domain/facts.ts';
import type { NavigatorInput } from '../domain/next-navigator.ts';
import { chosenBefore, inputOf, isDayAhead, shapeOf, toggled, UNKNOWN } from '../domain/options.ts';
import type { Asked } from '../domain/questions.ts';
import { optionsOf, optionWords, questionWords } from './question-words.ts';

export interface QuestionProps { asked: Asked; /** which question it is, from 1 */ n: number; facts: Facts; today: string; onSay: (input: NavigatorInput) => void; onBack: () => void }

const Lead = ({ n, line }: { n: number; line: ReturnType<typeof questionWords>['line'] }) => <><span className="navigator-count"><Say of={words.progress} params={{ n }} /></span>{line && <Say of={line} />}</>;
const Back = ({ onBack }: { onBack: () => void }) => <KeyButton icon="back" onPress={onBack}><Say of={intake.back} /></KeyButton>;

/** Rounds, or boxes: 「わからない」 is a choice like every other, and nothing goes on before something is chosen. */
const ChoicePage = ({ asked, n, facts, onSay, onBack }: QuestionProps) => {
  const shape = shapeOf(asked, facts);
  const [chosen, setChosen] = useState(() => chosenBefore(asked, facts));
  const { title, line } = questionWords(asked.step, facts);
  const several = shape.kind === 'some';
  const input = inputOf(asked, chosen);
  const beside = several && shape.values.some((item) => chosen.includes(item));
  return (
    <Page id={`navigator-${asked.step}`} className="navigator-page" title={<Say of={title} />} lead={<Lead n={n} line={line} />}
      foot={<><Back onBack={onBack} /><NextAct onPress={() => { if (input) onSay(input); }} {...(input === null ? { why: <Say of={intake.chooseOne} /> } : {})} /></>}>
      <fieldset className="navigator-choices"><legend className="visually-hidden"><Say of={title} /></legend>
        {optionsOf(shape).map((value) => (
          <CheckRow key={value} kind={several ? 'checkbox' : 'radio'} name={asked.step} value={value} checked={chosen.includes(value)} onChange={() => setChosen(several ? toggled(chosen, value) : [value])} title={<Say of={optionWords(asked.step, value, beside)} />} />
        ))}
      </fieldset>
    </Page>
  );
};

/** A date with the kiosk's own keys, and 「わからない」 beside the way on. */
const DayPage = ({ asked, n, facts, today, onSay, onBack }: QuestionProps) => {
  const [draft, setDraft] = useState(() => (facts.day === undefined || facts.day === UNKNOWN ? 'reiwa///' : facts.day));
  const [fault, setFault] = useState<'missing' | 'ahead' | null>(null);
  const { title, line } = questionWords('day', facts);
  const decided = decideDate(readDateDraft(draft));
  const next = (): void => {
    const day = decided.ok ? toIsoDate(decided.date) : null;
    const wrong = day === null ? 'missing' : isDayAhead(possibleEvents(facts), day, today) ? 'ahead' : null;
    setFault(wrong);
    if (day !== null && wrong === null) onSay({ do: 'say-day', day });
  };
  return (
    <Page id={`navigator-${asked.step}`} className="keys-page navigator-page navigator-day" title={<Say of={title} />} lead={<Lead n={n} line={line} />} onEnter={next}
      foot={<><Back onBack={onBack} /><KeyButton onPress={() => onSay({ do: 'say-day', day: UNKNOWN })}><Say of={words.unknown} /></KeyButton><NextAct onPress={next} /></>}>
      <DateAnswer id="navigator-day" value={draft} onChange={(value) => { setDraft(value); setFault(null); }} error={fault === null ? undefined : <Say of={fault === 'ahead' ? words.dayAhead : words.dayMissing} />} />
    </Page>
  );
};

/** One question, one page. */
export const QuestionPage = (props: QuestionProps) => (props.asked.step === 'day' ? <DayPage {...props} /> : <ChoicePage key={props.asked.step} {...props} />);
