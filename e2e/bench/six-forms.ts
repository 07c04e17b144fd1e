/**
 * Six forms part of the bench `intake`: the card's four items in six forms against the bare commands of the same card, and the
 * PDF of six forms at the clerk's press, from a reception of its own.
 */
import { fillForms, measureCardReading, type CardReadingMeasure } from '@engawa/kiosk/testing';
import { CityProfile, dayInTokyo, fieldsOfVisit, ticketLabel, withUsual, type ConcreteField, type FieldValue, type ProcedureId } from '@engawa/reception/contract';
import { demoClerk, demoKiosk } from '@engawa/reception/testing';
import { startCity } from '../city/start-city.ts';
import { atMost, median, quantile, type Goal } from './bench.ts';
import { onWorkbench } from './workbench.ts';

const FORMS = 6;
const CARD_ROUNDS = 15;
const PRINTS = 20;
/** A contactless card needs about this long for a command (card facts: 16 commands in 501 ms). */
const CONTACTLESS_MS = 30;
/** Beside the ratio a visitor's wait may have this much that does not grow with the card. */
const ALLOWANCE_MS = 30;

/** The first of the demo city that have a form, in the city's order. */
const sixOf = (city: CityProfile): ProcedureId[] => {
  const six = city.procedures.filter((p) => p.hasForm && p.comesWith === undefined && p.paper !== 'cover').slice(0, FORMS).map((p) => p.id);
  if (six.length < FORMS) throw new Error(`the city has only ${six.length} forms`);
  return six;
};

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

/** What the wait is above one and a half times the bare commands: at most the allowance. */
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

  const [kiosk, clerk] = [await demoKiosk(hall.url.reception), await demoClerk(hall.url.reception)];
  const { businessDay, sealTo } = await kiosk.hello('boot', { lastSequence: 0 });
  const form = filled(city, six);
  const intake = await kiosk.intake({ sequence: 1, day: businessDay.day, procedures: six, issuedAtMs: Date.now(), form, sealTo });
  const accepted = await kiosk.submit(intake);
  if (accepted.status !== 201) throw new Error(`the intake answered ${accepted.status}`);
  const { ticketId } = await (await clerk.send('POST', '/api/staff/call-next', {})).json() as { ticketId: string };
  await clerk.send('POST', `/api/staff/tickets/${ticketId}/serve`, {});
  const timed = async (path: string): Promise<{ ms: number; bytes: number }> => {
    const begun = performance.now();
    const answer = await clerk.get(`/api/staff/tickets/${ticketId}/${path}`);
    const bytes = (await answer.arrayBuffer()).byteLength;
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    return { ms: performance.now() - begun, bytes };
  };
  const cold = await timed('forms.pdf'); // nobody opened the form before: the fonts are read for this one
  const prints: { ms: number; bytes: number }[] = [];
  const opened: number[] = [];
  for (let n = 0; n < PRINTS; n += 1) { opened.push((await timed('form')).ms); prints.push(await timed('forms.pdf')); }
  const ms = prints.map((print) => print.ms);
  return {
    goals: [
      atMost('card.six-forms.contactless-beyond-1.5-bare', beyond(contactless), ALLOWANCE_MS, 'ms'),
      atMost('card.six-forms.instant-beyond-1.5-bare', beyond(instant), ALLOWANCE_MS, 'ms'),
      atMost('paper.six-forms-p50', median(ms), 300, 'ms'),
      atMost('paper.six-forms-p95', quantile(ms, 0.95), 300, 'ms'),
    ],
    notes: [
      told(`card of ${CONTACTLESS_MS} ms a command`, contactless), told('card that answers at once', instant),
      `six forms ${six.join(', ')}, ${Object.keys(form).length} values, ticket ${ticketLabel(intake.number)}: pressed until the PDF of ${(prints[0]!.bytes / 1024).toFixed(0)} kB is there p50 ${median(ms).toFixed(0)} ms, p95 ${quantile(ms, 0.95).toFixed(0)} ms, ${PRINTS} prints; opening the form p50 ${median(opened).toFixed(0)} ms`,
      `the very first print of a server that nobody had opened a form on: ${cold.ms.toFixed(0)} ms (fonts are read when the first form is opened, ahead of its print)`,
    ],
  };
});
