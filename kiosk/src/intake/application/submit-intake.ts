import { ticketLabel, ticketZone, type CityProfile, type FieldValue, type IntakeForm, type KioskWelcome, type Language, type SealedForm, type SubmitIntake, type TicketSecret } from '@engawa/reception/contract';
import type { GivenNumber } from '../../sync/link/application/kiosk-link.ts';
import { liveCards } from '../domain/card-reading.ts';
import { fieldsOf, proceduresOf } from '../domain/prefill-forms.ts';
import type { IntakeInput, Visit } from '../domain/visit.ts';

export interface SubmitDependencies {
  city: CityProfile;
  kioskId: () => SubmitIntake['kioskId'] | null;
  sealTo: () => KioskWelcome['sealTo'] | null;
  seal: (form: IntakeForm, sealTo: KioskWelcome['sealTo']) => Promise<SealedForm>;
  giveNumber: () => Promise<GivenNumber>;
  /** resolves when the entry is on the disk */ enqueue: (entry: { id: string; body: string }) => Promise<void>;
  newSecret: () => string;
  nowMs: () => number;
  sleep: (ms: number) => Promise<void>;
}

/** Only values of fields that the chosen forms have; empty ones are left out. */
export const formOf = (city: CityProfile, visit: Visit, language: Language): IntakeForm => {
  const values: Record<string, FieldValue> = {};
  for (const { key } of fieldsOf(city, visit.procedures, visit.values)) {
    const { usual: _counts, told: _asked, ...value } = visit.values[key] ?? { value: '', source: 'visitor' };
    if (value.value !== '') values[key] = value;
  }
  const cards = liveCards({ cards: visit.cards, values });
  const further = Object.fromEntries(cards.flatMap(({ who, trust }) => (who === '' ? [] : [[who, trust]])));
  return {
    version: 1, intakeId: visit.intakeId, procedures: [...visit.procedures], language, values, card: cards.find(({ who }) => who === '')?.trust ?? null,
    ...(Object.keys(further).length === 0 ? {} : { furtherCards: further }),
  };
};

/**
 * Seal, then a number, then the disk, then the screen. The form is sealed before anything is written; the number is
 * durable before it is shown; the sealed form is durable before the visitor may leave.
 */
export const submitIntake = async (deps: SubmitDependencies, visit: Visit, language: Language, tell: (input: IntakeInput) => void): Promise<void> => {
  const refuse = (why: Extract<IntakeInput, { do: 'number-refused' }>['why']): void => tell({ do: 'number-refused', intakeId: visit.intakeId, why });
  const sealTo = deps.sealTo();
  const zone = ticketZone(visit.procedures, deps.city);
  if (deps.kioskId() === null || sealTo === null || zone === undefined) return refuse('never-connected');
  const hasForm = proceduresOf(deps.city, visit.procedures).some((procedure) => procedure.hasForm);
  let sealed: SealedForm | null;
  try { sealed = hasForm ? await deps.seal(formOf(deps.city, visit, language), sealTo) : null; } catch { return refuse('not-saved'); }
  for (;;) {
    const number = await deps.giveNumber();
    if (number.kind === 'refused') return refuse(number.why);
    if (number.kind === 'wait') {
      tell({ do: 'number-wait', intakeId: visit.intakeId, untilMs: deps.nowMs() + number.waitMs, why: number.why });
      await deps.sleep(Math.min(number.waitMs, 1_000));
      continue;
    }
    // Asked only now: the hall may have given this kiosk another name and series while the number was waited for.
    const kioskId = deps.kioskId();
    if (kioskId === null) return refuse('never-connected');
    const secret = deps.newSecret() as TicketSecret;
    const body: SubmitIntake = {
      intakeId: visit.intakeId, kioskId, number: { day: number.day, series: number.series, sequence: number.sequence }, secret,
      procedures: [...visit.procedures], language, issuedAt: new Date(number.issuedAtMs).toISOString(), sealed,
    };
    try { await deps.enqueue({ id: visit.intakeId, body: JSON.stringify(body) }); } catch { return refuse('not-saved'); }
    return tell({ do: 'issued', ticket: { intakeId: visit.intakeId, label: ticketLabel(number), zone, procedures: [...visit.procedures], secret, issuedAtMs: number.issuedAtMs, form: hasForm, typed: visit.by !== 'card', standing: null, paper: null } });
  }
};
