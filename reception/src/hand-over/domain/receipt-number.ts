import { ReceiptNumber, type TicketNumber } from '../../../contract/index.ts';

export const receiptNumberOf = ({ day, series, sequence }: TicketNumber): ReceiptNumber =>
  `${day.replaceAll('-', '')}-${String(series).padStart(2, '0')}-${String(sequence).padStart(4, '0')}`;

/** null when it is none */
export function ticketNumberOf(text: string): TicketNumber | null {
  const parsed = ReceiptNumber.safeParse(text);
  if (!parsed.success) return null;
  const [day = '', series, sequence] = parsed.data.split('-');
  return { day: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`, series: Number(series), sequence: Number(sequence) };
}
