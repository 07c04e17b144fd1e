import { z } from 'zod';
import { Day, ProcedureId } from './ids.ts';
import { Wording } from './language.ts';

/** 出来事: what has happened in a life. 転入 from another city, 転居 within the city, 転出 to another city. */
export const LifeEvent = z.enum(['tennyu', 'tenkyo', 'tenshutsu', 'kekkon', 'rikon', 'shussho', 'shibo', 'taishoku', 'shushoku', 'risai']);
export type LifeEvent = z.infer<typeof LifeEvent>;

/** 用件: how a visitor says it before the city's own words are known. Where one holds several events, these are asked next. */
export const MATTERS = {
  hikkoshi: ['tennyu', 'tenkyo', 'tenshutsu'],
  'kekkon-rikon': ['kekkon', 'rikon'],
  shussho: ['shussho'],
  shibo: ['shibo'],
  shigoto: ['taishoku', 'shushoku'],
  risai: ['risai'],
} as const satisfies Record<string, readonly LifeEvent[]>;
export type Matter = keyof typeof MATTERS;

/**
 * What may be true of somebody or not, by the page that asks it; each is answered yes, no or 「わからない」. With the event and
 * its day these are the eight facts of the navigator, and it never asks for a ninth.
 */
export const FACTS = {
  /** 世帯主が変わる */ head: ['head'],
  /** 健康保険: 国民健康保険, 勤め先の健康保険（社保・任意継続・扶養）, 後期高齢者医療 */ insurance: ['kokuho', 'shaho', 'koki'],
  /** 子ども up to the end of the fiscal year after 18: before school, 小・中学生, 高校生の年ごろ */ children: ['preschool', 'school', 'high'],
  /** 65–74歳, 75歳以上, 障害者手帳, 年金を受けている */ people: ['over65', 'over75', 'techo', 'nenkin'],
  /** 原付バイク, 犬, 市営住宅 */ things: ['gentsuki', 'inu', 'shiei'],
  /** マイナンバーカード whose PINs are known: asked only where something then needs no visit */ card: ['card'],
} as const;
export type FactPage = keyof typeof FACTS;
export type FactItem = (typeof FACTS)[FactPage][number];

/** `none`: nothing of that page is so (no insurance, no child). */
const someOf = <T extends readonly [string, ...string[]]>(items: T) => z.array(z.enum([...items, 'none'])).min(1).optional();

/** One case in which a rule holds: the event is one of these, and of every fact that is named at least one thing is so. */
export const NavigatorCase = z.strictObject({
  event: z.array(LifeEvent).min(1), head: z.enum(['yes', 'no']).optional(),
  insurance: someOf(FACTS.insurance), children: someOf(FACTS.children), people: someOf(FACTS.people), things: someOf(FACTS.things),
});
export type NavigatorCase = z.infer<typeof NavigatorCase>;

/** 根拠. `law` is a key of the file's `laws`. `unconfirmed`: a clerk still has to check it against the text of the law. */
export const Basis = z.strictObject({ law: z.string(), article: z.string().regex(/^\d+(の\d+)*$/), unconfirmed: z.boolean().optional() });
export type Basis = z.infer<typeof Basis>;

/**
 * 期限. `counting: "that-day"` counts the day itself (戸籍法43条); `next-day` begins with the day after (民法140条).
 * `until: "that-day"`: in advance, on the day itself at the latest (転出). `opens: "that-day"`: not taken before that day (転入).
 */
export const Deadline = z.union([
  z.strictObject({ within: z.int().min(1), unit: z.enum(['days', 'months', 'years']), counting: z.enum(['that-day', 'next-day']), opens: z.literal('that-day').optional() }),
  z.strictObject({ until: z.literal('that-day') }),
]);
export type Deadline = z.infer<typeof Deadline>;

/** How the same is done without coming: マイナポータル, コンビニ交付, 郵送. */
export const SkipVisit = z.strictObject({ by: z.enum(['portal', 'konbini', 'post']), needsCard: z.boolean(), how: Wording });
export type SkipVisit = z.infer<typeof SkipVisit>;

/**
 * One line of the answer. `procedure`: one of the city's, or a key of `outside`. `then`: `must`, `wish` (who wants it), or `staff`
 * (only a person can tell, even when every answer is known). Title, counter and minutes are those of the procedure.
 */
export const NavigatorRule = z.strictObject({
  procedure: ProcedureId, then: z.enum(['must', 'wish', 'staff']), when: z.array(NavigatorCase).min(1), why: Wording, basis: Basis,
  deadline: Deadline.optional(), bring: z.array(z.string()), skip: SkipVisit.optional(),
  /** date fields of the form that are the event's own day, and fields whose answer the case already tells */
  days: z.array(z.string()).optional(), fills: z.record(z.string(), z.string()).optional(),
});
export type NavigatorRule = z.infer<typeof NavigatorRule>;

const named = <T extends z.ZodType>(of: T) => z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), of);
/** `navigator.json`, as a clerk edits it. */
export const NavigatorFile = z.strictObject({
  /** the procedure that means 「職員に聞く」 */ ask: ProcedureId,
  laws: named(Wording), brings: named(Wording),
  /** what is done elsewhere (school board, pension office): its name and where */ outside: named(z.strictObject({ name: Wording, where: Wording })),
  rules: z.array(NavigatorRule).min(1),
});
export type NavigatorFile = z.infer<typeof NavigatorFile>;

/** `GET /api/navigator`: the file, and the national holidays around today, because a deadline never ends on a day when the hall is closed. */
export const NavigatorProfile = NavigatorFile.extend({ holidays: z.array(Day) });
export type NavigatorProfile = z.infer<typeof NavigatorProfile>;

/** `POST /api/kiosks/:kioskId/avoided-visits`, signed and keyed: these need no visit, and the visitor went without a number. */
export const AvoidedVisits = z.strictObject({ procedures: z.array(ProcedureId).min(1).max(16) });
export type AvoidedVisits = z.infer<typeof AvoidedVisits>;
/** `GET /api/staff/avoided-visits?since=`: by business day and procedure, newest first. Nothing about anybody. */
export const AvoidedVisitCounts = z.strictObject({ counts: z.array(z.strictObject({ day: Day, procedure: ProcedureId, visits: z.int().min(1) })) });
export type AvoidedVisitCounts = z.infer<typeof AvoidedVisitCounts>;
