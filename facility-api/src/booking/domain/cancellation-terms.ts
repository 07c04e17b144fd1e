import type { CancellationRule } from '../../../contract/index.ts';
import { DAY_MS, dayOf, midnightOf } from '../../facilities/domain/city-day.ts';
import { RELEASE, UNDO } from './policy.ts';

/** What comes back of a paid fee at this moment, by which rule, and until when that holds. */
export interface CancellationTerms { percent: number; rule: CancellationRule | null; untilMs: number }
export interface TermsQuestion { startMs: number; /** day by which the rules count, see {@link termsAfterChange} */ termsMs: number; confirmedMs: number | null }

/**
 * 取消規定 as data. Who corrects a slip within the undo time loses nothing, whatever the rules say. Days are counted from Tokyo midnight
 * to Tokyo midnight, as a notice on paper counts them. A facility without rules gives everything back.
 */
export function termsAt(rules: readonly CancellationRule[] | undefined, asked: TermsQuestion, nowMs: number): CancellationTerms {
  const lastMs = asked.startMs - RELEASE.beforeStartMs;
  const undoMs = (asked.confirmedMs ?? -Infinity) + UNDO.freeMs;
  if (nowMs < undoMs) return { percent: 100, rule: null, untilMs: Math.min(undoMs, lastMs) };
  if (!rules) return { percent: 100, rule: null, untilMs: lastMs };
  const useDay = midnightOf(dayOf(asked.termsMs));
  const rule = rules.toSorted((a, b) => b.daysBefore - a.daysBefore).find(({ daysBefore }) => nowMs < useDay - (daysBefore - 1) * DAY_MS);
  if (!rule) return { percent: 0, rule: null, untilMs: lastMs };
  return { percent: rule.percent, rule, untilMs: Math.min(useDay - (rule.daysBefore - 1) * DAY_MS, lastMs) };
}

/** The city never gives back more than this of an amount; whole yen, cut in favour of nobody but the rule. */
export const sharedBack = (yen: number, percent: number): number => Math.floor((yen * percent) / 100);

/** A change to a later day must not buy back what the rules have already kept: the earlier day goes on counting. */
export const termsAfterChange = (termsMs: number, newStartMs: number): number => Math.min(termsMs, newStartMs);
