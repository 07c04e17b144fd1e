import { useEffect, useMemo, useState } from 'react';
import { ActButton, applyAppearance, Beam, Dialog, KeyButton, Planks } from '../../design/index.ts';
import { ChooseScreen } from '../../intake/ui/choose-screen.tsx';
import { CardStoppedScreen, HowScreen, PlaceCardScreen, ReadingScreen } from '../../intake/ui/card-screens.tsx';
import { GuideScreen } from '../../intake/ui/guide-screen.tsx';
import { HomeScreen } from '../../intake/ui/home-screen.tsx';
import { KioskProvider, secondsUntil, useKiosk, useTicking, type Kiosk, type Ways } from '../../intake/ui/kiosk-context.tsx';
import { NameCheckScreen } from '../../intake/ui/name-check-screen.tsx';
import { NumberBScreen } from '../../intake/ui/number-b-screen.tsx';
import { PinScreen } from '../../intake/ui/pin-screen.tsx';
import { QuestionScreen } from '../../intake/ui/question-screen.tsx';
import { ReviewScreen } from '../../intake/ui/review-screen.tsx';
import { StaffNeededScreen, SubmittingScreen, ThanksScreen, TicketScreen } from '../../intake/ui/ticket-screens.tsx';
import { ScanScreen } from '../../pre-entry/ui/scan-screen.tsx';
import { intake as words } from '../../wording/intake.ts';
import { Say, useWording, WordingProvider } from '../../wording/wording.tsx';
import { KioskLedge } from './kiosk-ledge.tsx';
import { StaffCall } from './staff-call.tsx';
import './touch-kiosk.css';
import './guidance.css';
import './guide.css';
import './lengths.css';
import './card.css';

const SceneScreen = () => {
  const { intake: { scene }, ways } = useKiosk();
  const [reviewed, setReviewed] = useState({ of: '', page: 0 });
  switch (scene.at) {
    case 'idle': return <HomeScreen />;
    case 'choose': return <ChooseScreen scene={scene} />;
    case 'navigator': return ways?.navigator ? <ways.navigator /> : <HomeScreen />;
    case 'scan': return ways?.scan ? <ways.scan /> : <HomeScreen />;
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

const Clock = () => {
  const { link } = useKiosk();
  const { clock } = useWording();
  useTicking(1_000);
  return <span className="number">{clock(link.timeMs())}</span>;
};

/** 「まだ、お使いですか。」 Seconds as a number and as planks; what lies behind is hidden. */
const IdleDialog = () => {
  const { intake, send } = useKiosk();
  const now = useTicking(250);
  const open = intake.wipeAtMs !== null;
  const seconds = open ? secondsUntil(intake.wipeAtMs ?? 0, now) : 0;
  return (
    <Dialog open={open} tone="note" title={<Say of={words.idleTitle} />} onClose={() => send({ do: 'continue' })}>
      <p className="big-count number" role="timer">{seconds}<small><Say of={words.seconds} /></small></p>
      <p className="quiet"><Say of={words.idleLine} /></p>
      <div className="idle-planks"><Planks left={seconds} /></div>
      <div className="dialog-stack idle-keys">
        <ActButton wide autoFocus onPress={() => send({ do: 'continue' })}><Say of={words.goOn} /></ActButton>
        <KeyButton wide onPress={() => send({ do: 'leave' })}><Say of={words.wipeNow} /></KeyButton>
      </div>
    </Dialog>
  );
};

const House = () => {
  const { city, intake, send } = useKiosk();
  const { manner } = intake;
  useEffect(() => applyAppearance({ theme: manner.inverted ? 'hc' : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light', textScale: manner.textScale }), [manner.inverted, manner.textScale]);
  // While the idle dialog asks, only its own keys answer: a touch beside them is no answer.
  const touch = () => { if (intake.wipeAtMs === null) send({ do: 'touch' }); };
  return (
    <div className="kiosk" data-scene={intake.scene.at} data-scale={manner.textScale} data-masked={intake.wipeAtMs !== null || undefined} data-seated={manner.seated || undefined} data-furigana={manner.furigana || undefined} data-voice={manner.voice === 'off' ? undefined : manner.voice} onPointerDown={touch} onKeyDown={touch}>
      <Beam title={<Say of={city.hall} />}><Clock /></Beam>
      <StaffCall>
        <main className="kiosk-room"><SceneScreen /></main>
        <KioskLedge />
      </StaffCall>
      <IdleDialog />
    </div>
  );
};

const Speaking = () => {
  const { intake, send } = useKiosk();
  return <WordingProvider lang={intake.manner.language} furigana={intake.manner.furigana} onLang={(language) => send({ do: 'manner', manner: { language } })}><House /></WordingProvider>;
};

/** Screens of other features that home leads to: `navigator` comes in here as well. */
const WAYS: Ways = { scan: ScanScreen };

/** The touch kiosk: beam, room, ledge. */
export const TouchKiosk = ({ kiosk }: { kiosk: Kiosk }) => {
  const withWays = useMemo(() => ({ ...kiosk, ways: { ...WAYS, ...kiosk.ways } }), [kiosk]);
  return <KioskProvider value={withWays}><Speaking /></KioskProvider>;
};
