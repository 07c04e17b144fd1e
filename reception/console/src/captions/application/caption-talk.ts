import type { CaptionEvent, Lane, UtteranceId } from '@engawa/reception/contract';
import { createStore, type Store } from '../../session/application/store.ts';
import type { Clock } from '../../session/application/ports.ts';
import { engineEnded, engineRefused, engineRestarted, engineResult, engineStarting, isSilent, watchEngine, type EngineHealth } from '../domain/engine-health.ts';
import { isRepeated, type LastFinal } from '../domain/repeated-finals.ts';
import { finishHearing, hearHypothesis, nothingHeard, type Stabilised } from '../domain/stabiliser.ts';
import type { CaptionEngine, CaptionSink, Heard, Running } from './ports.ts';

/** Ids of the ways of writing that need no recogniser and are always there. */
export const TYPED = 'typed';
export const PHRASE = 'phrase';

export interface TalkState {
  readonly lane: Lane;
  /** `silent`: it runs, but nothing was understood for a while */
  readonly listening: 'off' | 'starting' | 'silent' | 'on' | 'down';
  /** sentences that the hall did not take: the clerk gets them back to send again */
  readonly unsent: string | null;
}

export interface CaptionTalk {
  readonly state: Store<TalkState>;
  useLane(lane: Lane): void;
  /** in the lane that is written in, or in that of who says a phrase */
  write(text: string, engine?: typeof TYPED | typeof PHRASE, by?: Lane): Promise<boolean>;
  correct(utt: UtteranceId, rev: number, text: string): Promise<boolean>;
  listen(engine: CaptionEngine, langOf: (lane: Lane) => string, phrases: readonly string[]): Promise<void>;
  /** stops the microphone; `wipe` also forgets everything heard so far */
  stop(wipe?: boolean): void;
  tick(): void;
}

interface Open { readonly part: string; readonly utt: UtteranceId; readonly lane: Lane; rev: number; heard: Stabilised }

const firstState: TalkState = { lane: 'staff', listening: 'off', unsent: null };

/** Turns what people type and what an engine hears into caption events. Keeps nothing beyond the open utterance. */
export function createCaptionTalk(deps: { sink: CaptionSink; newUtt: () => UtteranceId; clock: Clock }): CaptionTalk {
  const state = createStore<TalkState>(firstState);
  let open: Open | null = null;
  let last: LastFinal | null = null;
  let health: EngineHealth | null = null;
  let running: { engine: CaptionEngine; machine: Running; langOf: (lane: Lane) => string; phrases: readonly string[] } | null = null;
  /** counts starts and stops: what an engine says after its stop belongs to nobody */
  let turn = 0;

  const send = async (event: CaptionEvent): Promise<boolean> => (await deps.sink.send(event)).ok;
  const tell = (engine: CaptionEngine, next: EngineHealth): void => {
    const down = next.state === 'down';
    if (health?.state !== next.state) void send({ t: 'state', engine: engine.id, state: next.state, soundGoesTo: down ? 'nowhere' : engine.soundGoesTo });
    health = next;
    if (down) { running?.machine.stop(); running = null; open = null; }
    state.set({ ...state.get(), listening: next.state === 'down' ? 'down' : next.state === 'live' ? 'on' : isSilent(next, deps.clock()) ? 'silent' : 'starting' });
  };

  const hypothesis = (engine: CaptionEngine, lang: string, heard: Extract<Heard, { t: 'hypothesis' }>): void => {
    if (open === null || open.part !== heard.part) {
      open = { part: heard.part, utt: deps.newUtt(), lane: state.get().lane, rev: 0, heard: nothingHeard };
    }
    if (heard.final) {
      // Not trimmed: committed letters, also a space in front, stay as they were shown.
      const text = finishHearing(open.heard, heard.text).slice(0, 500);
      const { utt, lane, rev } = open;
      open = null;
      if (text.trim() === '' || isRepeated(last, text, deps.clock())) return void (rev > 0 && send({ t: 'retract', utt }));
      last = { text, atMs: deps.clock() };
      return void send({ t: 'final', utt, rev, lane, lang, text, engine: engine.id });
    }
    open.heard = hearHypothesis(open.heard, heard.text);
    const { committed, live } = open.heard;
    void send({ t: 'partial', utt: open.utt, rev: open.rev, lane: open.lane, lang, stable: committed.slice(0, 500), unstable: live.slice(0, 500) });
    open.rev += 1;
  };

  const stop = (wipe = false): void => {
    turn += 1;
    if (running !== null) {
      running.machine.stop();
      void send({ t: 'state', engine: TYPED, state: 'live', soundGoesTo: 'nowhere' });
    }
    running = null;
    health = null;
    open = null;
    if (wipe) last = null;
    state.set(wipe ? firstState : { ...state.get(), listening: 'off' });
  };

  const listen = async (engine: CaptionEngine, langOf: (lane: Lane) => string, phrases: readonly string[]): Promise<void> => {
    stop();
    const mine = turn;
    // The lamp on both sides says where sound goes before the microphone opens.
    const told = await send({ t: 'state', engine: engine.id, state: 'degraded', soundGoesTo: engine.soundGoesTo });
    if (!told || mine !== turn) return;
    health = engineStarting(deps.clock());
    state.set({ ...state.get(), listening: 'starting' });
    const lane = state.get().lane;
    const lang = langOf(lane);
    const machine = await engine.start({ lane, lang, phrases }, (heard) => {
      if (mine !== turn || health === null) return;
      if (heard.t === 'hypothesis') { tell(engine, engineResult(health, deps.clock())); hypothesis(engine, lang, heard); }
      else if (heard.t === 'started') health = engineRestarted(health, deps.clock());
      else if (heard.t === 'refused') tell(engine, engineRefused(health));
      else {
        tell(engine, engineEnded(health, deps.clock()));
        if (health.state !== 'down') running?.machine.restart();
      }
    });
    // It may have been stopped, or refused, while it was starting.
    if (mine === turn && health.state !== 'down') running = { engine, machine, langOf, phrases }; else machine.stop();
  };

  return {
    state, listen, stop,
    useLane: (lane) => {
      if (lane === state.get().lane) return;
      state.set({ ...state.get(), lane });
      if (running !== null) void listen(running.engine, running.langOf, running.phrases);
    },
    write: async (text, engine = TYPED, by) => {
      const clean = text.trim().slice(0, 500);
      if (clean === '') return true;
      const sent = await send({ t: 'final', utt: deps.newUtt(), rev: 0, lane: by ?? state.get().lane, lang: 'ja', text: clean, engine });
      state.set({ ...state.get(), unsent: sent ? null : clean });
      return sent;
    },
    correct: (utt, rev, text) => send({ t: 'correct', utt, rev: rev + 1, text: text.trim().slice(0, 500), by: 'staff' }),
    tick: () => { if (running !== null && health !== null) tell(running.engine, watchEngine(health, deps.clock())); },
  };
}
