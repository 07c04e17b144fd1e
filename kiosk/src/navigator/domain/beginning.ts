import { MAX_PROCEDURES, type NavigatorProfile, type ProcedureId } from '@engawa/reception/contract';
import type { Facts } from './facts.ts';
import type { Guidance, Line } from './guide.ts';

/** What the visitor ticked or unticked, against what is proposed. */
export type Ticks = Readonly<Record<string, boolean>>;
/** 「職員に聞く」 is a tick of its own. */
export const ASK = '@ask';

/** Done on this visit: it belongs to this hall, and a form or a counter is ready for it today. */
export const canDoHere = (line: Line): boolean => line.procedure !== null && line.need !== 'staff' && line.due?.opensOn == null;
/** What is needed is proposed; what some want, and what nobody has to come for, is theirs to tick. */
export const isTicked = (line: Line, ticks: Ticks): boolean => canDoHere(line) && (ticks[line.id] ?? (line.need === 'must' && !line.noVisit));
export const asksStaff = (guidance: Guidance, ticks: Ticks): boolean => (guidance.lost || guidance.lines.some(({ need }) => need === 'staff')) && (ticks[ASK] ?? true);

export interface Beginning { readonly procedures: readonly ProcedureId[]; /** fields that the answers already tell, by their keys */ readonly values: Readonly<Record<string, string>> }

/** What the visit begins with: the ticked procedures, a talk where one is wanted, and what the forms need not ask again. Where two answers would fill a field differently, the form asks. */
export const beginningOf = (profile: Pick<NavigatorProfile, 'ask'>, guidance: Guidance, facts: Facts, ticks: Ticks): Beginning => {
  const chosen = guidance.lines.filter((line) => isTicked(line, ticks));
  const day = facts.day === undefined || facts.day === 'unknown' ? undefined : facts.day;
  const rules = chosen.flatMap((line) => line.rules);
  const fills = rules.flatMap((rule) => Object.entries(rule.fills ?? {}));
  const ids = [...chosen.flatMap(({ procedure }) => (procedure === null ? [] : [procedure.id])), ...(asksStaff(guidance, ticks) ? [profile.ask] : [])];
  return {
    procedures: [...new Set(ids)].slice(0, MAX_PROCEDURES),
    values: Object.fromEntries([...rules.flatMap((rule) => (day === undefined ? [] : (rule.days ?? []).map((key) => [key, day] as const))), ...fills.filter(([key, value]) => fills.every(([other, said]) => other !== key || said === value))]),
  };
};

/** Visits that nobody has to make: certain, and not ticked all the same. */
export const avoidedBy = (guidance: Guidance, ticks: Ticks): ProcedureId[] => guidance.lines.flatMap((line) => (line.procedure !== null && line.noVisit && !isTicked(line, ticks) ? [line.procedure.id] : []));
