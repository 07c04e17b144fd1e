import { AT_A_COUNTER, mayRole, UNDO_SECONDS, type Right, type StaffRole, type TicketAct, type TicketId, type Zone } from '@engawa/reception/contract';
import type { HallView } from './hall-view.ts';

/** Everything a clerk can do by one key. */
export const ACTS = [
  'call-next', 'recall', 'no-show', 'serve', 'finish', 'print', 'csv', 'csv-sjis', 'undo', 'desk-ticket', 'appointments', 'heard', 'care', 'rejoin', 'leave', 'cancel', 'hold', 'call-held', 'transfer', 'finish-all',
  'captions', 'correct', 'search', 'keys', 'queue', 'lane', 'microphone', 'large', 'write', 'phrases', 'find-phrase', 'wipe', 'help',
  'statistics', 'day-before', 'day-after', 'table', 'passkeys', 'papers',
] as const;
export type Act = (typeof ACTS)[number];

/** Why an act is not possible now: the button stays, dashed, and says this. */
export type WhyNot =
  | 'not-your-role' | 'no-counter' | 'not-waiting' | 'at-a-counter'
  | 'nobody-waiting' | 'somebody-here' | 'nobody-here' | 'not-called' | 'not-serving' | 'no-form' | 'form-gone'
  | 'nobody-chosen' | 'nobody-missed' | 'nobody-held' | 'no-next-line' | 'nothing-to-undo' | 'no-captions' | 'no-help' | 'no-printer';

export interface LastAct { readonly act: Exclude<TicketAct, 'undo'>; readonly ticketId: string; readonly label: string; readonly zone: Zone | null; readonly undoUntilMs: number | null }

/** The right by which reception lets an act through (its web/routes.ts); null: a matter of this screen alone. */
const ACT_RIGHTS: Readonly<Record<Act, Right | null>> = {
  'call-next': 'serve', recall: 'serve', 'no-show': 'serve', serve: 'serve', finish: 'serve', 'finish-all': 'serve', hold: 'serve', 'call-held': 'serve',
  print: 'forms', csv: 'forms', 'csv-sjis': 'forms', correct: 'forms', heard: 'forms',
  'desk-ticket': 'receive', appointments: 'receive', care: 'receive', rejoin: 'receive', leave: 'receive', cancel: 'receive', transfer: 'receive', undo: 'receive', help: 'receive', papers: 'receive',
  captions: 'serve', lane: 'serve', microphone: 'serve', large: 'serve', write: 'serve', phrases: 'serve', 'find-phrase': 'serve', wipe: 'serve',
  statistics: 'statistics', 'day-before': 'statistics', 'day-after': 'statistics', table: 'statistics',
  search: null, keys: null, queue: null, passkeys: null,
};

/** Why nobody of this role, or nobody without a counter, may do this; null: they may. */
export function closedTo(act: Act, { role, seated }: Pick<Situation, 'role' | 'seated'>): 'not-your-role' | 'no-counter' | null {
  const right = ACT_RIGHTS[act];
  if (right === null) return null;
  return !mayRole(role, right) ? 'not-your-role' : !seated && AT_A_COUNTER.includes(right) ? 'no-counter' : null;
}

export interface Situation {
  readonly role: StaffRole;
  /** signed in at a counter */ readonly seated: boolean;
  readonly hall: HallView;
  readonly last: LastAct | null;
  /** the row of the list that the arrows stand on */ readonly chosen: TicketId | null;
  readonly captionsOpen: boolean;
  /** kiosks whose visitor calls for staff */
  readonly helpWanted: number;
  /** printers of paper tickets in this hall */
  readonly printers: number;
  readonly hallMs: number;
}

/** Seconds left to take back the last act, 0 when it stands; never more than the rule, whatever the clocks say. */
export const undoSecondsLeft = (last: LastAct | null, hallMs: number): number =>
  last === null || last.undoUntilMs === null ? 0 : Math.min(UNDO_SECONDS, Math.max(0, Math.ceil((last.undoUntilMs - hallMs) / 1_000)));

/** null: the act is possible. The hall server judges again; this only spares the clerk a refusal. */
export function whyNot(act: Act, situation: Situation): WhyNot | null {
  const closed = closedTo(act, situation);
  if (closed !== null) return closed;
  const { hall, last, captionsOpen, helpWanted, hallMs } = situation;
  switch (act) {
    case 'call-next': return hall.here !== null ? 'somebody-here' : hall.next === null ? 'nobody-waiting' : null;
    case 'recall': case 'no-show': return hall.here === null ? 'nobody-here' : hall.here.status === 'called' ? null : 'not-called';
    case 'serve': return hall.here === null ? 'nobody-here' : hall.here.status === 'called' ? null : 'not-called';
    case 'finish': return hall.here === null ? 'nobody-here' : hall.here.status === 'serving' ? null : 'not-serving';
    case 'print': case 'correct': case 'csv': case 'csv-sjis':
      if (hall.here === null) return 'nobody-here';
      if (hall.here.form !== 'ready') return hall.here.form === 'gone' ? 'form-gone' : 'no-form';
      // A form is opened only while its person is served: whoever does not come is read by nobody.
      return hall.here.status === 'serving' ? null : 'not-serving';
    case 'care': return hall.chosen === null ? 'nobody-chosen' : ['waiting', 'away', 'missed'].includes(hall.chosen.status) ? null : 'at-a-counter';
    case 'leave': return hall.chosen === null ? 'nobody-chosen' : hall.chosen.status === 'waiting' ? null : 'not-waiting';
    case 'cancel': return hall.chosen === null ? 'nobody-chosen' : ['waiting', 'away', 'missed'].includes(hall.chosen.status) || hall.held.includes(hall.chosen) ? null : 'at-a-counter';
    case 'hold': return hall.here === null ? 'nobody-here' : null;
    case 'call-held': return hall.here !== null ? 'somebody-here' : hall.held.length === 0 ? 'nobody-held' : null;
    case 'transfer': return hall.here !== null ? null : hall.chosen === null ? 'nobody-chosen' : hall.chosen.status === 'waiting' ? null : 'not-waiting';
    case 'finish-all': return hall.here === null ? 'nobody-here' : hall.here.status !== 'serving' ? 'not-serving' : hall.here.nextLine === null ? 'no-next-line' : null;
    case 'rejoin': return hall.back !== null ? null : !situation.seated && hall.chosen === null ? 'nobody-chosen' : 'nobody-missed';
    case 'papers': return situation.printers > 0 ? null : 'no-printer';
    case 'help': return helpWanted > 0 ? null : 'no-help';
    case 'undo': return undoSecondsLeft(last, hallMs) > 0 ? null : 'nothing-to-undo';
    case 'lane': case 'microphone': case 'large': case 'write': case 'phrases': case 'find-phrase': case 'wipe': return captionsOpen ? null : 'no-captions';
    case 'desk-ticket': case 'appointments': case 'heard': case 'captions': case 'search': case 'keys': case 'queue': case 'statistics': case 'day-before': case 'day-after': case 'table': case 'passkeys': return null;
  }
}
