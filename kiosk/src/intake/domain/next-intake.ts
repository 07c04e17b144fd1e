import { dayInTokyo, MAX_PROCEDURES, ruleFaults, type IntakeId, type ProcedureId } from '@engawa/reception/contract';
import { onReading, onRefusal, onTray, startQuestions, type Turn } from './card-scenes.ts';
import { changeValue, fromPhone, prefillForms, proceduresOf, type CityToday, type Values } from './prefill-forms.ts';
import { fixField, fixProcedure, nextPage, openFields, previousPage } from './question-scenes.ts';
import { freshIntake, SHOWN, type CityAndTime, type Intake, type IntakeEffect, type IntakeInput, type Scene, type Step, type Visit } from './visit.ts';

const newVisit = (intakeId: IntakeId, procedures: readonly ProcedureId[]): Visit =>
  ({ intakeId, procedures, by: 'typing', values: {}, card: null, glyphDoubt: false });

const stay = (scene: Scene): Turn => ({ scene, effects: [] });

/** Procedures without a form need no writing: straight to the number. */
const withProcedures = (city: CityToday, intake: Intake, intakeId: IntakeId, procedures: readonly ProcedureId[]): Turn => {
  const visit = newVisit(intakeId, procedures);
  return proceduresOf(city, procedures).some((procedure) => procedure.hasForm) ? stay({ at: 'how', visit }) : submit(intake, visit);
};

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
  const given = input.values === undefined ? {} : fromPhone(city, procedures, input.values);
  const visit: Visit = { ...started.scene.visit, values: given, given };
  if (input.by === 'card') return placeCard(intake, visit);
  if (input.by === 'phone') return stay(startQuestions(city, { ...visit, by: 'phone', values: prefillForms(city, procedures, null, given) }));
  return input.by === 'typing' ? byTyping(city, visit) : stay({ at: 'how', visit });
};

const forAnother = (visit: Visit, yes: boolean): Visit => {
  const { 'applicant.role': _before, ...rest } = visit.given ?? {};
  const given: Values = yes ? { ...rest, 'applicant.role': { value: 'proxy', source: 'visitor' } } : rest;
  return { ...visit, given, values: given };
};

const toggle = (list: readonly ProcedureId[], id: ProcedureId): ProcedureId[] =>
  list.includes(id) ? list.filter((other) => other !== id) : list.length < MAX_PROCEDURES ? [...list, id] : [...list];

const placeCard = (intake: Intake, visit: Visit): Turn => onTray({ at: 'place-card', visit, trouble: null, rounds: 0 }, intake.tray);

const byTyping = (city: CityToday, visit: Visit): Turn =>
  stay(startQuestions(city, { ...visit, by: 'typing', card: null, values: prefillForms(city, visit.procedures, null, visit.given) }));

const onNext = (city: CityToday, intake: Intake, scene: Scene): Turn => {
  switch (scene.at) {
    case 'choose': return scene.procedures.length === 0 ? stay(scene) : withProcedures(city, intake, scene.intakeId, scene.procedures);
    case 'questions': return nextPage(city, scene);
    case 'card-stopped': return placeCard(intake, scene.visit);
    default: return stay(scene);
  }
};

const onBack = (city: CityToday, scene: Scene): Turn => {
  switch (scene.at) {
    case 'how': {
      const zone = proceduresOf(city, scene.visit.procedures)[0]?.zone;
      return stay(zone ? { at: 'choose', zone, intakeId: scene.visit.intakeId, procedures: scene.visit.procedures } : { at: 'idle' });
    }
    case 'reading': return { scene: { at: 'how', visit: scene.visit }, effects: [{ do: 'cancel-reading' }] };
    case 'place-card': case 'pin': case 'card-stopped': return stay({ at: 'how', visit: scene.visit });
    case 'questions': return stay(previousPage(scene));
    case 'review': {
      const start = startQuestions(city, scene.visit);
      return stay(start.at === 'questions' ? { ...start, page: start.pages.length - 1 } : start);
    }
    case 'choose': case 'navigator': case 'scan': return stay({ at: 'idle' });
    default: return stay(scene);
  }
};

const onPin = (scene: Extract<Scene, { at: 'pin' }>, input: IntakeInput): Turn => {
  if (input.do === 'digit') return stay(/^[0-9]$/.test(input.digit) && scene.digits.length < 4 ? { ...scene, digits: scene.digits + input.digit, wrong: false } : scene);
  if (input.do === 'erase') return stay({ ...scene, digits: scene.digits.slice(0, -1) });
  if (input.do !== 'enter-pin' || scene.digits.length !== 4) return stay(scene);
  return { scene: { at: 'reading', visit: scene.visit, insertion: scene.insertion, rounds: scene.rounds }, effects: [{ do: 'read-card', pin: scene.digits, insertion: scene.insertion }] };
};

const onReview = (city: CityToday, intake: Intake, scene: Extract<Scene, { at: 'review' }>, input: IntakeInput): Turn => {
  if (input.do === 'glyph-doubt') return stay({ ...scene, visit: { ...scene.visit, glyphDoubt: input.doubt } });
  if (input.do === 'fix') return stay(fixField(city, scene, input.key));
  if (input.do === 'fix-procedure') return stay(fixProcedure(city, scene, input.procedure));
  if (input.do !== 'submit') return stay(scene);
  const open = openFields(city, scene.visit)[0];
  if (open !== undefined) return stay(fixField(city, scene, open));
  const fault = ruleFaults(city, scene.visit.procedures, scene.visit.values)[0];
  if (fault === undefined) return submit(intake, scene.visit);
  const fix = fixField(city, scene, fault.key);
  return { scene: fix.at === 'questions' ? { ...fix, problems: { [fault.key]: 'rule' } } : fix, effects: [{ do: 'sound', sound: 'error' }] };
};

/** News from the number desk and the hall; each names the visit it belongs to, so a late answer never reaches the next person. */
const onNews = (intake: Intake, input: IntakeInput, nowMs: number): Turn => {
  const { scene } = intake;
  if (input.do === 'standing') return stay(scene.at === 'ticket' && scene.ticket.intakeId === input.intakeId ? { ...scene, ticket: { ...scene.ticket, standing: input.standing } } : scene);
  if (scene.at !== 'submitting') return stay(scene);
  if (input.do === 'number-wait' && scene.visit.intakeId === input.intakeId) return stay({ ...scene, wait: { untilMs: input.untilMs, why: input.why } });
  if (input.do === 'number-refused' && scene.visit.intakeId === input.intakeId) return { scene: { at: 'staff-needed', why: input.why, closesAtMs: nowMs + SHOWN.staffNeededMs }, effects: [{ do: 'sound', sound: 'error' }] };
  if (input.do === 'issued' && scene.visit.intakeId === input.ticket.intakeId) return { scene: { at: 'ticket', ticket: input.ticket, closesAtMs: nowMs + SHOWN.ticketMs }, effects: [{ do: 'sound', sound: 'success' }] };
  return stay(scene);
};

const play = ({ city: hall, nowMs }: CityAndTime, intake: Intake, input: IntakeInput): Turn => {
  const { scene } = intake;
  const city: CityToday = { ...hall, today: dayInTokyo(nowMs) };
  switch (input.do) {
    case 'open': return stay(scene.at === 'idle' ? { at: input.what } : scene);
    case 'begin-with': return scene.at === 'idle' || scene.at === 'navigator' || scene.at === 'scan' ? beginWith(city, intake, input) : stay(scene);
    case 'for-another': return stay(scene.at === 'how' ? { ...scene, visit: forAnother(scene.visit, input.yes) } : scene);
    case 'begin': return scene.at === 'idle' ? begin(city, intake, input) : stay(scene);
    case 'toggle': return stay(scene.at === 'choose' ? { ...scene, procedures: toggle(scene.procedures, input.procedure) } : scene);
    case 'next': return onNext(city, intake, scene);
    case 'back': return onBack(city, scene);
    case 'by-card': return scene.at === 'how' || scene.at === 'card-stopped' ? placeCard(intake, scene.visit) : stay(scene);
    case 'by-typing': {
      if (scene.at === 'reading') return { ...byTyping(city, scene.visit), effects: [{ do: 'cancel-reading' }] };
      return scene.at === 'how' || scene.at === 'place-card' || scene.at === 'pin' || scene.at === 'card-stopped' ? byTyping(city, scene.visit) : stay(scene);
    }
    case 'tray': return scene.at === 'place-card' || scene.at === 'pin' || scene.at === 'reading' ? onTray(scene, input.tray) : stay(scene);
    case 'digit': case 'erase': case 'enter-pin': return scene.at === 'pin' ? onPin(scene, input) : stay(scene);
    case 'read':
      if (scene.at !== 'reading' || scene.insertion !== input.insertion) return stay(scene);
      return input.reading.ok ? onReading(city, scene, input.reading.prefill) : onRefusal(scene, input.reading.code, input.reading.triesLeft);
    case 'edit': {
      if (scene.at !== 'questions') return stay(scene);
      const { [input.key]: _mended, ...problems } = scene.problems;
      return stay({ ...scene, problems, visit: { ...scene.visit, values: changeValue(scene.visit.values, input.key, input.value) } });
    }
    case 'fix': case 'fix-procedure': case 'glyph-doubt': case 'submit': return scene.at === 'review' ? onReview(city, intake, scene, input) : stay(scene);
    case 'number-wait': case 'number-refused': case 'issued': case 'standing': return onNews(intake, input, nowMs);
    case 'leave': case 'continue': case 'touch': case 'manner': case 'tick': return stay(scene);
  }
};

/** Nothing of a person stays: scene, manner and times are those of a kiosk that has just been switched on. The tray is hardware. */
const wipe = (intake: Intake, nowMs: number, ...effects: IntakeEffect[]): Step =>
  ({ intake: freshIntake(nowMs, intake.tray), effects: [...(intake.scene.at === 'reading' ? [{ do: 'cancel-reading' } as const] : []), ...effects, { do: 'forget' }] });

const cardLies = ({ tray }: Intake): boolean => tray.link === 'open' && tray.card.state !== 'absent';

/** Time passes (both idle times count from the last touch, so 45 and 75 leave 30 s to answer): closing screens close, silence opens the idle dialog, more silence wipes. A visit that waits for its number is left alone as long as the desk says how long. */
const tick = ({ city, nowMs }: CityAndTime, intake: Intake): Step => {
  const { scene } = intake;
  const { idleWarnSeconds, idleWipeSeconds } = city.policy;
  const silentMs = nowMs - intake.touchedAtMs;
  switch (scene.at) {
    case 'submitting': {
      const silentSinceMs = Math.max(intake.touchedAtMs, scene.wait?.untilMs ?? 0);
      return nowMs - silentSinceMs < SHOWN.deskSilentMs ? { intake, effects: [] }
        : { intake: { ...intake, scene: { at: 'staff-needed', why: 'not-saved', closesAtMs: nowMs + SHOWN.staffNeededMs } }, effects: [{ do: 'sound', sound: 'error' }] };
    }
    case 'thanks': return nowMs >= scene.closesAtMs && (!cardLies(intake) || silentMs > idleWipeSeconds * 1_000) ? wipe(intake, nowMs) : { intake, effects: [] };
    case 'ticket': return nowMs >= scene.closesAtMs ? thank(intake, nowMs) : { intake, effects: [] };
    case 'staff-needed': return nowMs >= scene.closesAtMs ? wipe(intake, nowMs) : { intake, effects: [] };
    case 'idle': return intake.manner !== freshIntake(0).manner && silentMs >= idleWarnSeconds * 1_000 ? wipe(intake, nowMs) : { intake, effects: [] };
    default: break;
  }
  if (intake.wipeAtMs !== null) return nowMs >= intake.wipeAtMs ? wipe(intake, nowMs) : { intake, effects: [] };
  if (silentMs < idleWarnSeconds * 1_000) return { intake, effects: [] };
  return { intake: { ...intake, wipeAtMs: nowMs + Math.max(10, idleWipeSeconds - idleWarnSeconds) * 1_000 }, effects: [{ do: 'sound', sound: 'idle' }] };
};

const thank = (intake: Intake, nowMs: number): Step =>
  ({ intake: { ...intake, scene: { at: 'thanks', closesAtMs: nowMs + SHOWN.thanksMs }, touchedAtMs: nowMs, wipeAtMs: null }, effects: [] });

/** What people do, as against what the world reports: only these count as a sign of life. */
const BY_HAND: ReadonlySet<IntakeInput['do']> = new Set(['begin', 'begin-with', 'open', 'for-another', 'toggle', 'next', 'back', 'continue', 'touch', 'by-card', 'by-typing', 'digit', 'erase', 'enter-pin', 'edit', 'fix', 'fix-procedure', 'glyph-doubt', 'submit', 'manner']);

/** One visit at the kiosk, pure: the same inputs at the same times give the same screens. */
export const nextIntake = (world: CityAndTime, intake: Intake, input: IntakeInput): Step => {
  if (input.do === 'tick') return tick(world, intake);
  if (input.do === 'leave') return intake.scene.at === 'ticket' ? thank(intake, world.nowMs) : intake.scene.at === 'submitting' ? { intake, effects: [] } : wipe(intake, world.nowMs);
  const { scene, effects } = play(world, intake, input);
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
