import { isProxy } from '@engawa/reception/contract';
import { ActButton, Banner, CheckRow, ChoiceCard, ChoiceRow, Icon, KeyButton, Sheet } from '../../design/index.ts';
import { card as cards, CARD_NEXT, CARD_SAFE, CARD_TROUBLE } from '../../wording/card.ts';
import { intake as words } from '../../wording/intake.ts';
import { household } from '../../wording/household.ts';
import { Say } from '../../wording/wording.tsx';
import type { Phrase } from '../../wording/wording.ts';
import { OPENS_TO_NUMBER_B, type Errand } from '../domain/card-errand.ts';
import { MAX_ROUNDS, type Scene } from '../domain/visit.ts';
import { useKiosk } from './kiosk-context.tsx';
import { BackKey, Page, type Step } from './page.tsx';
import { useStaffCall } from './staff-call.tsx';

/** Card or keys, and for what the card is read: said before anything is read. */
export const HowScreen = ({ scene }: { scene: Extract<Scene, { at: 'how' }> }) => {
  const { city, send } = useKiosk();
  const asksRole = city.applicant.some(({ key }) => key === 'applicant.role');
  const fromHome = city.procedures.filter(({ id, fromHome: way }) => way !== undefined && scene.visit.procedures.includes(id));
  return (
    <Page id="how" className="how-page" title={<Say of={words.howTitle} />} foot={<BackKey />}>
      {fromHome.map(({ id, title, fromHome: way }) => <Banner key={id} tone="info" title={<Say of={title} />}>{way && <Say of={way} />}</Banner>)}
      <div className="home-cards">
        <ChoiceCard icon="card" title={<Say of={words.byCard} />} detail={<Say of={words.byCardLine} />} onPress={() => send({ do: 'by-card' })} />
        <ChoiceCard icon="keyboard" tone="plain" title={<Say of={words.byTyping} />} detail={<Say of={words.byTypingLine} />} onPress={() => send({ do: 'by-typing' })} />
      </div>
      {asksRole && <CheckRow name="for-another" icon="family" checked={isProxy(scene.visit.values)} onChange={(yes) => send({ do: 'for-another', yes })} title={<Say of={household.forAnother} />} detail={<Say of={household.forAnotherLine} />} />}
      <Sheet ground="mat" className="kiosk-notice">
        <h2><Say of={words.purposeTitle} /></h2>
        <p className="kiosk-notice-items"><Say of={words.purposeItems} /></p>
        <p><Say of={words.purposeUse} /></p>
      </Sheet>
    </Page>
  );
};

/** The card of the applicant is the first step; those of further people belong to the questions. */
const stepOf = ({ who }: Errand): Step => (who === null ? 0 : 1);

const TypeInstead = () => {
  const { send } = useKiosk();
  return <KeyButton wide icon="keyboard" onPress={() => send({ do: 'by-typing' })}><Say of={words.byTyping} /></KeyButton>;
};

/** The tray as a picture: where the card goes. Still: nothing moves unless something changed. */
const TrayPicture = ({ busy }: { busy: boolean }) => (
  <svg className="tray-picture" viewBox="0 0 520 380" aria-hidden="true">
    <path className="tray-wood" d="M40 250h440l28 70v40H12v-40z" /><path className="tray-edge" d="M12 320h496" />
    <g className={busy ? 'tray-card tray-card-down' : 'tray-card'}><rect x="120" y={busy ? 176 : 60} width="280" height="172" rx="16" /><rect className="tray-face" x="146" y={busy ? 214 : 98} width="62" height="76" rx="6" /><path d={`M236 ${busy ? 226 : 110}h132M236 ${busy ? 258 : 142}h132M236 ${busy ? 290 : 174}h88`} /></g>
    {!busy && <path className="tray-arrow" d="M260 252v34m-18-18 18 18 18-18" />}
  </svg>
);

/** What happened, what is safe, what next. */
const Trouble = ({ scene: { trouble } }: { scene: Extract<Scene, { at: 'place-card' }> }) => {
  if (trouble === null) return null;
  const next = CARD_NEXT[trouble];
  return <Banner tone="note" icon="card" title={<Say of={CARD_TROUBLE[trouble]} />}>{next && <p className="trouble-next"><Say of={next} /></p>}<p><Say of={CARD_SAFE[trouble]} /></p></Banner>;
};

export const PlaceCardScreen = ({ scene }: { scene: Extract<Scene, { at: 'place-card' }> }) => {
  const { intake } = useKiosk();
  const { who } = scene.errand;
  const checking = intake.tray.card.state === 'present';
  return (
    <Page id="place-card" step={stepOf(scene.errand)} title={who === null ? <Say of={words.placeTitle} /> : <Say of={cards.placeOther} params={{ n: who.n }} />} lead={<Say of={words.placeLine} />} foot={<><BackKey /><TypeInstead /></>}>
      <TrayPicture busy={checking} />
      <div className="kiosk-state" aria-live="polite">
        <Trouble scene={scene} />
        <p className="kiosk-waiting"><Icon name="card" /><span><Say of={checking ? words.checkingCard : words.waitingCard} /></span></p>
      </div>
    </Page>
  );
};

export const ReadingScreen = ({ scene }: { scene: Extract<Scene, { at: 'reading' }> }) => (
  <Page id="reading" step={stepOf(scene.errand)} title={<Say of={words.readingTitle} />} lead={<Say of={words.readingLine} />} foot={<BackKey />}>
    <TrayPicture busy />
  </Page>
);

type Stopped = Extract<Scene, { at: 'card-stopped' }>;

/** 照合番号B has its own count and its own end; what a card cannot do is told by its code. */
const linesOf = ({ code, by }: Stopped): { happened: Phrase; safe: Phrase; next: Phrase; numberB: boolean } => {
  if (by === 'number-b' && (code === 'PIN_LAST_TRY' || code === 'PIN_LOCKED')) return { happened: cards.numberBEnds, safe: cards.numberBEndsSafe, next: cards.goOnTyping, numberB: false };
  const numberB = by === 'pin' && OPENS_TO_NUMBER_B.has(code);
  return { happened: CARD_TROUBLE[code], safe: CARD_SAFE[code], next: numberB ? cards.goOnWithStaff : code === 'AUTH_FAILED' ? (CARD_NEXT[code] ?? cards.goOnTyping) : cards.goOnTyping, numberB };
};

/** The card cannot help: what happened, what is safe, what next, and a person. */
export const CardStoppedScreen = ({ scene }: { scene: Stopped }) => {
  const { send } = useKiosk();
  const callStaff = useStaffCall();
  const { happened, safe, next, numberB } = linesOf(scene);
  const again = scene.by === 'pin' && scene.rounds < MAX_ROUNDS && AGAIN.has(scene.code);
  return (
    <Page id={`card-stopped-${scene.code}`} step={stepOf(scene.errand)} title={<Say of={happened} />} className="stopped-page"
      foot={<><BackKey /><ActButton wide icon="keyboard" onPress={() => send({ do: 'by-typing' })}><Say of={words.byTyping} /></ActButton></>}>
      <Sheet ground="mat" className="stopped-lines">
        <p><Icon name="check" /><span><Say of={safe} /></span></p>
        <p><Icon name="next" /><span><Say of={next} /></span></p>
      </Sheet>
      <div className="stopped-ways">
        {numberB && <ChoiceRow icon="card" title={<Say of={cards.byNumberB} />} detail={<Say of={cards.byNumberBLine} />} onPress={() => send({ do: 'by-number-b' })} />}
        {again && <ChoiceRow icon="card" title={<Say of={words.tryCardAgain} />} onPress={() => send({ do: 'by-card' })} />}
        <ChoiceRow icon="call" title={<Say of={words.callStaff} />} onPress={callStaff} />
        <ChoiceRow icon="x" title={<Say of={words.leave} />} onPress={() => send({ do: 'leave' })} />
      </div>
    </Page>
  );
};

/** What another card, or the same one laid down anew, can mend. */
const AGAIN: ReadonlySet<Stopped['code']> = new Set(['PIN_LOCKED', 'PIN_LAST_TRY', 'PIN_NOT_SET', 'PIN_UNKNOWN', 'AUTH_FAILED', 'CARD_DATA', 'CARD_UNREADABLE', 'CARD_REMOVED', 'CARD_SHARED', 'NOT_MYNUMBER_CARD', 'NO_CARD', 'TIMEOUT', 'BUSY', 'CANCELLED']);
