import { bareDigits } from '../../intake/domain/digits.ts';

/** 郵便番号 as people write it (〒883-0011, ８８３－００１１) -> its seven digits; null while it is none. */
export const readPostalCode = (text: string): string | null => {
  const digits = bareDigits(text.trim().replace(/^〒/u, ''));
  return /^\d{7}$/.test(digits) ? digits : null;
};

/** `883-0011`, also while it is being typed. */
export const writePostalCode = (digits: string): string => (digits.length > 3 ? `${digits.slice(0, 3)}-${digits.slice(3)}` : digits);
