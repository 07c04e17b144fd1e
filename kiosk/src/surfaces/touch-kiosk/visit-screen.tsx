import { useState } from 'react';
import { CardStoppedScreen, HowScreen, PlaceCardScreen, ReadingScreen } from '../../intake/ui/card-screens.tsx';
import { GuideScreen } from '../../intake/ui/guide-screen.tsx';
import { NameCheckScreen } from '../../intake/ui/name-check-screen.tsx';
import { NumberBScreen } from '../../intake/ui/number-b-screen.tsx';
import { PinScreen } from '../../intake/ui/pin-screen.tsx';
import { QuestionScreen } from '../../intake/ui/question-screen.tsx';
import { ReviewScreen } from '../../intake/ui/review-screen.tsx';
import { StaffNeededScreen, SubmittingScreen, ThanksScreen, TicketScreen } from '../../intake/ui/ticket-screens.tsx';
import type { Scene } from '../../intake/domain/visit.ts';

type VisitScene = Exclude<Scene, { at: 'idle' | 'choose' | 'navigator' | 'scan' }>;

/** Every page from the question how to fill in until the thanks. */
export const VisitScreen = ({ scene }: { scene: VisitScene }) => {
  const [reviewed, setReviewed] = useState({ of: '', page: 0 });
  switch (scene.at) {
    case 'guide': return <GuideScreen scene={scene} />;
    case 'how': return <HowScreen scene={scene} />;
    case 'place-card': return <PlaceCardScreen scene={scene} />;
    case 'pin': return <PinScreen scene={scene} />;
    case 'number-b': return <NumberBScreen scene={scene} />;
    case 'reading': return <ReadingScreen scene={scene} />;
    case 'card-stopped': return <CardStoppedScreen scene={scene} />;
    case 'name-check': return <NameCheckScreen key={scene.n} scene={scene} />;
    case 'questions': return <QuestionScreen key={scene.pages[scene.page]?.keys.join('+')} scene={scene} />;
    case 'review': return <ReviewScreen scene={scene} page={reviewed.of === scene.visit.intakeId ? reviewed.page : 0} onPage={(page) => setReviewed({ of: scene.visit.intakeId, page })} />;
    case 'submitting': return <SubmittingScreen scene={scene} />;
    case 'ticket': return <TicketScreen scene={scene} />;
    case 'staff-needed': return <StaffNeededScreen scene={scene} />;
    case 'thanks': return <ThanksScreen />;
  }
};
