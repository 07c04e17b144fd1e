import { isProxy } from '@engawa/reception/contract';
import { ActButton, Banner, CheckRow, ChoiceCard, Icon, KeyButton, Sheet } from '../../design/index.ts';
import { CARD_TROUBLE, intake as words } from '../../wording/intake.ts';
import { household } from '../../wording/household.ts';
import { Say } from '../../wording/wording.tsx';
import type { Scene } from '../domain/visit.ts';
import { useKiosk } from './kiosk-context.tsx';
import { BackKey, Page } from './page.tsx';

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

export const PlaceCardScreen = ({ scene }: { scene: Extract<Scene, { at: 'place-card' }> }) => {
  const { intake } = useKiosk();
  const checking = intake.tray.card.state === 'present';
  return (
    <Page id="place-card" step={0} title={<Say of={words.placeTitle} />} lead={<Say of={words.placeLine} />} foot={<><BackKey /><TypeInstead /></>}>
      <TrayPicture busy={checking} />
      <div className="kiosk-state" aria-live="polite">
        {scene.trouble !== null && <Banner tone="note" icon="card" title={<Say of={CARD_TROUBLE[scene.trouble]} />} />}
        <p className="kiosk-waiting"><Icon name="card" /><span><Say of={checking ? words.checkingCard : words.waitingCard} /></span></p>
      </div>
    </Page>
  );
};

export const ReadingScreen = () => (
  <Page id="reading" step={0} title={<Say of={words.readingTitle} />} lead={<Say of={words.readingLine} />} foot={<BackKey />}>
    <TrayPicture busy />
  </Page>
);

/** The card cannot help: what happened, what is safe, what next, and a person on the ledge. */
export const CardStoppedScreen = ({ scene }: { scene: Extract<Scene, { at: 'card-stopped' }> }) => {
  const { send } = useKiosk();
  const again = scene.code !== 'BRIDGE_DOWN' && scene.code !== 'READER_MISSING';
  return (
    <Page id="card-stopped" step={0} title={<Say of={words.stoppedTitle} />}
      foot={<><BackKey /><ActButton wide icon="keyboard" onPress={() => send({ do: 'by-typing' })}><Say of={words.byTyping} /></ActButton></>}>
      <Banner tone="note" icon="card" live="assertive" title={<Say of={CARD_TROUBLE[scene.code]} />} />
      {again && <div className="kiosk-aside"><KeyButton icon="card" onPress={() => send({ do: 'by-card' })}><Say of={words.tryCardAgain} /></KeyButton></div>}
    </Page>
  );
};
