import './ledge-bar.css';
import type { ConsoleState, ProblemCode } from '@engawa/reception/contract';
import { ActKey } from '../../design/act-key.tsx';
import { frozenSince, type LinkHealth } from '../../session/domain/link-health.ts';
import { doneSentence, lastActName, problemSentence, unreachableSentence, whyNotSentence, words } from '../../wording.ts';
import { LedgePaper } from '../../paper/ui/ledge-paper.tsx';
import type { Notice } from '../application/desk.ts';
import { undoSecondsLeft, type LastAct } from '../domain/acts.ts';
import { clockText } from '../domain/clock-text.ts';

const w = words.ledge;

export const noticeSentence = (notice: Notice): string => {
  switch (notice.t) {
    case 'done': return doneSentence(notice.act, `${notice.zone ?? ''}${notice.label}`);
    case 'refused': return problemSentence(notice.problem);
    case 'unreachable': return unreachableSentence;
    case 'why-not': return whyNotSentence(notice.why);
    case 'words': return notice.text;
    default: return notice satisfies never;
  }
};

const isProblem = (notice: Notice): boolean => notice.t === 'refused' || notice.t === 'unreachable' || notice.t === 'why-not' || (notice.t === 'words' && notice.tone === 'problem');
/** refusals after which only a person elsewhere can help stand in the alarm colour, the others as notes */
const isAlarm = (notice: Notice): boolean => notice.t === 'unreachable' || (notice.t === 'refused' && (['internal', 'client-too-old', 'forbidden-origin'] satisfies ProblemCode[] as ProblemCode[]).includes(notice.problem.code));

/** What stands above the ledge until the clerk goes on: a refusal and what to do. */
export function NoticeBanner({ notice, close }: { notice: Notice | null; close: () => void }) {
  const shown = notice !== null && isProblem(notice);
  return (
    <div className="banner-place" role="alert">
      {shown && <p key={notice.n} className={`banner ${isAlarm(notice) ? 'banner-alarm' : 'banner-note'}`}><span>{noticeSentence(notice)}</span><ActKey label={words.keys.close} cap="Esc" onPress={close} /></p>}
    </div>
  );
}

/** Over grey numbers: since when the screen is out of date, and that the clerk need do nothing. */
export function FrozenStrip({ health }: { health: LinkHealth }) {
  const since = frozenSince(health);
  return <div role="alert">{since !== null && <p className="frozen-strip"><b>✕ {w.frozen(clockText(since))}</b><span>{w.frozenMore}</span></p>}</div>;
}

/** The ledge: is the hall connected, what is broken, who calls for help, and the last act with its seconds of undo. */
export function LedgeBar({ health, state, notice, last, hallMs, undo, helpDone, papers, papersKey }: { health: LinkHealth; state: ConsoleState | null; notice: Notice | null; last: LastAct | null; hallMs: number; undo: () => void; helpDone: (series: number) => void; /** opens what is known of paper */ papers: () => void; /** its key counts here */ papersKey: boolean }) {
  const seconds = undoSecondsLeft(last, hallMs);
  return (
    <footer className="ledge console-ledge">
      <Health health={health} />
      {state !== null && <HallState state={state} />}
      {state !== null && <LedgePaper state={state} open={papers} hasKey={papersKey} />}
      {state?.help?.map((h) => <span key={h.series} className="ledge-help" role="status"><b>{w.help(h.series)}</b> <ActKey label={words.help.go} cap="H" onPress={() => helpDone(h.series)} /></span>)}
      <span className="ledge-end">
        <span role="status" className="ledge-said">{notice !== null && !isProblem(notice) && noticeSentence(notice)}</span>
        {last !== null && seconds > 0 && <button type="button" className="ledge-undo" aria-keyshortcuts="Control+Z" onClick={undo}><span className="visually-hidden">{w.last}{last.zone}{last.label} {lastActName(last.act)}</span> <kbd aria-hidden="true">Ctrl</kbd> <kbd aria-hidden="true">Z</kbd> {w.undo(seconds)}</button>}
      </span>
    </footer>
  );
}

function Health({ health }: { health: LinkHealth }) {
  const since = frozenSince(health);
  if (since !== null) return <span className="ledge-frozen"><b>✕ {w.frozen(clockText(since))}</b></span>;
  return <span role="status">{health.status === 'live' ? `● ${w.live}` : `○ ${w.connecting}`}</span>;
}

function HallState({ state }: { state: ConsoleState }) {
  const kiosks = state.kiosks.filter((k) => k.connected).length;
  const open = state.counters.filter((c) => c.staffName !== null).length;
  const boards = state.boards.filter((b) => b.connected).length;
  const pending = state.kiosks.reduce((sum, k) => sum + k.pending, 0);
  const out = [...state.kiosks.filter((k) => !k.connected).map((k) => w.kioskOut(k.series)), ...state.boards.filter((b) => !b.connected).map((b) => w.boardOut(b.name))];
  return (
    <>
      <span>{w.counters} <b>{open}／{state.counters.length}</b></span>
      <span>{w.kiosks} <b>{kiosks}／{state.kiosks.length}</b></span>
      <span>{w.boards} <b>{boards}／{state.boards.length}</b></span>
      {pending > 0 && <span>{w.pending(pending)}</span>}
      {out.length > 0 && <span className="ledge-out" title={out.join('・')}><b>✕ {out.join('・')}</b></span>}
    </>
  );
}
