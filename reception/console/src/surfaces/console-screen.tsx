import './console-screen.css';
import { UNDO_SECONDS, type AppointmentEntry, type DeskTicketIssued, type Language, type TicketId } from '@engawa/reception/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { CaptionPanel } from '../captions/ui/caption-panel.tsx';
import { usePhrases } from '../captions/ui/use-phrases.ts';
import { MicrophoneSheet } from '../captions/ui/microphone-sheet.tsx';
import { PersonPanel } from '../form/ui/person-panel.tsx';
import { closedTo, type Situation } from '../queue/domain/acts.ts';
import { viewHall } from '../queue/domain/hall-view.ts';
import { HeardSheet } from '../heard/ui/heard-sheet.tsx';
import { HoldSheet, TransferSheet } from '../queue/ui/move-sheets.tsx';
import { AppointmentsSheet } from '../concierge/ui/appointments-sheet.tsx';
import { ChosenPerson } from '../concierge/ui/chosen-person.tsx';
import { LOOKS, type Look } from '../concierge/domain/find-people.ts';
import { PeopleList } from '../concierge/ui/people-list.tsx';
import { CareSheet } from '../queue/ui/care-sheet.tsx';
import { DeskTicketSheet, IssuedSheet } from '../queue/ui/desk-ticket-sheet.tsx';
import { LeaveHallSheet } from '../queue/ui/leave-hall-sheet.tsx';
import { KeyListSheet } from '../queue/ui/key-list-sheet.tsx';
import { FrozenStrip, LedgeBar, NoticeBanner } from '../queue/ui/ledge-bar.tsx';
import { PaperSheet } from '../paper/ui/paper-sheet.tsx';
import { NextPanel } from '../queue/ui/next-panel.tsx';
import { QueueList } from '../queue/ui/queue-list.tsx';
import type { Preferences } from '../session/adapters/local-preferences.ts';
import { PasskeySheet } from '../session/ui/passkey-sheet.tsx';
import { LeaveSheet } from '../session/ui/leave-sheet.tsx';
import { useEverySecond, useStore } from '../session/ui/use-store.ts';
import { useWorld } from '../session/ui/world.tsx';
import { dayAt } from '../statistics/domain/days.ts';
import { StatisticsPanel } from '../statistics/ui/statistics-panel.tsx';
import { words } from '../wording.ts';
import { ConsoleBeam, type Tab } from './console-beam.tsx';
import { useActs, type OpenSheet } from './use-acts.ts';
import { useKeys } from './use-keys.ts';

const emptyHall = { waiting: [], everybody: [], chosen: null, held: [], missed: [], back: null, here: null, next: null, perZone: [], longestWaitMinutes: 0 } as const;

/** The whole console on one screen: queue or conversation, the person at the counter, who comes next. */
export function ConsoleScreen({ preferences, prefer, resumed }: { preferences: Preferences; prefer: (next: Preferences) => void; /** a 聞き取り was under way when the session was lost */ resumed: boolean }) {
  const { session, streams, desk, talk, counter, hallNow, signOut } = useWorld();
  const picture = useStore(streams.picture);
  const { notice, last, busy } = useStore(desk.state);
  const hallMs = useEverySecond(hallNow, picture.health.status);
  const [tab, setTab] = useState<Tab>('queue');
  const [sheet, setSheet] = useState<OpenSheet | null>(resumed ? 'heard' : null);
  const [booked, setBooked] = useState<AppointmentEntry | null>(null);
  const [issued, setIssued] = useState<DeskTicketIssued | null>(null);
  const [wanted, setWanted] = useState('');
  const [searching, setSearching] = useState(false);
  const [chosen, setChosen] = useState<TicketId | null>(null);
  const [look, setLook] = useState<Look>('all');
  const [large, setLarge] = useState(false);
  const [wiped, setWiped] = useState(false);
  const today = dayAt(hallMs);
  const [dayWanted, setDay] = useState<string | null>(null);
  const [table, setTable] = useState(false);
  const day = dayWanted ?? today;
  const [picked, setPicked] = useState<Language | null>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const writeBox = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLElement>(null);

  const hall = picture.console === null ? emptyHall : viewHall(picture.console, counter, { chosen, staffId: session.staffId });
  const captionsOpen = picture.captions?.open === true;
  const situation: Situation = { role: session.role, seated: counter !== null, hall, last, chosen, captionsOpen, helpWanted: picture.console?.help?.length ?? 0, printers: picture.console?.printers?.length ?? 0, hallMs };
  const language = picked ?? hall.here?.language ?? 'ja';
  const phrases = usePhrases(picture.captions);
  const acts = useActs({ situation, picture, tab, setTab, setSheet, setSearching, day, today, setDay: (next) => setDay(next === today ? null : next), table, setTable, look: (number) => { const next = LOOKS[number - 1]; if (next !== undefined) setLook(next); }, phrases, large, setLarge, language, searchBox, writeBox, panel });
  useKeys({ tab, letters: preferences.letters }, acts.mean, () => desk.hush());
  // What one visitor needed says nothing about the next.
  useEffect(() => { setPicked(null); setLarge(false); }, [hall.here?.ticketId]);
  const wasOpen = useRef(false);
  // The hall closes the conversation also by itself: when the visit is finished, or when nobody speaks for long.
  useEffect(() => {
    if (picture.captions === null || captionsOpen === wasOpen.current) return;
    wasOpen.current = captionsOpen;
    setWiped(!captionsOpen);
    if (!captionsOpen) { talk.stop(true); desk.say({ t: 'words', text: words.captions.wiped, tone: 'done' }); }
  }, [picture.captions, captionsOpen, desk, talk]);
  useEffect(() => { if (captionsOpen && tab === 'captions') writeBox.current?.focus(); }, [captionsOpen, tab]);
  const choose = useCallback((id: TicketId) => setChosen(id), []);
  useEffect(() => {
    if (notice === null || (notice.t !== 'done' && notice.t !== 'words')) return;
    const timer = setTimeout(() => desk.hush(notice.n), UNDO_SECONDS * 1_000);
    return () => clearTimeout(timer);
  }, [desk, notice]);
  const caredFor = hall.chosen;
  const moved = hall.here ?? hall.chosen;
  const frozen = picture.health.status === 'frozen';

  return (
    <div className={`console${frozen ? ' is-frozen' : ''}`}>
      <ConsoleBeam tab={tab} show={acts.show} closed={(one) => closedTo(one, situation) !== null} passkeysOpen={sheet === 'passkeys'} hallMs={hallMs} captionsOpen={captionsOpen} dark={preferences.theme === 'dark'} setDark={(dark) => prefer({ ...preferences, theme: dark ? 'dark' : 'light' })} signOut={() => { if (hall.here === null) signOut(); else setSheet('leave'); }} press={acts.press} />
      <FrozenStrip health={picture.health} />
      <main>
        {tab === 'statistics' ? <StatisticsPanel day={day} today={today} table={table} press={acts.press} /> : tab === 'captions'
          ? <CaptionPanel view={picture.captions} wiped={wiped} language={language} large={large} setLanguage={setPicked} setLarge={setLarge} press={acts.press} phrases={phrases} writeBox={writeBox} />
          : picture.console === null ? <section className="queue"><p className="nobody" role="status">{words.queue.loading}</p></section>
            : counter === null ? <PeopleList hall={hall} hallMs={hallMs} look={look} setLook={setLook} wanted={wanted} setWanted={setWanted} searchBox={searchBox} chosen={chosen} choose={choose} press={acts.press} />
            : <QueueList hall={hall} hallMs={hallMs} wanted={wanted} setWanted={setWanted} searchBox={searchBox} searching={searching} setSearching={setSearching} chosen={chosen} choose={choose} call={acts.call} press={acts.press} />}
        {tab === 'queue' && counter === null && picture.console !== null && <ChosenPerson situation={situation} state={picture.console} busy={busy} press={acts.press} />}
        {tab !== 'statistics' && counter !== null && <PersonPanel situation={situation} busy={busy} press={acts.press} panel={panel} inQueue={tab === 'queue'} />}
        {tab !== 'statistics' && counter !== null && picture.console !== null && <NextPanel inQueue={tab === 'queue'} situation={situation} state={picture.console} busy={busy} press={acts.press} call={acts.call} rejoin={acts.rejoin} />}
      </main>
      <NoticeBanner notice={notice} close={() => desk.hush()} />
      <LedgeBar health={picture.health} state={picture.console} notice={notice} last={last} hallMs={hallMs} undo={() => acts.press('undo')} helpDone={(series) => void desk.helpDone(series)} papers={() => acts.press('papers')} papersKey={tab === 'queue'} />
      <span id="queue-enter" hidden>{words.queue.callThis}</span>
      {sheet === 'papers' && picture.console !== null && <PaperSheet state={picture.console} person={hall.chosen ?? hall.here} here={hall.here?.status === 'serving' ? hall.here : null} busy={busy} close={() => setSheet(null)} desk={desk} notice={notice} />}
      {sheet === 'keys' && <KeyListSheet close={() => setSheet(null)} letters={preferences.letters} setLetters={(letters) => prefer({ ...preferences, letters })} />}
      {sheet === 'desk-ticket' && <DeskTicketSheet hallMs={hallMs} from={booked} close={() => { setSheet(null); setBooked(null); }} issue={desk.issue} />}
      {sheet === 'appointments' && <AppointmentsSheet entries={picture.console?.appointments ?? []} hallMs={hallMs} busy={busy} close={() => setSheet(null)} mark={(reference, act) => void desk.mark(reference, act).then((marked) => { if (!marked) setSheet(null); })} give={(entry) => { setBooked(entry); setSheet('desk-ticket'); }} />}
      {sheet === 'care' && caredFor !== null && <CareSheet ticket={caredFor} close={() => setSheet(null)} set={(care) => { setSheet(null); void desk.care(caredFor.ticketId, care); }} />}
      {sheet === 'hold' && hall.here !== null && <HoldSheet ticket={hall.here} close={() => setSheet(null)} hold={(keeper) => { setSheet(null); if (hall.here !== null) void desk.act('hold', hall.here.ticketId, { keeper }); }} />}
      {sheet === 'leave-hall' && hall.chosen !== null && <LeaveHallSheet ticket={hall.chosen} hallMs={hallMs} close={() => setSheet(null)} leave={(until) => { setSheet(null); if (hall.chosen !== null) void desk.act('leave', hall.chosen.ticketId, { until }); }} />}
      {sheet === 'passkeys' && <PasskeySheet close={() => setSheet(null)} />}
      {sheet === 'transfer' && moved !== null && <TransferSheet ticket={moved} close={() => setSheet(null)} transfer={(to) => { setSheet(null); void desk.act('transfer', moved.ticketId, { to }); }} />}
      {sheet === 'heard' && <HeardSheet free={hall.here === null} close={() => setSheet(null)} issued={setIssued} send={(intake) => desk.hear(intake, hallNow() + UNDO_SECONDS * 1_000)} />}
      {sheet === 'leave' && hall.here !== null && <LeaveSheet here={hall.here} stay={() => setSheet(null)} leave={signOut} />}
      {issued !== null && <IssuedSheet ticket={issued} close={() => setIssued(null)} />}
      {sheet === 'microphone' && acts.engine !== null && <MicrophoneSheet soundGoesTo={acts.engine.soundGoesTo} close={() => setSheet(null)} start={() => { setSheet(null); acts.startMicrophone(); }} />}
    </div>
  );
}
