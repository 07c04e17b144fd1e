/** First day of each era; before 1873 the old calendar ran, which no living applicant needs. */
const ERAS = [['令和', 20190501], ['平成', 19890108], ['昭和', 19261225], ['大正', 19120730], ['明治', 18680125]] as const;

const eraYear = (name: string, years: number): string => `${name}${years === 1 ? '元' : years}年`;

/**
 * 2026-11-22 -> 令和8年11月22日; with the western year as well: 昭和55年（1980年）4月1日. The first year is 元年.
 * A day or month that nobody knows stays out: 1980 -> 昭和55年. Text that is no date is returned as it is.
 */
export function wareki(iso: string, withWestern = false): string {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(iso);
  if (found === null) return iso;
  const [y, m, d] = [Number(found[1]), Number(found[2] ?? 0), Number(found[3] ?? 0)];
  const key = y * 10_000 + (m || 12) * 100 + (d || 31);
  const era = ERAS.find(([, from]) => key >= from);
  if (era === undefined) return `${y}年${m > 0 ? `${m}月` : ''}${d > 0 ? `${d}日` : ''}`;
  const [name, from] = era;
  const year = eraYear(name, y - Math.floor(from / 10_000) + 1);
  return `${year}${withWestern ? `（${y}年）` : ''}${m > 0 ? `${m}月` : ''}${d > 0 ? `${d}日` : ''}`;
}
