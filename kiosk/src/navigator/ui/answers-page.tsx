import { KeyButton } from '../../design/index.ts';
import { NextAct, Page } from '../../intake/ui/page.tsx';
import { intake } from '../../wording/intake.ts';
import { dayWithYear, FACT_WORDS, listOf, navigator as words } from '../../wording/navigator.ts';
import { withCityWords } from '../../wording/wording.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import type { Facts } from '../domain/facts.ts';
import { chosenBefore, UNKNOWN } from '../domain/options.ts';
import type { Asked, Step } from '../domain/questions.ts';
import { optionWords } from './question-words.ts';

/** What was answered to one question, in words. */
export const useAnswerText = (facts: Facts, today: string) => {
  const { say, day, lang } = useWording();
  return (asked: Asked): string => {
    const chosen = chosenBefore(asked, facts);
    if (asked.step === 'day' && chosen[0] !== undefined && chosen[0] !== UNKNOWN) return dayWithYear(chosen[0], day(chosen[0]), today, lang);
    return listOf(chosen.map((value) => say(optionWords(asked.step, value, chosen.length > 1))), lang);
  };
};

/** お答え: every answer with its way back. */
export const AnswersPage = ({ asked, facts, today, onGo, onClose }: { asked: readonly Asked[]; facts: Facts; today: string; onGo: (step: Step) => void; onClose: () => void }) => {
  const { say } = useWording();
  const textOf = useAnswerText(facts, today);
  return (
    <Page id="navigator-answers" className="navigator-page navigator-answers" title={<Say of={words.answersTitle} />}
      foot={<><KeyButton icon="back" onPress={onClose}><Say of={intake.back} /></KeyButton><NextAct onPress={onClose} /></>}>
      <dl className="navigator-said">
        {asked.map((question) => (
          <div key={question.step} className="navigator-said-row">
            <dt><Say of={FACT_WORDS[question.step]} /></dt><dd data-private>{textOf(question)}</dd>
            <dd><KeyButton look="small" label={say(withCityWords(words.changeAnswer, 'fact', FACT_WORDS[question.step]))} onPress={() => onGo(question.step)}><Say of={words.change} /></KeyButton></dd>
          </div>
        ))}
      </dl>
    </Page>
  );
};
