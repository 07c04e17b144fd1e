/**
 * Six forms part of the bench `intake`: the card's four items in six forms against the bare commands of the same card, and the
 * PDF of six forms at the clerk's press, from a reception of its own.
 */
import { fillForms, measureCardReading, type CardReadingMeasure } from '@engawa/kiosk/testing';
import { CityProfile, dayInTokyo, fieldsOfVisit, ticketLabel, withUsual, type ConcreteField, type FieldValue, type ProcedureId } from '@engawa/reception/contract';
import { demoClerk, demoKiosk } from '@engawa/reception/testing';
import { startCity } from '../city/start-city.ts';
import { atMost, median, quantile, type Goal } from './bench.ts';
import { cpuMsOf } from './cpu-time.ts';
import { onWorkbench } from './workbench.ts';

/** What a family with a child hands in when it moves to this city. */
const SIX = ['tennyu', 'kokuho', 'nenkin', 'jido-teate', 'kodomo-iryo', 'juminhyo'] as const;
/** A counter of the demo city's zone for moving. */
const MOVING_COUNTER = '4';
const CARD_ROUNDS = 15;
const PRINTS = 20;
/** A contactless card needs about this long for a command (card facts: 16 commands in 501 ms). */
const CONTACTLESS_MS = 30;
/** Beside the ratio a visitor's wait may have this much that does not grow with the card. */
const ALLOWANCE_MS = 30;

const sixOf = (city: CityProfile): ProcedureId[] => SIX.map((id) => {
  const procedure = city.procedures.find((one) => one.id === id);
  if (!procedure?.hasForm) throw new Error(`the demo city has no form ${id}`);
  return procedure.id;
});

const SAID: Partial<Record<ConcreteField['kind'], string>> = { name: '葛\u{E0100}城　さくら', kana: 'カツラギ　サクラ', date: '1980-04-01', address: '縁側市松風町二丁目３番１５号', phone: '0982-55-0123', text: '確認のため', digits: '1234567', count: '1', people: '4' };
/** A full answer to everything that six forms ask of a family of four. */
function filled(city: CityProfile, six: readonly ProcedureId[]): Record<string, FieldValue> {
  let texts: Record<string, { value: string } | undefined> = {};
  for (let round = 0; round < 4; round += 1) {
    const usual = withUsual(city, six, texts, dayInTokyo(Date.now()));
    texts = Object.fromEntries(fieldsOfVisit(city, six, usual).map((field) => [field.key, { value: (field.kind === 'people' ? SAID.people : usual[field.key]?.value || field.default || field.options?.[0]?.value || SAID[field.kind]) ?? '' }]));
  }
  return Object.fromEntries(Object.entries(texts).map(([key, said]) => [key, { value: said?.value ?? '', source: 'visitor' as const }]));
}

/** Medians over rounds of what is true within a round, so that a noisy second hits both sides alike. */
const overBare = ({ rounds }: CardReadingMeasure): number => median(rounds.map(({ bridgeMs, fillMs, bareMs }) => (bridgeMs + fillMs) / bareMs));
const beyond = ({ rounds }: CardReadingMeasure): number => median(rounds.map(({ bridgeMs, fillMs, bareMs }) => bridgeMs + fillMs - 1.5 * bareMs));
const told = (label: string, { rounds, apdus }: CardReadingMeasure): string =>
  `${label}: bridge ${median(rounds.map(({ bridgeMs }) => bridgeMs)).toFixed(1)} ms, six forms ${median(rounds.map(({ fillMs }) => fillMs)).toFixed(1)} ms (p95 ${quantile(rounds.map(({ fillMs }) => fillMs), 0.95).toFixed(1)}), its ${apdus} commands alone ${median(rounds.map(({ bareMs }) => bareMs)).toFixed(1)} ms, ${rounds.length} rounds`;

export const measureSixForms = (): Promise<{ goals: Goal[]; notes: string[] }> => onWorkbench(async (workbench) => {
  const hall = await startCity({ folder: workbench.folder, buildings: [] });
  workbench.after(() => hall.stop());
  const city = CityProfile.parse(await (await fetch(`${hall.url.reception}/api/city`)).json());
  const six = sixOf(city);
  const today = { ...city, today: dayInTokyo(Date.now()) };
  const fill = (reading: Parameters<typeof fillForms>[2]): unknown => fillForms(today, six, reading);
  const contactless = await measureCardReading({ rounds: CARD_ROUNDS, apduMs: CONTACTLESS_MS, fill });
  const instant = await measureCardReading({ rounds: CARD_ROUNDS, apduMs: 0, fill });

  const [kiosk, clerk] = [await demoKiosk(hall.url.reception), await demoClerk(hall.url.reception, undefined, MOVING_COUNTER)];
  const { businessDay, sealTo } = await kiosk.hello('boot', { lastSequence: 0 });
  const form = filled(city, six);
  const intake = await kiosk.intake({ sequence: 1, day: businessDay.day, procedures: six, issuedAtMs: Date.now(), form, sealTo });
  const accepted = await kiosk.submit(intake);
  if (accepted.status !== 201) throw new Error(`the intake answered ${accepted.status}`);
  const { ticketId } = await (await clerk.send('POST', '/api/staff/call-next', {})).json() as { ticketId?: string };
  if (ticketId === undefined) throw new Error('the family was not called');
  await clerk.send('POST', `/api/staff/tickets/${ticketId}/serve`, {});
  const reception = hall.pid('reception') ?? 0;
  const timed = async (path: string): Promise<{ ms: number; cpuMs: number; bytes: number }> => {
    const [begun, cpu] = [performance.now(), cpuMsOf(reception)];
    const answer = await clerk.get(`/api/staff/tickets/${ticketId}/${path}`);
    const bytes = (await answer.arrayBuffer()).byteLength;
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    return { ms: performance.now() - begun, cpuMs: cpuMsOf(reception) - cpu, bytes };
  };
  const cold = await timed('forms.pdf'); // nobody opened the form before: the fonts are read for this one
  const prints: Awaited<ReturnType<typeof timed>>[] = [];
  for (let n = 0; n < PRINTS; n += 1) prints.push(await timed('forms.pdf'));
  const ms = prints.map((print) => print.ms);
  return {
    goals: [
      atMost('card.six-forms.contactless-over-bare', overBare(contactless), 1.5, '×'),
      atMost('card.six-forms.contactless-beyond-1.5-bare', beyond(contactless), ALLOWANCE_MS, 'ms'),
      atMost('card.six-forms.instant-beyond-1.5-bare', beyond(instant), ALLOWANCE_MS, 'ms'),
      atMost('paper.six-forms.p50', median(ms), 300, 'ms'),
      atMost('paper.six-forms.p95', quantile(ms, 0.95), 300, 'ms'),
      atMost('paper.six-forms.processor.p50', median(prints.map(({ cpuMs }) => cpuMs)), 300, 'ms'),
    ],
    notes: [
      `${SIX.length} forms of a family that moves in (${SIX.join(', ')}) from the card: bridge and its reading, then the kiosk's own function that fills them against the bare commands of the same card in the same round, through ${contactless.through}`,
      told(`a card of ${CONTACTLESS_MS} ms a command`, contactless), told('a card that answers at once', instant),
      `paper: ${Object.keys(form).length} values, ticket ${ticketLabel(intake.number)}, ${(prints[0]!.bytes / 1024).toFixed(0)} kB. Warm, from the press until the PDF is there: ${PRINTS} prints, p50 ${median(ms).toFixed(0)} ms, p95 ${quantile(ms, 0.95).toFixed(0)} ms, of the processor p50 ${median(prints.map(({ cpuMs }) => cpuMs)).toFixed(0)} ms`,
      `cold, the first print of a server on which nobody has opened a form: ${cold.ms.toFixed(0)} ms, of the processor ${cold.cpuMs.toFixed(0)} ms (opening a form reads the fonts ahead of its print)`,
    ],
  };
});
