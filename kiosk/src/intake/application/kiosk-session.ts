import type { IntakeAccepted, IntakeId, PaperView } from '@engawa/reception/contract';
import type { CardReader, CardReading, GlyphCheck } from '../ports.ts';
import { nextIntake } from '../domain/next-intake.ts';
import { freshIntake, isAwaited, type Intake, type IntakeEffect, type IntakeInput } from '../domain/visit.ts';
import { submitIntake, type SubmitDependencies } from './submit-intake.ts';

export interface SessionDependencies extends SubmitDependencies {
  reader: CardReader;
  glyphs: GlyphCheck;
  /** how the paper of this ticket is; null: the hall does not answer now */ paper: (secret: string) => Promise<PaperView | null>;
  every: (ms: number, act: () => void) => () => void;
  sound: (sound: 'success' | 'error' | 'idle') => void;
  /** the visit is over: everything outside the state that might remember this person. `somebody`: more than the list of procedures was looked at, so that memory may hold something of theirs */
  forget: (somebody: boolean) => void;
}

export interface KioskSession {
  state(): Intake;
  subscribe(listener: () => void): () => void;
  dispatch(input: IntakeInput): void;
  /** the hall server took an intake: people ahead and clock range, if its ticket is still on the screen */
  accepted(intakeId: string, answer: IntakeAccepted): void;
  stop(): void;
}

/** Runs the machine of a visit: inputs in, effects out to reader, number desk, outbox and loudspeaker. */
export const startSession = (deps: SessionDependencies): KioskSession => {
  let intake = freshIntake(deps.nowMs());
  const listeners = new Set<() => void>();

  /** Readings begun so far. The answer to one that was called off reaches nobody: the card may lie there still, and the next person stand before it. */
  let reading = 0;
  /** Since the last forgetting somebody has come further than the list of procedures. */
  let somebody = false;

  const read = (insertion: string, answer: Promise<CardReading>): void => {
    reading += 1;
    const mine = reading;
    void answer.then((found) => { if (mine === reading) dispatch({ do: 'read', insertion, reading: found }); });
  };

  /** A letter without a glyph puts its value in doubt by itself. */
  const look = async ({ intakeId, texts }: Extract<IntakeEffect, { do: 'look-at-letters' }>): Promise<void> => {
    await deps.glyphs.settled(texts.map(({ value }) => value).join(''));
    dispatch({ do: 'letters', intakeId, looked: texts.map(({ key, value }) => ({ key, value, shown: deps.glyphs.look(value).every(({ drawn }) => drawn === 'exact') })) });
  };

  const dispatch = (input: IntakeInput): void => {
    const step = nextIntake({ city: deps.city, nowMs: deps.nowMs() }, intake, input);
    const changed = step.intake !== intake;
    intake = step.intake;
    somebody ||= intake.scene.at !== 'idle' && intake.scene.at !== 'choose';
    for (const effect of step.effects) {
      switch (effect.do) {
        case 'read-card': read(effect.insertion, deps.reader.read({ pin: effect.pin, insertion: effect.insertion, purpose: 'prefill-forms' })); break;
        case 'read-card-b': read(effect.insertion, deps.reader.readB({ number: effect.number, insertion: effect.insertion, purpose: 'prefill-forms' })); break;
        case 'look-at-letters': void look(effect); break;
        case 'cancel-reading': reading += 1; deps.reader.cancel(); break;
        case 'submit': {
          const { intakeId } = effect.visit;
          submitIntake(deps, effect.visit, effect.language, dispatch).catch(() => dispatch({ do: 'number-refused', intakeId, why: 'not-saved' }));
          break;
        }
        case 'sound': if (intake.manner.sound) deps.sound(effect.sound); break;
        case 'forget': deps.forget(somebody); somebody = false; break;
      }
    }
    if (changed) for (const listener of listeners) listener();
  };

  let askingForPaper = false;
  /** A ticket that stands on the screen is followed until its paper is out. Nobody waits for it: the visitor may leave at any moment. */
  const followPaper = async (): Promise<void> => {
    const { scene } = intake;
    if (askingForPaper || scene.at !== 'ticket' || !isAwaited(scene.ticket)) return;
    askingForPaper = true;
    const { intakeId, secret } = scene.ticket;
    const paper = await deps.paper(secret).catch(() => null);
    askingForPaper = false;
    if (paper !== null) dispatch({ do: 'paper', intakeId, paper });
  };

  const unwatch = deps.reader.watch((tray) => dispatch({ do: 'tray', tray }));
  const stopTicking = deps.every(500, () => { dispatch({ do: 'tick' }); void followPaper(); });
  return {
    state: () => intake,
    subscribe: (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
    dispatch,
    accepted: (intakeId, { ahead, range }) => dispatch({ do: 'standing', intakeId: intakeId as IntakeId, standing: { ahead, fromMs: range ? Date.parse(range.from) : null, untilMs: range ? Date.parse(range.until) : null } }),
    stop: () => { unwatch(); stopTicking(); },
  };
};
