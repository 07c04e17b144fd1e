import { ERAS } from '../../intake/domain/era.ts';

/** A date as people type it on a phone (昭和55年4月1日, 1980/4/1) -> what `checkField` reads. Anything else stays as it is. */
export const typedDate = (text: string): string => {
  const plain = text.trim().replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const match = /^(明治|大正|昭和|平成|令和)?\s*(元|\d{1,4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?$/u.exec(plain);
  if (!match) return plain;
  const [, era, year = '', month = '', day = ''] = match;
  return `${ERAS.find(({ ja }) => ja === era)?.id ?? 'ce'}/${year === '元' ? '1' : year}/${month}/${day}`;
};
