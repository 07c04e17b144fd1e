import type { IntakeId, Zone } from '@engawa/reception/contract';
import { ICON_PATHS } from '../../design/icon/icon-paths.tsx';
import { Banner, ChoiceCard, ChoiceRow, Garden, LanguageSwitch, type IconName } from '../../design/index.ts';
import { household } from '../../wording/household.ts';
import { house } from '../../wording/house.ts';
import { intake as words } from '../../wording/intake.ts';
import { LANGUAGE_NAMES, Say, useWording } from '../../wording/wording.tsx';
import { randomVisitId } from './random-visit-id.ts';
import { secondsUntil, useKiosk, useOnline, useTicking } from './kiosk-context.tsx';
import { Page } from './page.tsx';

const iconOf = (name: string): IconName => (name in ICON_PATHS ? (name as IconName) : 'doc');

const Waiting = ({ zone }: { zone: Zone }) => {
  const online = useOnline();
  const waiting = online.board?.waits.find((wait) => wait.zone === zone)?.waiting;
  if (waiting === undefined) return null;
  return waiting === 0 ? <Say of={words.noWaiting} /> : <Say of={words.waiting} params={{ n: waiting }} />;
};

/** Anything that a visitor should know before beginning: a forgotten card, a start without network, a cut line. */
const HomeNews = () => {
  const { intake } = useKiosk();
  const online = useOnline();
  const now = useTicking();
  const seconds = online.startingUntilMs === null || online.connected ? 0 : secondsUntil(online.startingUntilMs, now);
  return (
    <div className="home-news" aria-live="polite">
      {intake.tray.card.state !== 'absent' && intake.tray.link === 'open' && <Banner tone="note" icon="card"><Say of={words.cardLeft} /></Banner>}
      {seconds > 0 && <Banner tone="note" title={<Say of={words.startingTitle} />}><Say of={words.startingBody} params={{ n: seconds }} /></Banner>}
      {seconds === 0 && !online.connected && <Banner tone="info" icon="away"><Say of={words.cutOff} /></Banner>}
    </div>
  );
};

/** Home: the garden, and what one may come for. */
export const HomeScreen = () => {
  const { city, send, ways } = useKiosk();
  const waits = useOnline().board !== null;
  const { lang, say } = useWording();
  const zones = city.zones.filter(({ zone }) => city.procedures.some((procedure) => procedure.zone === zone));
  const begin = (zone: Zone) => send({ do: 'begin', zone, intakeId: randomVisitId() as IntakeId });
  return (
    <div className="kiosk-home">
      <div className="home-garden"><Garden /></div>
      <Page id="home" className="home-page" title={<Say of={words.greeting} />} lead={<Say of={words.greetingLine} />}>
        <div className="home-cards">
          {zones.slice(0, 2).map(({ zone, wish, line, icon }) => (
            <ChoiceCard key={zone} icon={iconOf(icon)} title={<Say of={wish} />} detail={<Say of={line} />} onPress={() => begin(zone)} {...(waits ? { waiting: <Waiting zone={zone} /> } : {})} />
          ))}
        </div>
        <div className="home-rows">
          {zones.slice(2).map(({ zone, wish, line, icon }) => (
            <ChoiceRow key={zone} icon={iconOf(icon)} title={<Say of={wish} />} detail={<Say of={line} />} aside={<Waiting zone={zone} />} onPress={() => begin(zone)} />
          ))}
        </div>
        {(ways?.navigator ?? ways?.scan) && (
          <div className="home-ways">
            {ways.navigator && <ChoiceRow icon="help" title={<Say of={household.navigator} />} onPress={() => send({ do: 'open', what: 'navigator' })} />}
            {ways.scan && <ChoiceRow icon="phone" title={<Say of={household.scan} />} onPress={() => send({ do: 'open', what: 'scan' })} />}
          </div>
        )}
        <HomeNews />
        <LanguageSwitch options={LANGUAGE_NAMES} value={lang} onChange={(language) => send({ do: 'manner', manner: { language } })} label={say(house.chooseLanguage)} />
      </Page>
    </div>
  );
};
