import { z } from 'zod';
import { CityProfile, FormField, Procedure, StaffId, type Counter, type CounterId, type ProcedureId } from '../../../contract/index.ts';

/** `hall.json`: the hall of the city. `dayStartsAt` is the border of the business day (営業日), not the opening hour. */
export const HallFile = z.strictObject({
  ...CityProfile.pick({ name: true, hall: true, hours: true, zones: true, counters: true, quickPhrases: true, policy: true }).shape,
  hours: z.strictObject({ open: z.string().regex(/^\d{2}:\d{2}$/), close: z.string().regex(/^\d{2}:\d{2}$/) }),
  dayStartsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});
export const ProceduresFile = z.strictObject({ applicant: z.array(FormField).min(1), procedures: z.array(Procedure).min(1) });
export const StaffMember = z.strictObject({
  id: StaffId, name: z.string().min(1),
  scrypt: z.strictObject({ N: z.int().min(16_384), r: z.int().min(8), p: z.int().min(1), salt: z.base64url(), hash: z.base64url() }),
});
export type StaffMember = z.infer<typeof StaffMember>;
export const StaffFile = z.strictObject({ staff: z.array(StaffMember).min(1) });

/** The three files, checked against each other. */
export interface City {
  readonly hall: z.infer<typeof HallFile>;
  readonly applicant: readonly FormField[];
  readonly procedures: readonly Procedure[];
  readonly staff: readonly StaffMember[];
}

export const counterOf = (city: City, id: CounterId): Counter | undefined => city.hall.counters.find((c) => c.id === id);
export const procedureOf = (city: City, id: ProcedureId): Procedure | undefined => city.procedures.find((p) => p.id === id);
export const staffOf = (city: City, id: StaffId): StaffMember | undefined => city.staff.find((s) => s.id === id);

/** What the files contradict each other in, as sentences for whoever edits them; empty when all is well. */
export function contradictions(city: City): string[] {
  const wrong: string[] = [];
  const twice = (what: string, ids: readonly string[]): void => {
    for (const id of new Set(ids.filter((x, i) => ids.indexOf(x) !== i))) wrong.push(`${what} "${id}" stands there twice`);
  };
  twice('hall.json: zone', city.hall.zones.map((z) => z.zone));
  twice('hall.json: counter', city.hall.counters.map((c) => c.id));
  twice('procedures.json: procedure', city.procedures.map((p) => p.id));
  twice('staff.json: staff', city.staff.map((s) => s.id));
  twice('procedures.json: field', [city.applicant, ...city.procedures.map((p) => p.fields)].flat().map((f) => f.key));
  const zones = new Set<string>(city.hall.zones.map((z) => z.zone));
  for (const counter of city.hall.counters) for (const zone of counter.zones) if (!zones.has(zone)) wrong.push(`hall.json: counter "${counter.id}" serves zone "${zone}", which the hall does not have`);
  for (const procedure of city.procedures) {
    if (!zones.has(procedure.zone)) wrong.push(`procedures.json: "${procedure.id}" belongs to zone "${procedure.zone}", which the hall does not have`);
    if (!city.hall.counters.some((c) => c.zones.includes(procedure.zone))) wrong.push(`procedures.json: no counter serves zone "${procedure.zone}" of "${procedure.id}"`);
    if (procedure.feePer !== undefined && !procedure.fields.some((f) => f.key === procedure.feePer && f.kind === 'count')) wrong.push(`procedures.json: the fee of "${procedure.id}" counts "${procedure.feePer}", which is not a count field of it`);
    if (procedure.hasForm && (procedure.formTitle === '' || procedure.basis === '')) wrong.push(`procedures.json: "${procedure.id}" has a form without title or basis`);
  }
  for (const field of [city.applicant, ...city.procedures.map((p) => p.fields)].flat()) {
    if (field.kind === 'choice' && (field.options ?? []).length === 0) wrong.push(`procedures.json: choice "${field.key}" has no options`);
    if (field.kind === 'choice' && field.default !== undefined && !field.options?.some((o) => o.value === field.default)) wrong.push(`procedures.json: the default of "${field.key}" is none of its options`);
    if (field.kind === 'kana' && field.fromCard !== undefined) wrong.push(`procedures.json: "${field.key}" is kana; the card holds no kana, it is always the visitor's`);
  }
  return wrong;
}

export const cityProfile = (city: City, links: CityProfile['links']): CityProfile => {
  const { dayStartsAt: _border, ...hall } = city.hall;
  return { ...hall, applicant: [...city.applicant], procedures: [...city.procedures], links };
};
