import { z } from 'zod';
import { CityProfile, FormField, Procedure, StaffId, StaffRole, Town, type Counter, type CounterId, type ProcedureId } from '../../../contract/index.ts';
import type { HallRules } from '../../queue/domain/decide-act.ts';

/** `hall.json`: the hall of the city. `dayStartsAt` is the border of the business day (営業日), not the opening hour. */
export const HallFile = z.strictObject({
  ...CityProfile.pick({ name: true, hall: true, hours: true, zones: true, counters: true, quickPhrases: true, policy: true }).shape,
  hours: z.strictObject({ open: z.string().regex(/^\d{2}:\d{2}$/), close: z.string().regex(/^\d{2}:\d{2}$/) }),
  dayStartsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});
/** `applicant.json`: the shared part (A票). */
export const ApplicantFile = z.strictObject({ applicant: z.array(FormField).min(1) });
/** `towns.json`: the city's own 町域, with their postal codes. A city may leave it out. */
export const TownsFile = z.strictObject({ towns: z.array(Town) });
/** `shared-fields.json`: fields that several forms hold (異動日, 世帯主, 口座), written once. */
export const SharedFieldsFile = z.strictObject({ fields: z.array(FormField) });
/**
 * `procedures/<zone>.json`: the forms of one zone. In `fields` the bare key of a shared field, or of one of the A票, stands for it, and
 * `{ "use": "move.on", … }` for that field with what the form says differently; of a list it may name the `columns` that it needs.
 */
export const proceduresFile = (shared: readonly FormField[]) => {
  const spellOut = (field: unknown, context: z.RefinementCtx): unknown => {
    const { use, ...own } = typeof field === 'string' ? { use: field } : typeof field === 'object' && field !== null ? (field as { use?: unknown }) : {};
    if (use === undefined) return field;
    const found = shared.find(({ key }) => key === use);
    if (found === undefined) { context.addIssue(`there is no shared field "${String(use)}"`); return z.NEVER; }
    const { columns } = own as { columns?: unknown };
    return { ...found, ...own, ...(Array.isArray(columns) ? { columns: columns.map((column: unknown) => found.columns?.find(({ key }) => key === column) ?? column) } : {}) };
  };
  return z.strictObject({ procedures: z.array(Procedure.extend({ fields: z.array(z.preprocess(spellOut, FormField)) })).min(1) });
};
export type ProceduresPart = { /** for whoever looks for a mistake */ readonly file: string; readonly procedures: readonly Procedure[] };
export const StaffMember = z.strictObject({
  id: StaffId, name: z.string().min(1), role: StaffRole.default('clerk'),
  /** of the code; absent: this person signs in by passkey alone */ scrypt: z.strictObject({ N: z.int().min(16_384), r: z.int().min(8), p: z.int().min(1), salt: z.base64url(), hash: z.base64url() }).optional(),
});
export type StaffMember = z.infer<typeof StaffMember>;
/** How staff may sign in. `codes` false: by passkey alone, whatever codes stand in the file. */
export const StaffPolicy = z.strictObject({ codes: z.boolean().default(true) });
export const StaffFile = z.strictObject({ staff: z.array(StaffMember).min(1), policy: StaffPolicy.default({ codes: true }) });

/** The city's files, checked against each other. */
export interface City {
  readonly hall: z.infer<typeof HallFile>;
  readonly applicant: readonly FormField[];
  readonly towns: readonly Town[];
  readonly procedures: readonly Procedure[];
  readonly staff: readonly StaffMember[];
  readonly staffPolicy: z.infer<typeof StaffPolicy>;
}

export const counterOf = (city: City, id: CounterId): Counter | undefined => city.hall.counters.find((c) => c.id === id);
/** Absent in the city's file: twenty minutes, the time of an errand in the house. */
const REJOIN_MINUTES = 20;
/** How long after their call those who did not come may stand in the queue again. */
export const graceMsOf = (city: City): number => (city.hall.policy.rejoinMinutes ?? REJOIN_MINUTES) * 60_000;
/** Absent in the city's file: as long as somebody who is late is usually late. */
const APPOINTMENT_GRACE_MINUTES = 15;
/** How long after the time of an appointment the forecast still counts on whoever has not come. */
export const appointmentGraceMsOf = (city: City): number => (city.hall.policy.appointmentGraceMinutes ?? APPOINTMENT_GRACE_MINUTES) * 60_000;
/** What decisions on tickets need of the hall, for a counter. */
export const hallRulesOf = (city: City, counter: CounterId | null): HallRules => ({
  zones: counter === null ? [] : counterOf(city, counter)?.zones ?? [], served: [...new Set(city.hall.counters.flatMap((c) => c.zones))], procedures: city.procedures, graceMs: graceMsOf(city),
});
export const procedureOf = (city: City, id: ProcedureId): Procedure | undefined => city.procedures.find((p) => p.id === id);
export const staffOf = (city: City, id: StaffId): StaffMember | undefined => city.staff.find((s) => s.id === id);

const twice = (what: string, ids: readonly string[]): string[] => [...new Set(ids.filter((x, i) => ids.indexOf(x) !== i))].map((id) => `${what} "${id}" stands there twice`);

const wrongHall = (hall: City['hall']): string[] => {
  const zones = new Set<string>(hall.zones.map((z) => z.zone));
  return [
    ...twice('hall.json: zone', hall.zones.map((z) => z.zone)), ...twice('hall.json: counter', hall.counters.map((c) => c.id)),
    ...hall.counters.flatMap((counter) => counter.zones.filter((zone) => !zones.has(zone)).map((zone) => `hall.json: counter "${counter.id}" serves zone "${zone}", which the hall does not have`)),
    ...hall.counters.flatMap(({ id, closed = [] }) => closed.filter(([from, until]) => from >= until).map(([from, until]) => `hall.json: counter "${id}" is closed from ${from} until ${until}, which ends before it begins`)),
  ];
};

const wrongProcedure = (procedure: Procedure, hall: City['hall']): string[] => [
  ...(hall.zones.some((z) => z.zone === procedure.zone) ? [] : [`"${procedure.id}" belongs to zone "${procedure.zone}", which the hall does not have`]),
  ...(hall.counters.some((c) => c.zones.includes(procedure.zone)) ? [] : [`no counter serves zone "${procedure.zone}" of "${procedure.id}"`]),
  ...(procedure.feePer === undefined || procedure.fields.some((f) => f.key === procedure.feePer && f.kind === 'count') ? [] : [`the fee of "${procedure.id}" counts "${procedure.feePer}", which is not a count field of it`]),
  ...(procedure.feeBy === undefined || procedure.fields.some((f) => f.key === procedure.feeBy?.key && Object.keys(procedure.feeBy.yen).every((value) => f.options?.some((o) => o.value === value))) ? [] : [`the fee of "${procedure.id}" hangs on "${procedure.feeBy.key}", which has no such options`]),
  ...(procedure.hasForm && (procedure.formTitle === '' || procedure.basis === '') ? [`"${procedure.id}" has a form without title or basis`] : []),
  ...twice(`field of "${procedure.id}"`, procedure.fields.map((f) => f.key)), ...wrongPeople(procedure),
];

const wrongWithout = (procedure: Procedure, applicant: readonly FormField[]): string[] => [
  ...(procedure.without ?? []).filter((key) => !applicant.some((field) => field.key === key)).map((key) => `"${procedure.id}" does without "${key}", which is not in the shared part`),
  ...applicant.filter(({ key }) => procedure.without?.includes(key) && applicant.some(({ onlyIf }) => onlyIf?.key === key)).map(({ key }) => `"${procedure.id}" does without "${key}", on which another field of the shared part depends`),
];

/** A field that chooses among people, or a list that is about some of them, needs its other half in the same form. */
const wrongPeople = ({ id, fields }: Procedure): string[] => fields.flatMap((field) => {
  const find = (key: string | undefined): FormField | undefined => fields.find((one) => one.key === key);
  const from = field.optionsFrom === undefined || find(field.optionsFrom)?.kind === 'people' ? [] : [`"${field.key}" chooses from "${field.optionsFrom}", which is no list of people of "${id}"`];
  const about = field.about === undefined || find(field.about)?.optionsFrom === field.key ? [] : [`"${field.key}" is about "${field.about}", which does not choose from it in "${id}"`];
  return [...from, ...about];
});

const wrongField = (field: FormField): string[] => [
  ...(field.kind === 'choice' && field.optionsFrom === undefined && field.years === undefined && (field.options ?? []).length === 0 ? [`choice "${field.key}" has no options`] : []),
  ...(field.kind === 'choice' && field.default !== undefined && field.years === undefined && !field.options?.some((o) => o.value === field.default) ? [`the default of "${field.key}" is none of its options`] : []),
  ...(field.kind === 'kana' && field.fromCard !== undefined ? [`"${field.key}" is kana; the card holds no kana, it is always the visitor's`] : []),
];

/** What the files contradict each other in, as sentences for whoever edits them; empty when all is well. */
export function contradictions(city: Omit<City, 'procedures'>, parts: readonly ProceduresPart[]): string[] {
  const of = (file: string, wrong: readonly string[]): string[] => wrong.map((sentence) => `${file}: ${sentence}`);
  return [
    ...wrongHall(city.hall), ...twice('staff.json: staff', city.staff.map((s) => s.id)),
    ...of('towns.json', twice('town', city.towns.map((t) => t.name))),
    ...of('applicant.json', [...twice('field', city.applicant.map((f) => f.key)), ...city.applicant.flatMap(wrongField)]),
    ...twice('procedures: procedure', parts.flatMap(({ procedures }) => procedures.map((p) => p.id))),
    ...parts.flatMap(({ file, procedures }) => of(file, procedures.flatMap((p) => [...wrongProcedure(p, city.hall), ...wrongWithout(p, city.applicant), ...p.fields.flatMap(wrongField)]))),
  ];
}

export const cityProfile = (city: City, links: CityProfile['links']): CityProfile => {
  const { dayStartsAt: _border, ...hall } = city.hall;
  return { ...hall, applicant: [...city.applicant], towns: [...city.towns], procedures: [...city.procedures], links };
};
