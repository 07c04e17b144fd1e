import './navigator.css';
import { IntakeId } from '@engawa/reception/contract';
import { useState } from 'react';
import { useKiosk } from '../../intake/ui/kiosk-context.tsx';
import { randomVisitId } from '../../intake/ui/random-visit-id.ts';
import { avoidedBy, beginningOf } from '../domain/beginning.ts';
import { todayAt } from '../domain/deadline.ts';
import { guide } from '../domain/guide.ts';
import { freshNavigator, nextNavigator, type NavigatorInput } from '../domain/next-navigator.ts';
import { wayOf } from '../domain/questions.ts';
import { AnswersPage } from './answers-page.tsx';
import { useNavigatorWorld } from './navigator-world.tsx';
import { QuestionPage } from './question-page.tsx';
import { ResultPages } from './result-pages.tsx';

/** 「どの手続きが必要か」 on the kiosk. The answers live in this component alone: whatever ends the scene (silence, leaving, beginning) ends them. */
export const NavigatorScreen = () => {
  const { city, link, send } = useKiosk();
  const { profile, avoided } = useNavigatorWorld();
  const [state, setState] = useState(freshNavigator);
  const [looking, setLooking] = useState<'result' | 'answers' | 'result-again'>('result');
  const today = todayAt(link.timeMs());
  const act = (input: NavigatorInput): void => {
    const next = nextNavigator(profile.rules, state, input);
    if (next === null) return send({ do: 'back' });
    if (input.do !== 'tick') setLooking('result');
    setState(next);
  };
  const { asked, facts } = wayOf(profile.rules, state.facts);
  const question = asked.find(({ step }) => step === state.at);
  if (question) return <QuestionPage key={question.step} asked={question} n={asked.indexOf(question) + 1} facts={state.facts} today={today} onSay={act} onBack={() => act({ do: 'back' })} />;
  if (looking === 'answers') return <AnswersPage asked={asked} facts={facts} today={today} onGo={(step) => act({ do: 'go-to', step })} onClose={() => setLooking('result-again')} />;
  const guidance = guide(profile, city, facts, today);
  const begin = (): void => send({ do: 'begin-with', intakeId: IntakeId.parse(randomVisitId()), ...beginningOf(profile, guidance, facts, state.ticks) });
  const goHome = (): void => { const ids = avoidedBy(guidance, state.ticks); if (ids.length > 0) avoided(ids); send({ do: 'leave' }); };
  return <ResultPages world={{ profile, city, today }} guidance={guidance} facts={facts} ticks={state.ticks} onDo={act} onBegin={begin} onGoHome={goHome} onAnswers={() => setLooking('answers')} startAt={looking === 'result-again' ? 'last' : 'first'} />;
};
