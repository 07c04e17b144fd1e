/** First day of each era in the Gregorian calendar; 明治 counts from 1873, when that calendar came. */
const ERAS: readonly (readonly [name: string, from: string])[] = [
  ['令和', '2019-05-01'], ['平成', '1989-01-08'], ['昭和', '1926-12-25'], ['大正', '1912-07-30'], ['明治', '1868-01-25'],
];

/** `1980-04-01` -> 「昭和55年（1980年）4月1日」; what is no date comes back unchanged, because a clerk must see it. */
export function japaneseDate(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(iso);
  if (parts === null) return iso;
  const [, year, month, day] = parts.map(Number) as [number, number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > 31) return iso;
  const era = iso < '1873-01-01' ? undefined : ERAS.find(([, from]) => iso >= from);
  const gregorian = `${year}年`;
  if (era === undefined) return `${gregorian}${month}月${day}日`;
  const inEra = year - Number(era[1].slice(0, 4)) + 1;
  return `${era[0]}${inEra === 1 ? '元' : inEra}年（${gregorian}）${month}月${day}日`;
}
