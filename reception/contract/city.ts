import { z } from 'zod';
import { CounterId, ProcedureId } from './ids.ts';
import { Wording } from './language.ts';
import { Zone } from './ticket.ts';

/** What the card can fill: the four items of 券面事項入力補助. */
export const CardItem = z.enum(['name', 'address', 'birth', 'sex']);
export type CardItem = z.infer<typeof CardItem>;

/** A field of a form, as data that a city edits. `key` is dotted: `applicant.name`, `juminhyo.copies`. */
export const FormField = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/),
  label: Wording,
  help: Wording.optional(),
  kind: z.enum(['name', 'kana', 'date', 'address', 'phone', 'text', 'count', 'choice']),
  required: z.boolean(),
  fromCard: CardItem.optional(),
  options: z.array(z.strictObject({ value: z.string(), label: Wording })).optional(),
  default: z.string().optional(),
  min: z.int().optional(), max: z.int().optional(),
});
export type FormField = z.infer<typeof FormField>;

export const Procedure = z.strictObject({
  id: ProcedureId, zone: Zone, title: Wording, line: Wording,
  /** Title as it stands on the paper form, Japanese only. */
  formTitle: z.string(), /** law and article */ basis: z.string(), /** 宛先 */ addressee: z.string(),
  feeYen: z.int().min(0), /** the fee is per copy of this field, else flat */ feePer: z.string().optional(),
  fields: z.array(FormField), minutes: z.number().positive(), hasForm: z.boolean(),
});
export type Procedure = z.infer<typeof Procedure>;

export const Counter = z.strictObject({ id: CounterId, name: Wording, zones: z.array(Zone).min(1) });
export type Counter = z.infer<typeof Counter>;

/** `GET /api/city`: everything a surface needs to know of its city, kept by kiosks for the time without network. */
export const CityProfile = z.strictObject({
  name: Wording, hall: Wording, hours: z.strictObject({ open: z.string(), close: z.string() }),
  /** `title` names the matter on boards and lists, `wish` says it as a visitor would (用件) on the kiosk's first page, with one `line` below. */
  zones: z.array(z.strictObject({ zone: Zone, title: Wording, wish: Wording, line: Wording, icon: z.string() })),
  counters: z.array(Counter), procedures: z.array(Procedure),
  /** 届出人・請求者: the shared part (A票) that stands on every form and is entered once. */
  applicant: z.array(FormField),
  quickPhrases: z.array(Wording),
  policy: z.strictObject({ webSpeech: z.boolean(), idleWarnSeconds: z.int(), idleWipeSeconds: z.int() }),
  links: z.strictObject({ reception: z.url(), facility: z.url(), cardBridge: z.string() }),
});
export type CityProfile = z.infer<typeof CityProfile>;

/**
 * The zone whose plate a ticket wears: that of the procedure that takes longest, the earlier in the city's list where two take
 * as long. A kiosk decides it alone, also without network, and reception decides the same.
 */
export const ticketZone = (procedures: readonly ProcedureId[], city: Pick<CityProfile, 'procedures'>): Zone | undefined =>
  city.procedures.filter((p) => procedures.includes(p.id)).reduce<Procedure | undefined>((longest, p) => (longest === undefined || p.minutes > longest.minutes ? p : longest), undefined)?.zone;
