/** First day of each era in the Gregorian calendar; 明治 counts from 1873, when that calendar came. */
const ERAS: readonly (readonly [name: string, from: string])[] = [
  ['令和', '2019-05-01'], ['平成', '1989-01-08'], ['昭和', '1926-12-25'], ['大正', '1912-07-30'], ['明治', '1868-01-25'],
];

/**
 * `1980-04-01` -> 「昭和55年（1980年）4月1日」. Month or day may be unknown (`1980`, `1980-04`); then the era of a year in which
 * eras changed is unknown too. What is no date comes back unchanged, because a clerk must see it.
 */
export function japaneseDate(iso: string): string {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u.exec(iso);
  if (parts === null) return iso;
  const year = Number(parts[1]);
  const [month, day] = [parts[2], parts[3]].map((part) => (part === undefined ? null : Number(part))) as [number | null, number | null];
  if ((month !== null && (month < 1 || month > 12)) || (day !== null && (day < 1 || day > 31))) return iso;
  const rest = `${month === null ? '' : `${month}月`}${day === null ? '' : `${day}日`}`;
  const gregorian = `${year}年`;
  const era = eraOf(iso);
  if (era === undefined) return `${gregorian}${rest}`;
  const inEra = year - Number(era[1].slice(0, 4)) + 1;
  return `${era[0]}${inEra === 1 ? '元' : inEra}年（${gregorian}）${rest}`;
}

const eraAt = (day: string): (typeof ERAS)[number] | undefined => (day < '1873-01-01' ? undefined : ERAS.find(([, from]) => day >= from));
/** Only when every day that the text may mean lies in one era. */
const eraOf = (iso: string): (typeof ERAS)[number] | undefined => {
  const first = eraAt(`${iso}-01-01`.slice(0, 10));
  return first === eraAt(iso.length === 10 ? iso : `${iso}-12-31`.slice(0, iso.length === 4 ? 10 : 7) + (iso.length === 7 ? '-31' : '')) ? first : undefined;
};
