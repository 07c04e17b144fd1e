import { dayInTokyo, MAX_PROCEDURES, ruleFaults, type IntakeId, type ProcedureId } from '@engawa/reception/contract';
import { nextPersonOf } from './card-reading.ts';
import { playCard, startCard } from './card-scenes.ts';
import { guidePages } from './guide.ts';
import { checkNames, playNameCheck, textsToLookAt, withLooked } from './name-check.ts';
import { startQuestions, startTyping, type Turn } from './onward.ts';
import { changeValue, fromNavigator, fromPhone, prefillForms, proceduresOf, type CityToday, type Values } from './prefill-forms.ts';
import { fixField, fixProcedure, nextPage, openFields, previousPage } from './question-scenes.ts';
import { thank, tick, wipe } from './passing-time.ts';
import { freshIntake, SHOWN, type CityAndTime, type Intake, type IntakeEffect, type IntakeInput, type Scene, type Step, type Visit } from './visit.ts';

const newVisit = (intakeId: IntakeId, procedures: readonly ProcedureId[]): Visit =>
  ({ intakeId, procedures, by: 'typing', values: {}, cards: [] });

const stay = (scene: Scene): Turn => ({ scene, effects: [] });

/** Procedures without a form need no writing: straight to the number. */
const withProcedures = (city: CityToday, intake: Intake, intakeId: IntakeId, procedures: readonly ProcedureId[]): Turn => {
  const visit = newVisit(intakeId, procedures);
  return proceduresOf(city, procedures).some((procedure) => procedure.hasForm) ? stay({ at: 'how', visit }) : submit(intake, visit);
};

/** What to know beforehand, where a form has something to say, then the question about the card. */
const opening = (city: CityToday, turn: Turn): Turn =>
  turn.scene.at === 'how' && guidePages(city, turn.scene.visit, 'first').length > 0 ? stay({ at: 'guide', visit: turn.scene.visit, moment: 'first', page: 0 }) : turn;

const submit = (intake: Intake, visit: Visit): Turn =>
  ({ scene: { at: 'submitting', visit, wait: null }, effects: [{ do: 'submit', visit, language: intake.manner.language }] });

const begin = (city: CityToday, intake: Intake, input: Extract<IntakeInput, { do: 'begin' }>): Turn => {
  const here = city.procedures.filter(({ zone, comesWith }) => zone === input.zone && comesWith === undefined);
  const only = here.length === 1 ? here[0] : undefined;
  if (only && !only.hasForm) return withProcedures(city, intake, input.intakeId, [only.id]);
  return stay({ at: 'choose', zone: input.zone, intakeId: input.intakeId, procedures: only ? [only.id] : [] });
};

/** Only procedures of this city; without any the screen stays. What comes from a phone goes on where it is not complete. */
const beginWith = (city: CityToday, intake: Intake, input: Extract<IntakeInput, { do: 'begin-with' }>): Turn => {
  const procedures = [...new Set(input.procedures)].filter((id) => city.procedures.some((procedure) => procedure.id === id && procedure.comesWith === undefined)).slice(0, MAX_PROCEDURES);
  if (procedures.length === 0) return stay(intake.scene);
  const started = withProcedures(city, intake, input.intakeId, procedures);
  if (started.scene.at !== 'how') return started;
  const taken = intake.scene.at === 'navigator' ? fromNavigator : fromPhone;
  const given = input.values === undefined ? {} : taken(city, procedures, input.values);
  const visit: Visit = { ...started.scene.visit, values: given, given };
  if (input.by === 'card') return startCard(intake.tray, visit);
  if (input.by === 'phone') return stay(startQuestions(city, { ...visit, by: 'phone', values: prefillForms(city, procedures, null, given) }));
  return input.by === 'typing' ? stay(startTyping(city, visit)) : opening(city, stay({ at: 'how', visit }));
};

const forAnother = (visit: Visit, yes: boolean): Visit => {
  const { 'applicant.role': _before, ...rest } = visit.given ?? {};
  const given: Values = yes ? { ...rest, 'applicant.role': { value: 'proxy', source: 'visitor' } } : rest;
  return { ...visit, given, values: given };
};

const toggle = (list: readonly ProcedureId[], id: ProcedureId): ProcedureId[] =>
  list.includes(id) ? list.filter((other) => other !== id) : list.length < MAX_PROCEDURES ? [...list, id] : [...list];

const toChoice = (city: CityToday, visit: Visit): Scene => {
  const zone = proceduresOf(city, visit.procedures)[0]?.zone;
  return zone ? { at: 'choose', zone, intakeId: visit.intakeId, procedures: visit.procedures } : { at: 'idle' };
};

/** One page of the guide on or back. Before the first page lie the choice or the review, behind the last one the card or the number. */
const onGuide = (city: CityToday, intake: Intake, scene: Extract<Scene, { at: 'guide' }>, by: 1 | -1): Turn => {
  const { visit, moment } = scene;
  const page = scene.page + by;
  if (page < 0) return stay(moment === 'first' ? toChoice(city, visit) : { at: 'review', visit });
  if (page < guidePages(city, visit, moment).length) return stay({ ...scene, page });
  return moment === 'first' ? stay({ at: 'how', visit }) : submit(intake, visit);
};

const onNext = (city: CityToday, intake: Intake, scene: Scene): Turn => {
  switch (scene.at) {
    case 'choose': return scene.procedures.length === 0 ? stay(scene) : opening(city, withProcedures(city, intake, scene.intakeId, scene.procedures));
    case 'guide': return onGuide(city, intake, scene, 1);
    case 'questions': return nextPage(city, scene);
    default: return stay(scene);
  }
};

const onBack = (city: CityToday, intake: Intake, scene: Scene): Turn => {
  switch (scene.at) {
    case 'how': {
      const told = guidePages(city, scene.visit, 'first').length;
      return stay(told > 0 ? { at: 'guide', visit: scene.visit, moment: 'first', page: told - 1 } : toChoice(city, scene.visit));
    }
    case 'guide': return onGuide(city, intake, scene, -1);
    case 'questions': return stay(previousPage(scene));
    case 'review': {
      const start = startQuestions(city, scene.visit);
      return stay(start.at === 'questions' ? { ...start, page: start.pages.length - 1 } : start);
    }
    case 'choose': case 'navigator': case 'scan': return stay({ at: 'idle' });
    default: return stay(scene);
  }
};

const onReview = (city: CityToday, intake: Intake, scene: Extract<Scene, { at: 'review' }>, input: IntakeInput): Turn => {
  if (input.do === 'look-at-names') return stay(input.keys.length === 0 ? scene : checkNames(scene.visit, input.keys, { to: 'review' }, null));
  if (input.do === 'fix') return stay(fixField(city, scene, input.key));
  if (input.do === 'fix-procedure') return stay(fixProcedure(city, scene, input.procedure));
  if (input.do !== 'submit') return stay(scene);
  const open = openFields(city, scene.visit)[0];
  if (open !== undefined) return stay(fixField(city, scene, open));
  const fault = ruleFaults(city, scene.visit.procedures, scene.visit.values)[0];
  if (fault === undefined) return guidePages(city, scene.visit, 'last').length > 0 ? stay({ at: 'guide', visit: scene.visit, moment: 'last', page: 0 }) : submit(intake, scene.visit);
  const fix = fixField(city, scene, fault.key);
  return { scene: fix.at === 'questions' ? { ...fix, problems: { [fault.key]: 'rule' } } : fix, effects: [{ do: 'sound', sound: 'error' }] };
};

/** The paper is told of, and heard of once: that it is out, or that it may not come. */
const onPaper = (scene: Scene, { intakeId, paper }: Extract<IntakeInput, { do: 'paper' }>): Turn => {
  if (scene.at !== 'ticket' || scene.ticket.intakeId !== intakeId) return stay(scene);
  const before = scene.ticket.paper;
  if (before?.state === paper.state && JSON.stringify(before) === JSON.stringify(paper)) return stay(scene);
  const sound = before?.state === paper.state ? null : paper.state === 'printed' ? 'success' as const : paper.state === 'trouble' ? 'error' as const : null;
  return { scene: { ...scene, ticket: { ...scene.ticket, paper } }, effects: sound === null ? [] : [{ do: 'sound', sound }] };
};

/** News from the number desk and the hall; each names the visit it belongs to, so a late answer never reaches the next person. */
const onNews = (intake: Intake, input: IntakeInput, nowMs: number): Turn => {
  const { scene } = intake;
  if (input.do === 'standing') return stay(scene.at === 'ticket' && scene.ticket.intakeId === input.intakeId ? { ...scene, ticket: { ...scene.ticket, standing: input.standing } } : scene);
  if (input.do === 'paper') return onPaper(scene, input);
  if (scene.at !== 'submitting') return stay(scene);
  if (input.do === 'number-wait' && scene.visit.intakeId === input.intakeId) return stay({ ...scene, wait: { untilMs: input.untilMs, why: input.why } });
  if (input.do === 'number-refused' && scene.visit.intakeId === input.intakeId) return { scene: { at: 'staff-needed', why: input.why, closesAtMs: nowMs + SHOWN.staffNeededMs }, effects: [{ do: 'sound', sound: 'error' }] };
  if (input.do === 'issued' && scene.visit.intakeId === input.ticket.intakeId) return { scene: { at: 'ticket', ticket: input.ticket, closesAtMs: nowMs + SHOWN.ticketMs }, effects: [{ do: 'sound', sound: 'success' }] };
  return stay(scene);
};

/** 「カードで追加」: from a page of questions to a card and back to that page. */
const addByCard = (city: CityToday, intake: Intake, scene: Extract<Scene, { at: 'questions' }>, { list, n }: Extract<IntakeInput, { do: 'add-by-card' }>): Turn => {
  const { at: _at, visit, problems: _problems, ...walk } = scene;
  const who = n === undefined ? nextPersonOf(city, visit, list) : { list, n };
  return who === null ? stay(scene) : startCard(intake.tray, visit, { who, onward: { to: 'page', ...walk } });
};

/** What the screen can draw, as far as the same values still stand there. */
const onLetters = (scene: Scene, { intakeId, looked }: Extract<IntakeInput, { do: 'letters' }>): Scene =>
  (scene.at === 'name-check' || scene.at === 'questions' || scene.at === 'review') && scene.visit.intakeId === intakeId
    ? { ...scene, visit: { ...scene.visit, values: withLooked(scene.visit.values, looked) } } : scene;

const play = ({ city: hall, nowMs }: CityAndTime, intake: Intake, input: IntakeInput): Turn => {
  const { scene } = intake;
  const city: CityToday = { ...hall, today: dayInTokyo(nowMs) };
  switch (scene.at) {
    case 'place-card': case 'pin': case 'number-b': case 'reading': case 'card-stopped': return playCard(city, nowMs, scene, intake.tray, input);
    case 'name-check': return input.do === 'letters' ? stay(onLetters(scene, input)) : playNameCheck(city, scene, input);
    default: break;
  }
  switch (input.do) {
    case 'open': return stay(scene.at === 'idle' ? { at: input.what } : scene);
    case 'begin-with': return scene.at === 'idle' || scene.at === 'navigator' || scene.at === 'scan' ? beginWith(city, intake, input) : stay(scene);
    case 'for-another': return stay(scene.at === 'how' ? { ...scene, visit: forAnother(scene.visit, input.yes) } : scene);
    case 'begin': return scene.at === 'idle' ? begin(city, intake, input) : stay(scene);
    case 'toggle': return stay(scene.at === 'choose' ? { ...scene, procedures: toggle(scene.procedures, input.procedure) } : scene);
    case 'look': return stay(scene.at === 'choose' ? { ...scene, zone: input.zone } : scene);
    case 'next': return onNext(city, intake, scene);
    case 'back': return onBack(city, intake, scene);
    case 'by-card': return scene.at === 'how' ? startCard(intake.tray, scene.visit) : stay(scene);
    case 'by-typing': return stay(scene.at === 'how' ? startTyping(city, scene.visit) : scene);
    case 'add-by-card': return scene.at === 'questions' ? addByCard(city, intake, scene, input) : stay(scene);
    case 'letters': return stay(onLetters(scene, input));
    case 'edit': {
      if (scene.at !== 'questions') return stay(scene);
      const { [input.key]: _mended, ...problems } = scene.problems;
      return stay({ ...scene, problems, visit: { ...scene.visit, values: changeValue(scene.visit.values, input.key, input.value) } });
    }
    case 'fix': case 'fix-procedure': case 'look-at-names': case 'submit': return scene.at === 'review' ? onReview(city, intake, scene, input) : stay(scene);
    case 'number-wait': case 'number-refused': case 'issued': case 'standing': case 'paper': return onNews(intake, input, nowMs);
    case 'tray': case 'digit': case 'erase': case 'enter-pin': case 'pin-unknown': case 'by-number-b': case 'open-part': case 'enter-number-b': case 'read': case 'glyph-doubt':
    case 'leave': case 'continue': case 'touch': case 'manner': case 'tick': return stay(scene);
  }
};

/** What people do, as against what the world reports: only these count as a sign of life. */
const BY_HAND: ReadonlySet<IntakeInput['do']> = new Set(['begin', 'begin-with', 'open', 'for-another', 'toggle', 'look', 'next', 'back', 'continue', 'touch', 'by-card', 'by-typing', 'digit', 'erase', 'enter-pin', 'pin-unknown',
  'by-number-b', 'open-part', 'enter-number-b', 'add-by-card', 'edit', 'fix', 'fix-procedure', 'look-at-names', 'glyph-doubt', 'submit', 'manner']);

/** A page that shows names is looked at before the visitor does: a letter without a glyph is told, never drawn as an empty box. */
const looking = (city: CityAndTime['city'], before: Scene, scene: Scene): IntakeEffect[] => {
  if ((scene.at !== 'name-check' && scene.at !== 'review') || before.at === scene.at) return [];
  const texts = textsToLookAt(city, scene.visit);
  return texts.length === 0 ? [] : [{ do: 'look-at-letters', intakeId: scene.visit.intakeId, texts }];
};

/** One visit at the kiosk, pure: the same inputs at the same times give the same screens. */
export const nextIntake = (world: CityAndTime, intake: Intake, input: IntakeInput): Step => {
  if (input.do === 'tick') return tick(world, intake);
  if (input.do === 'leave') return intake.scene.at === 'ticket' ? thank(intake, world.nowMs) : intake.scene.at === 'submitting' ? { intake, effects: [] } : wipe(intake, world.nowMs);
  const { scene, effects: played } = play(world, intake, input);
  const effects = [...played, ...looking(world.city, intake.scene, scene)];
  if (scene.at === 'idle' && intake.scene.at !== 'idle') return { intake: { ...freshIntake(world.nowMs, intake.tray), manner: intake.manner }, effects: [...effects, { do: 'forget' }] };
  const touched = BY_HAND.has(input.do) || (input.do === 'tray' && intake.scene.at === 'place-card');
  return {
    intake: {
      ...intake, scene,
      tray: input.do === 'tray' ? input.tray : intake.tray,
      manner: input.do === 'manner' ? { ...intake.manner, ...input.manner } : intake.manner,
      touchedAtMs: touched ? world.nowMs : intake.touchedAtMs,
      wipeAtMs: touched ? null : intake.wipeAtMs,
    },
    effects,
  };
};
