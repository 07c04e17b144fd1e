import type { Basis, CityProfile, Counter, Deadline, NavigatorProfile } from '@engawa/reception/contract';
import { Icon, Kifuda } from '../../design/index.ts';
import { articleWords, dayWithYear, FACT_WORDS, minutesIn, navigator as words } from '../../wording/navigator.ts';
import { withCityWords, type Phrase } from '../../wording/wording.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import type { Line } from '../domain/guide.ts';

export interface LineWorld { readonly profile: NavigatorProfile; readonly city: CityProfile; readonly today: string }

export const nameOf = (line: Line): Phrase => line.procedure?.title ?? line.outside?.name ?? words.otherMatter;

/** Why: the reasons of the rules; for what nobody could answer, the question that is open. A visitor's own matter, so no loudspeaker says it. */
export const Why = ({ line }: { line: Line }) => (
  <span className="line-why" data-private>
    {line.open.length > 0
      ? line.open.map((step) => <span key={step}><Say of={withCityWords(words.openBecause, 'fact', FACT_WORDS[step])} /></span>)
      : line.whys.map((why) => <span key={why.ja}><Say of={why} /></span>)}
  </span>
);

const periodWords = (deadline: Deadline): { of: Phrase; n: number } => {
  if ('until' in deadline) return { of: words.untilThatDay, n: 0 };
  switch (deadline.unit) {
    case 'days': return { of: deadline.counting === 'that-day' ? words.withinDaysWith : words.withinDays, n: deadline.within };
    case 'months': return { of: words.withinMonths, n: deadline.within };
    case 'years': return { of: words.withinYears, n: deadline.within };
  }
};

/** A date with its weekday; without the day of the event the period in words. */
export const Due = ({ line, today }: { line: Line; today: string }) => {
  const { day, lang } = useWording();
  const shown = (when: string): string => dayWithYear(when, day(when), today, lang);
  if (line.deadline === null) return null;
  if (line.due === null) { const { of, n } = periodWords(line.deadline); return <span className="line-due"><Icon name="calendar" /><span><Say of={of} params={{ n }} /></span></span>; }
  const { opensOn, passed } = line.due;
  const of = opensOn !== null ? words.opensOn : passed ? words.duePassed : 'until' in line.deadline ? words.dueAdvance : words.due;
  return <span className={`line-due${passed ? ' line-due-passed' : ''}`}><Icon name={passed ? 'warn' : 'calendar'} /><span><Say of={of} params={{ day: shown(opensOn ?? line.due.day) }} /></span></span>;
};

const Article = ({ basis, profile }: { basis: Basis; profile: NavigatorProfile }) => {
  const { lang } = useWording();
  const law = profile.laws[basis.law];
  if (!law) return null;
  const { phrase, params } = articleWords(basis, law, lang);
  return <span><Say of={phrase} params={params} />{basis.unconfirmed && <>（<Say of={words.unconfirmed} />）</>}</span>;
};
export const Law = ({ line, profile }: { line: Line; profile: NavigatorProfile }) => <span className="line-law">{line.basis.map((basis) => <Article key={`${basis.law} ${basis.article}`} basis={basis} profile={profile} />)}</span>;

const countersOf = (line: Line, city: CityProfile): readonly Counter[] => (line.procedure === null ? [] : city.counters.filter(({ zones }) => zones.includes(line.procedure!.zone)));

/** Which counter and how long; or where else it is done. */
export const Place = ({ line, city }: { line: Line; city: CityProfile }) => {
  const { say, lang } = useWording();
  if (line.procedure === null) return line.outside === null ? null : <span className="line-place"><Icon name="walk" /><span><Say of={withCityWords(words.elsewhere, 'where', line.outside.where)} /></span></span>;
  return <span className="line-place">{countersOf(line, city).map(({ id, name }) => <Kifuda key={id} counter={id} label={say(name)} />)}<span><Say of={words.minutes} params={{ time: minutesIn(Math.ceil(line.procedure.minutes), lang) }} /></span></span>;
};
