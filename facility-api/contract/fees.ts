import { z } from 'zod';
import { ClockTime, Wording } from './ids.ts';

const Percent = z.int().min(0).max(1000);
/** Id of a user class 利用者区分 or of a reduction 減免, as the ordinance names it, e.g. `non-resident`, `disability`. */
export const FeeCode = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/);

/** 利用者区分. The first one of a schedule is taken when nobody says anything. `evidence`: what the city must have seen before; null = one's own word counts. */
export const UserClass = z.strictObject({ id: FeeCode, title: Wording, evidence: Wording.nullable() });

/** When a factor counts. Admission 入場料 is the dearest ticket, 0 = nobody pays to come in. */
export const FactorCondition = z.union([
  z.enum(['weekend', 'commercial']),
  z.strictObject({ userClass: z.array(FeeCode).min(1) }),
  z.strictObject({ /** inclusive */ admissionFromYen: z.int().min(1), /** exclusive */ admissionBelowYen: z.int().min(2).optional() }),
]);

/** What runs by the hour is counted by started hours; `yenPerUse` is paid once, however long. */
const Item = { id: z.string(), title: Wording, clause: z.string(), months: z.array(z.int().min(1).max(12)).optional() };

/**
 * 料金表 (fee schedule) as data, in the order in which it is applied: bands 時間区分, ordered factors, reduction 減免, additive items, rounding.
 * Every line names its clause. A band with `classes` is a row for those user classes only.
 */
export const FeeSchedule = z.strictObject({
  bands: z.array(z.strictObject({ title: Wording, from: ClockTime, until: ClockTime, yenPerHour: z.int().min(0), clause: z.string(), classes: z.array(FeeCode).min(1).optional() })).min(1),
  userClasses: z.array(UserClass).default([]),
  factors: z.array(z.strictObject({ id: z.string(), when: FactorCondition, percent: Percent, title: Wording, clause: z.string() })),
  /** one counts at a time, only with evidence the city has seen, and only while that is valid; `percentOff` of the room fee, 100 = exempt */
  reductions: z.array(z.strictObject({ id: FeeCode, percentOff: z.int().min(1).max(100), title: Wording, evidence: Wording, clause: z.string(), /** also for commercial use */ alsoCommercial: z.boolean() })).default([]),
  items: z.array(z.union([z.strictObject({ ...Item, yenPerHour: z.int().min(0) }), z.strictObject({ ...Item, yenPerUse: z.int().min(0) })])),
  roundToYen: z.int().positive(),
  rounding: z.enum(['down', 'up', 'half-up']).default('down'),
});
export type FeeSchedule = z.infer<typeof FeeSchedule>;

/** On what the price of a use depends besides room and time. Nothing here says who somebody is. */
export const FeeFacts = z.strictObject({
  /** null: the schedule's first class */ userClass: FeeCode.nullable(), commercial: z.boolean(), admissionYen: z.int().min(0).max(1_000_000),
  items: z.array(z.string().max(40)).max(8), reduction: FeeCode.nullable(),
});
export type FeeFacts = z.infer<typeof FeeFacts>;

/** `GET /api/standings`: what the city has seen of oneself, and until when it counts (the day itself included). */
export const Standing = z.strictObject({ code: FeeCode, /** kind of paper, e.g. 障害者手帳; never a number */ evidence: z.string(), validUntil: z.iso.date() });
export type Standing = z.infer<typeof Standing>;
