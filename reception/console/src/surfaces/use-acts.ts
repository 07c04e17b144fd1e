import type { Language, TicketId } from '@engawa/reception/contract';
import type { RefObject } from 'react';
import { flushSync } from 'react-dom';
import { closeCaptions, openCaptions } from '../captions/application/caption-desk.ts';
import type { Phrases } from '../captions/ui/use-phrases.ts';
import type { CaptionEngine } from '../captions/application/ports.ts';
import { formsPdfPath } from '../form/application/form-desk.ts';
import { closedTo, whyNot, type Act, type Situation } from '../queue/domain/acts.ts';
import type { Meaning } from '../queue/domain/key-map.ts';
import type { HallPicture } from '../session/application/hall-streams.ts';
import { dayAfter } from '../statistics/domain/days.ts';
import { useWorld } from '../session/ui/world.tsx';
import { words } from '../wording.ts';
import type { Tab } from './console-beam.tsx';

export type OpenSheet = 'keys' | 'desk-ticket' | 'appointments' | 'heard' | 'care' | 'hold' | 'transfer' | 'microphone' | 'leave' | 'leave-hall' | 'passkeys' | 'papers';

const SEEN_IN_QUEUE: ReadonlySet<Act> = new Set<Act>(['call-next', 'recall', 'no-show', 'serve', 'finish', 'finish-all', 'rejoin', 'hold', 'call-held', 'care', 'leave', 'cancel', 'undo', 'correct']);

export interface ActsDeps {
  situation: Situation; picture: HallPicture; tab: Tab; setTab: (tab: Tab) => void; setSheet: (sheet: OpenSheet | null) => void; setSearching: (on: boolean) => void;
  /** the day and the shape in which the statistics stand there */ day: string; today: string; setDay: (day: string) => void; table: boolean; setTable: (on: boolean) => void;
  /** the digit keys of a concierge's list */ look: (number: number) => void;
  phrases: Phrases;
  large: boolean; setLarge: (large: boolean) => void; language: Language;
  searchBox: RefObject<HTMLInputElement | null>; writeBox: RefObject<HTMLInputElement | null>; panel: RefObject<HTMLElement | null>;
}

export interface Acts {
  press(act: Act): void; mean(meaning: Exclude<Meaning, null>): void; call(ticketId: TicketId): void; rejoin(ticketId: TicketId): void;
  show(tab: Tab): void; startMicrophone(): void; readonly engine: CaptionEngine | null;
}

/** The BCP 47 tag that a recogniser needs: staff speak Japanese, the visitor perhaps another language. */
/** The recogniser's tag for each language. */
const HEARD_AS = { ja: 'ja-JP', 'ja-easy': 'ja-JP', en: 'en-US', zh: 'zh-CN', ko: 'ko-KR', vi: 'vi-VN', pt: 'pt-BR', fil: 'fil-PH' } as const satisfies Record<Language, string>;
const langOf = (language: Language) => (lane: 'staff' | 'visitor'): string => (lane === 'visitor' ? HEARD_AS[language] : 'ja-JP');

/** One way for keys and buttons: first whether the act is possible now, then the act. */
export function useActs(deps: ActsDeps): Acts {
  const { commands, desk, talk, engine, city } = useWorld();
  const { situation, picture, tab, setTab, setSheet } = deps;
  const here = situation.hall.here;

  const openConversation = async (large: boolean): Promise<void> => {
    if (desk.take(await openCaptions(commands, { visitorLanguage: deps.language, large })) === null) return;
    setTab('captions');
  };
  const wipe = async (): Promise<void> => {
    talk.stop(true);
    desk.take(await closeCaptions(commands));
  };
  const show = (next: Tab): void => { const closed = closedTo(next, situation); if (closed !== null) desk.say({ t: 'why-not', why: closed }); else setTab(next); };
  /** Drawn and focused before the next key: who types on at once loses no letter. */
  const goTo = (next: Tab, target: () => HTMLElement | null | undefined, change: () => void = () => {}): void => { flushSync(() => { setTab(next); change(); }); target()?.focus(); };

  const print = (ticketId: TicketId): void => {
    // Opened in the key press itself: a later window would count as a pop-up. The path holds an id, never a name.
    const page = window.open(formsPdfPath(ticketId), '_blank');
    if (page === null) desk.say({ t: 'words', text: words.person.printBlocked, tone: 'problem' }); else page.opener = null;
  };
  const switchMicrophone = (): void => {
    if (engine === null) return desk.say({ t: 'words', text: words.captions.micForbidden, tone: 'problem' });
    if (talk.state.get().listening === 'off' || talk.state.get().listening === 'down') setSheet('microphone');
    else talk.stop();
  };

  const press = (act: Act): void => {
    const why = whyNot(act, situation);
    // Somebody may have come who is not drawn yet: that nobody waits only the hall server knows.
    if (why !== null && why !== 'nobody-waiting') return desk.say({ t: 'why-not', why });
    // Whoever is called or served has to be seen.
    if (tab === 'statistics' && SEEN_IN_QUEUE.has(act)) setTab('queue');
    switch (act) {
      case 'call-next': return void desk.callNext();
      case 'recall': case 'no-show': case 'serve': case 'finish': return here === null ? undefined : void desk.act(act, here.ticketId);
      case 'print': return here === null ? undefined : print(here.ticketId);
      case 'csv': case 'csv-sjis': return deps.panel.current?.querySelectorAll<HTMLElement>(`[data-csv="${act === 'csv' ? 'utf-8' : 'shift_jis'}"]`).forEach((link) => link.click());
      case 'undo': return void desk.undo();
      case 'desk-ticket': return setSheet('desk-ticket');
      case 'appointments': return setSheet('appointments');
      case 'heard': return setSheet('heard');
      case 'care': return setSheet('care');
      case 'hold': return setSheet('hold');
      case 'transfer': return setSheet('transfer');
      case 'call-held': { const [first] = situation.hall.held; return first === undefined ? undefined : void desk.act('call', first.ticketId); }
      case 'finish-all': return here === null ? undefined : void desk.act('finish', here.ticketId, { all: true });
      case 'leave': return setSheet('leave-hall');
      case 'cancel': return situation.hall.chosen === null ? undefined : void desk.act('cancel', situation.hall.chosen.ticketId);
      case 'passkeys': return setSheet('passkeys');
      case 'papers': return setSheet('papers');
      case 'rejoin': return situation.hall.back === null ? undefined : void desk.act('rejoin', situation.hall.back.ticketId);
      case 'keys': return setSheet('keys');
      case 'help': { const first = picture.console?.help?.[0]; return first === undefined ? undefined : void desk.helpDone(first.series); }
      case 'search': return goTo('queue', () => deps.searchBox.current, () => deps.setSearching(true));
      case 'queue': return goTo('queue', () => document.querySelector<HTMLElement>('.queue [data-roving][tabindex="0"]'));
      case 'captions': if (!situation.captionsOpen) return void openConversation(deps.large); return goTo('captions', () => deps.writeBox.current);
      case 'correct': return deps.panel.current?.querySelector<HTMLElement>('.field-missing [data-edit], .field-differs [data-edit], [data-edit]')?.focus();
      case 'write': return deps.writeBox.current?.focus();
      case 'lane': return talk.useLane(talk.state.get().lane === 'staff' ? 'visitor' : 'staff');
      case 'microphone': return switchMicrophone();
      case 'large': deps.setLarge(picture.captions?.large !== true); return void openConversation(picture.captions?.large !== true);
      case 'phrases': return deps.phrases.next();
      case 'find-phrase': return document.getElementById('phrase-search')?.focus();
      case 'wipe': return void wipe();
      case 'statistics': return setTab('statistics');
      case 'day-before': return deps.setDay(dayAfter(deps.day, -1));
      case 'day-after': return deps.day >= deps.today ? desk.say({ t: 'words', text: words.statistics.noLaterDay, tone: 'problem' }) : deps.setDay(dayAfter(deps.day, 1));
      case 'table': return deps.setTable(!deps.table);
      default: return act satisfies never;
    }
  };

  const phrase = (number: number): void => {
    if (situation.captionsOpen) deps.phrases.say(number);
  };
  const field = (number: number): void => { deps.panel.current?.querySelector<HTMLElement>(`[data-number="${number}"]`)?.click(); };

  return {
    press, show, engine,
    call: (ticketId) => { if (here !== null) desk.say({ t: 'why-not', why: 'somebody-here' }); else void desk.act('call', ticketId); },
    rejoin: (ticketId) => void desk.act('rejoin', ticketId),
    mean: (meaning) => { if (meaning.t === 'act') press(meaning.act); else if (tab === 'captions') phrase(meaning.number); else if (tab === 'queue' && situation.seated) field(meaning.number); else if (tab === 'queue') deps.look(meaning.number); },
    startMicrophone: () => { if (engine !== null) void talk.listen(engine, langOf(deps.language), city.quickPhrases.map((p) => p.ja)); },
  };
}
