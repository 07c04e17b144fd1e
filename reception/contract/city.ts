import { z } from 'zod';
import { CounterId, ProcedureId } from './ids.ts';
import { Wording } from './language.ts';
import { Zone } from './ticket.ts';

/** What the card can fill: the four items of 券面事項入力補助. */
export const CardItem = z.enum(['name', 'address', 'birth', 'sex']);
export type CardItem = z.infer<typeof CardItem>;

/** What a field holds; reception and every surface check it the same way. `digits` is a number that is copied, never counted (登録番号, 口座番号). */
export const FieldKind = z.enum(['name', 'kana', 'date', 'address', 'phone', 'text', 'count', 'choice', 'choices', 'digits', 'people']);
export type FieldKind = z.infer<typeof FieldKind>;

const Option = z.strictObject({ value: z.string(), label: Wording });
/** Asked, checked and printed only while another value of the same visit is one of these. Of `choices` one of the chosen is enough. */
export const OnlyIf = z.strictObject({ key: z.string(), is: z.array(z.string()).min(1) });
export type OnlyIf = z.infer<typeof OnlyIf>;

/**
 * Who of a list of people: all that is said must hold, and `{}` is everybody. Ages as the law counts them: reached on the eve
 * of the birthday (年齢計算ニ関スル法律). Somebody whose birth is not known is never meant by an age.
 */
export const PeopleWho = z.strictObject({
  /** true: the applicant alone; false: everybody else */ applicant: z.boolean().optional(),
  fromAge: z.int().min(0).optional(), underAge: z.int().min(0).optional(),
  /** until 31 March after this age: 18 is 高校生年代, 15 中学生まで, 6 就学前 */ untilFiscalYearEndAfter: z.int().min(0).optional(),
  column: z.strictObject({ key: z.string(), is: z.array(z.string()).min(1) }).optional(),
});
export type PeopleWho = z.infer<typeof PeopleWho>;

/** One thing that is asked of each person of a list (異動者, 被保険者, 児童): a field whose key is completed by list and place. */
export const PersonField = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]*$/), label: Wording, help: Wording.optional(),
  kind: FieldKind.exclude(['people', 'address']), required: z.boolean(), fromCard: CardItem.optional(),
  options: z.array(Option).optional(), default: z.string().optional(), future: z.boolean().optional(),
});
export type PersonField = z.infer<typeof PersonField>;

/**
 * A field of a form, as data that a city edits. `key` is dotted: `applicant.name`, `juminhyo.copies`. Forms that hold a field
 * with the same key share it: it is entered once (`move.on`, `people.family`, `account.number`).
 */
export const FormField = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/),
  label: Wording,
  help: Wording.optional(),
  kind: FieldKind,
  required: z.boolean(),
  fromCard: CardItem.optional(),
  /** of `choice` (one) and `choices` (any number, kept as their values parted by spaces) */
  options: z.array(Option).optional(),
  /**
   * of `choice` and `choices`: the people of this list (its key) stand before any `options`, by name; the value is their place,
   * `1`, or `1 3 4`. `chosen`: who of them is chosen at first, absent: nobody.
   */
  optionsFrom: z.string().optional(), chosen: PeopleWho.optional(),
  /** of `choice`: so many fiscal years up to the running one, whose papers there are from this day (MM-DD); reception spells them out as options */
  years: z.strictObject({ count: z.int().min(1).max(10), from: z.string().regex(/^\d{2}-\d{2}$/) }).optional(),
  /** of a choice with a usual answer: so seldom another one that it is asked only of who looks for it */
  rare: z.literal(true).optional(),
  default: z.string().optional(),
  /** another usual answer in a visit that has this procedure as well: who moves in joins 国保 because of that */
  defaultWith: z.array(z.strictObject({ procedure: ProcedureId, value: z.string() })).optional(),
  /** of a copy that is only likely: it is asked all the same, filled in */
  confirm: z.literal(true).optional(),
  /** of `count` its range, of `people` how few and how many persons */
  min: z.int().optional(), max: z.int().optional(),
  /** of `digits` how many, exactly */
  length: z.int().positive().optional(),
  /** a date that may lie after today (転出予定年月日) */
  future: z.boolean().optional(),
  /** begins as a copy of that field's value, or of that column of the first such person, and then counts as the visitor's own word */
  sameAs: z.union([z.string(), z.strictObject({ list: z.string(), column: z.string(), who: PeopleWho })]).optional(),
  onlyIf: OnlyIf.optional(),
  /** an address that lies in this city: its towns are offered first */
  inCity: z.boolean().optional(),
  /** of `people`: what is asked of each; forms that share a list may need different columns, and a visit asks for all of them */
  columns: z.array(PersonField).optional(),
  /** of `people`: the first is the applicant, or whom a proxy stands for */
  beginsWithApplicant: z.literal(true).optional(),
  /** of `people`: the form is about those alone who are chosen in this field of it */
  about: z.string().optional(),
});
export type FormField = z.infer<typeof FormField>;

/**
 * What values must be to each other. `say` is shown beside the field `key`.
 * `not-before`: the date is not earlier than that of `than`. `at-most-one`: of the people of the list (or of those chosen in
 * `among`) no two have this value in this column. `not-with`: not this value together with one of those of another field
 * (a 住民票 with 個人番号 is never handed to a proxy). `same-name`: both name the same person, spaces and small kana apart (口座の名義).
 */
export const FormRule = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('not-before'), key: z.string(), than: z.string(), say: Wording }),
  z.strictObject({ rule: z.literal('at-most-one'), key: z.string(), column: z.string(), value: z.string(), among: z.string().optional(), say: Wording }),
  z.strictObject({ rule: z.literal('same-name'), key: z.string(), as: z.string(), onlyIf: OnlyIf.optional(), say: Wording }),
  z.strictObject({ rule: z.literal('not-with'), key: z.string(), is: z.array(z.string()).min(1), other: z.string(), otherIs: z.array(z.string()).min(1), say: Wording }),
]);
export type FormRule = z.infer<typeof FormRule>;

/** A line of a guide: said to everybody, or only while an answer is one of these. */
export const GuideLine = z.union([Wording, z.strictObject({ say: Wording, onlyIf: OnlyIf })]);
export type GuideLine = z.infer<typeof GuideLine>;

export const Procedure = z.strictObject({
  id: ProcedureId, zone: Zone, title: Wording, line: Wording,
  /** Title as it stands on the paper form, Japanese only. */
  formTitle: z.string(), /** law and article */ basis: z.string(), /** 宛先 */ addressee: z.string(),
  feeYen: z.int().min(0), /** the fee is per copy of this field, else flat */ feePer: z.string().optional(),
  /** another fee for these values of a choice (除籍 750円) */ feeBy: z.strictObject({ key: z.string(), yen: z.record(z.string(), z.int().min(0)) }).optional(),
  fields: z.array(FormField), minutes: z.number().positive(), hasForm: z.boolean(),
  /** keys of the shared part (A票) that this form does not need: asked and printed only for another form that does. A 住民票 is asked for by name and address alone (住民基本台帳法第12条第2項). */
  without: z.array(z.string()).optional(),
  rules: z.array(FormRule).optional(),
  /** `cover`: the statutory paper (出生届 …) is not replaced; we print a guide and a cover sheet. Absent: the form itself. */
  paper: z.enum(['form', 'cover']).optional(),
  /** what the guide says, step by step, and what to bring */
  guide: z.array(GuideLine).optional(), bring: z.array(Wording).optional(),
  /** 届け出できる方 and 期限, as they stand in the guide and on the cover sheet */
  who: Wording.optional(), deadline: Wording.optional(),
  /** how the visit can be spared (マイナポータル, コンビニ交付): said before anything is asked */
  fromHome: Wording.optional(),
  /** comes by itself with the others while this holds, and is never chosen (委任状) */
  comesWith: OnlyIf.optional(),
  /** 職員記入欄: boxes for numbers that are never asked for (個人番号, 基礎年金番号, 住民票コード), Japanese only */
  staffBoxes: z.array(z.string()).optional(),
  /** the same, one box for each person that the form is about */
  staffBoxesEach: z.array(z.string()).optional(),
  /** what clerks should know of this form, what is not certain in it; never shown to visitors, Japanese only */
  note: z.string().optional(),
});
export type Procedure = z.infer<typeof Procedure>;

/** 町域 of the city: known by its postal code (several may share one), found by its reading in full-width katakana. */
export const Town = z.strictObject({ postal: z.string().regex(/^\d{7}$/), name: z.string().min(1), kana: z.string().regex(/^[ァ-ヴー]+$/u) });
export type Town = z.infer<typeof Town>;

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** `closed`: from and until when nobody is called there, each day (昼休み), in Tokyo. */
export const Counter = z.strictObject({ id: CounterId, name: Wording, zones: z.array(Zone).min(1), closed: z.array(z.tuple([TimeOfDay, TimeOfDay])).optional() });
export type Counter = z.infer<typeof Counter>;

/** `GET /api/city`: everything a surface needs to know of its city, kept by kiosks for the time without network. */
export const CityProfile = z.strictObject({
  name: Wording, hall: Wording, hours: z.strictObject({ open: z.string(), close: z.string() }),
  /** `title` names the matter on boards and lists, `wish` says it as a visitor would (用件) on the kiosk's first page, with one `line` below. */
  zones: z.array(z.strictObject({ zone: Zone, title: Wording, wish: Wording, line: Wording, icon: z.string() })),
  counters: z.array(Counter), procedures: z.array(Procedure),
  /** 届出人・請求者: the shared part (A票) that stands on every form and is entered once. */
  applicant: z.array(FormField),
  /** offered where somebody lives in the city; a kiosk knows them without any network */ towns: z.array(Town).optional(),
  quickPhrases: z.array(Wording),
  policy: z.strictObject({ webSpeech: z.boolean(), idleWarnSeconds: z.int(), idleWipeSeconds: z.int(), /** how long after their call those who did not come may stand in the queue again */ rejoinMinutes: z.int().min(0).max(240).optional(), /** how long after the time of an appointment the forecast still counts on whoever has not come */ appointmentGraceMinutes: z.int().min(0).max(120).optional() }),
  links: z.strictObject({ reception: z.url(), facility: z.url(), cardBridge: z.string() }),
});
export type CityProfile = z.infer<typeof CityProfile>;

/**
 * The zone whose plate a ticket wears: that of the procedure that takes longest, the earlier in the city's list where two take
 * as long. A kiosk decides it alone, also without network, and reception decides the same.
 */
export const ticketZone = (procedures: readonly ProcedureId[], city: Pick<CityProfile, 'procedures'>): Zone | undefined =>
  city.procedures.filter((p) => procedures.includes(p.id)).reduce<Procedure | undefined>((longest, p) => (longest === undefined || p.minutes > longest.minutes ? p : longest), undefined)?.zone;
