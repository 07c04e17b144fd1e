import { ActDone, AppointmentMarked, DeskTicketIssued, type ActDetail, type AppointmentAct, type AppointmentReference, type CareReason, type HeardIntake, type IssueDeskTicket, type Problem, type TicketAct, type TicketId, type Zone } from '@engawa/reception/contract';
import { NO_CONTENT, type CommandSender } from '../../session/application/command-sender.ts';
import type { Outcome } from '../../session/application/ports.ts';
import { createStore, type Store } from '../../session/application/store.ts';
import type { LastAct, WhyNot } from '../domain/acts.ts';

/** What the console has to say to the clerk now; `n` makes the same sentence news again. */
export type Notice = { readonly n: number } & (
  | { readonly t: 'done'; readonly act: TicketAct | 'issue' | 'care' | 'paper' | 'slip'; readonly zone: Zone | null; readonly label: string }
  | { readonly t: 'refused'; readonly problem: Problem }
  | { readonly t: 'unreachable' }
  | { readonly t: 'why-not'; readonly why: WhyNot }
  | { readonly t: 'words'; readonly text: string; readonly tone: 'done' | 'problem' });

type News = Notice extends infer N ? N extends { readonly n: number } ? Omit<N, 'n'> : never : never;

export interface DeskState { readonly notice: Notice | null; readonly last: LastAct | null; readonly busy: boolean }

export interface Desk {
  readonly state: Store<DeskState>;
  callNext(): Promise<void>;
  act(act: TicketAct, ticketId: TicketId, detail?: ActDetail): Promise<void>;
  /** 配慮; null takes it back */ care(ticketId: TicketId, care: CareReason | null): Promise<void>;
  /** 予約 marked by hand; false: it was refused, and the notice says why */ mark(reference: AppointmentReference, act: AppointmentAct): Promise<boolean>;
  undo(): Promise<void>;
  issue(issue: IssueDeskTicket): Promise<DeskTicketIssued | null>;
  /** 聞き取り; what is served at once can be taken back until `undoUntilMs` */
  hear(intake: HeardIntake, undoUntilMs: number): Promise<Outcome<DeskTicketIssued>>;
  /** somebody goes to the kiosk that called for staff */
  helpDone(series: number): Promise<void>;
  /** prints one more paper of this ticket, or a 受付票 */ printPaper(ticketId: TicketId, kind: 'ticket' | 'slip'): Promise<void>;
  /** `settled`: somebody looked at it; `cancel`: takes back what still waits */ paperJob(jobId: string, what: 'settled' | 'cancel'): Promise<void>;
  say(news: News): void;
  /** says what went wrong and gives the value when all went well */
  take<T>(outcome: Outcome<T>): T | null;
  /** takes the notice away; with `n` only when it is still that one */
  hush(n?: number): void;
}

/** The clerk's acts on tickets. One act at a time: a second press while the first is under way does nothing. */
export function createDesk(deps: { commands: CommandSender; zoneOf: (ticketId: TicketId) => Zone | null }): Desk {
  const state = createStore<DeskState>({ notice: null, last: null, busy: false });
  let count = 0;

  const say = (news: News): void => {
    count += 1;
    state.set({ ...state.get(), notice: { ...news, n: count } as Notice });
  };

  const take = <T>(outcome: Outcome<T>): T | null => {
    if (outcome.kind === 'done') return outcome.value;
    say(outcome.kind === 'refused' ? { t: 'refused', problem: outcome.problem } : { t: 'unreachable' });
    return null;
  };

  const alone = async (work: () => Promise<void>): Promise<void> => {
    if (state.get().busy) return;
    state.set({ ...state.get(), busy: true });
    try { await work(); } finally { state.set({ ...state.get(), busy: false }); }
  };

  const perform = (act: TicketAct, path: string, body: ActDetail = {}): Promise<void> => alone(async () => {
    const done = take(await deps.commands.command({ method: 'POST', path, body, answer: ActDone }));
    if (done === null) return;
    const zone = deps.zoneOf(done.ticketId);
    const last = act === 'undo' ? null
      : { act, ticketId: done.ticketId, label: done.label, zone, undoUntilMs: done.undoUntil === null ? null : Date.parse(done.undoUntil) };
    state.set({ ...state.get(), last });
    say({ t: 'done', act, zone, label: done.label });
  });

  const act = (name: TicketAct, ticketId: TicketId, detail: ActDetail = {}): Promise<void> => perform(name, `/api/staff/tickets/${encodeURIComponent(ticketId)}/${name}`, detail);

  return {
    state, say, take, act,
    callNext: () => perform('call', '/api/staff/call-next'),
    care: (ticketId, care) => alone(async () => {
      const done = take(await deps.commands.command({ method: 'POST', path: `/api/staff/tickets/${encodeURIComponent(ticketId)}/care`, body: { care }, answer: ActDone }));
      if (done !== null) say({ t: 'done', act: 'care', zone: deps.zoneOf(done.ticketId), label: done.label });
    }),
    mark: async (reference, name) => {
      let marked = false;
      await alone(async () => { marked = take(await deps.commands.command({ method: 'POST', path: `/api/staff/appointments/${encodeURIComponent(reference)}/${name}`, body: {}, answer: AppointmentMarked })) !== null; });
      return marked;
    },
    undo: async () => {
      const { last } = state.get();
      if (last === null) say({ t: 'why-not', why: 'nothing-to-undo' });
      else await act('undo', last.ticketId as TicketId);
    },
    issue: async (issue) => {
      let issued: DeskTicketIssued | null = null;
      await alone(async () => {
        issued = take(await deps.commands.command({ method: 'POST', path: '/api/staff/tickets', body: issue, answer: DeskTicketIssued }));
      });
      return issued;
    },
    hear: async (intake, undoUntilMs) => {
      const outcome = await deps.commands.command({ method: 'POST', path: '/api/staff/intakes', body: intake, answer: DeskTicketIssued });
      if (outcome.kind === 'done') {
        const { ticketId, label, zone } = outcome.value;
        if (intake.serveNow) state.set({ ...state.get(), last: { act: 'serve', ticketId, label, zone, undoUntilMs } });
        say({ t: 'done', act: intake.serveNow ? 'serve' : 'issue', zone, label });
      } else if (outcome.kind === 'refused' && outcome.problem.code === 'not-signed-in') take(outcome);
      return outcome;
    },
    helpDone: async (series) => { take(await deps.commands.command({ method: 'POST', path: `/api/staff/help/${series}/done`, body: {}, answer: NO_CONTENT })); },
    printPaper: (ticketId, kind) => alone(async () => {
      const done = take(await deps.commands.command({ method: 'POST', path: `/api/staff/tickets/${encodeURIComponent(ticketId)}/${kind === 'slip' ? 'slip' : 'paper'}`, body: {}, answer: ActDone }));
      if (done !== null) say({ t: 'done', act: kind === 'slip' ? 'slip' : 'paper', zone: deps.zoneOf(done.ticketId), label: done.label });
    }),
    paperJob: (jobId, what) => alone(async () => { take(await deps.commands.command({ method: 'POST', path: `/api/staff/print-jobs/${encodeURIComponent(jobId)}/${what}`, body: {}, answer: NO_CONTENT })); }),
    hush: (n) => { if (n === undefined || state.get().notice?.n === n) state.set({ ...state.get(), notice: null }); },
  };
}
