import { concreteFields, feeOf, feePerCopy, formsOf, sharedFields, type ConcreteField, type FieldValue, type FormField, type IntakeForm, type Procedure, type Source, type Zone } from '../../../contract/index.ts';
import { wareki } from './wareki.ts';

export interface PaperRow {
  readonly label: string;
  readonly kind: FormField['kind'];
  /** as it is read; '' leaves the box empty for a pen */
  readonly text: string;
  /** a choice shows all its options, the chosen one ticked */
  readonly options: readonly { readonly text: string; readonly chosen: boolean }[];
  readonly source: Source | null;
  /** what the card said, where it was changed */
  readonly cardText: string | null;
  /** 「字の形がちがう」, or a letter that the kiosk could not draw */
  readonly doubt: NonNullable<FieldValue['doubt']> | null;
}
/** One A4 page: 様式 of one procedure, filled. Pure data, so that paper and hash come from the same thing. */
export interface PaperForm {
  readonly title: string;
  readonly basis: string;
  readonly addressee: string;
  readonly dateLabel: string;
  readonly date: string;
  readonly city: string;
  readonly hall: string;
  readonly zone: Zone;
  readonly label: string;
  readonly page: number;
  readonly pages: number;
  readonly applicantTitle: string;
  readonly applicant: readonly PaperRow[];
  readonly ownTitle: string;
  readonly own: readonly PaperRow[];
  readonly fee: { readonly sum: string; readonly how: string } | null;
  readonly card: string;
}

const yen = (n: number): string => `${String(n).replace(/\B(?=(\d{3})+$)/g, ',')}円`;

const readable = (field: FormField, value: string): string => {
  if (field.kind === 'date') return wareki(value, true);
  if (field.kind === 'choice') return field.options?.find((o) => o.value === value)?.label.ja ?? value;
  if (field.kind === 'choices') return value.split(' ').map((one) => field.options?.find((o) => o.value === one)?.label.ja ?? one).join('、');
  if (field.kind === 'count' && value !== '') return `${value}${field.label.ja.includes('人数') ? '人' : '通'}`;
  return value;
};

function rowOf(field: ConcreteField, held: FieldValue | undefined): PaperRow {
  const value = held?.value ?? '';
  const changed = held?.cardValue !== undefined && held.cardValue !== value;
  return {
    label: field.person === undefined ? field.label.ja : `${field.person.n}人目 ${field.label.ja}`, kind: field.kind, text: readable(field, value),
    options: field.kind === 'choice' ? (field.options ?? []).map((o) => ({ text: o.label.ja, chosen: o.value === value })) : [],
    source: held === undefined || value === '' ? null : held.source,
    doubt: held?.doubt ?? null,
    cardText: changed ? readable(field, held.cardValue ?? '') : null,
  };
}

/** How the card was opened, where it was not by its holder's PIN, and whose further cards were read. */
const furtherOf = (form: IntakeForm): string => {
  const others = Object.values(form.furtherCards ?? {});
  const unchecked = others.filter(({ authenticity }) => authenticity !== 'verified').length;
  return [
    ...(form.card?.by === 'number-b' ? ['照合番号Bで読み取り。'] : []),
    ...(others.length === 0 ? [] : [`ほか${others.length}人のカードも読み取りました（${unchecked === 0 ? '電子署名を確認' : `うち${unchecked}人は真正性未確認`}）。`]),
  ].join('');
};
const CARD = { verified: 'カードの券面情報を読み取り、電子署名で真正性を確認しました。', not_checked: 'カードの券面情報を読み取りました（発行元の鍵がないため、真正性は未確認）。', failed: 'カードの真正性を確認できませんでした。券面を確認してください。' } as const;
/** 申請 and 請求 are asked for, a 届 is handed in: the wording follows the title of the form. */
const words = (title: string): { date: string; who: string; own: string } => title.includes('届')
  ? { date: '届出日', who: '届出人', own: '届出の内容' }
  : title.includes('請求') ? { date: '請求日', who: '請求者', own: '請求の内容' } : { date: '申請日', who: '申請者', own: '申請の内容' };

export interface PaperContext { readonly city: string; readonly hall: string; readonly applicant: readonly FormField[]; readonly procedures: readonly Procedure[]; readonly zone: Zone; readonly label: string; /** calendar day in Tokyo on which the ticket was taken */ readonly date: string }

/** The pages of a visit: one per procedure that has a form, in the order of the city's list. */
export function paperForms(form: IntakeForm, context: PaperContext): PaperForm[] {
  const { values } = form;
  const printed = formsOf(context, form.procedures, values);
  return printed.map((p, i) => {
    const { date, who, own } = words(p.formTitle);
    const fee = feeOf(p, form.values);
    return {
      title: p.formTitle, basis: p.basis, addressee: p.addressee, dateLabel: date, date: wareki(context.date), city: context.city, hall: context.hall,
      zone: context.zone, label: context.label, page: i + 1, pages: printed.length,
      applicantTitle: who, applicant: concreteFields(sharedFields(context, [p]), values).map((f) => rowOf(f, values[f.key])),
      ownTitle: own, own: concreteFields(p.fields, values).filter(({ kind }) => kind !== 'people').map((f) => rowOf(f, values[f.key])),
      fee: p.feeYen === 0 ? null : { sum: yen(fee), how: p.feePer === undefined ? '' : `${yen(feePerCopy(p, form.values))} × ${form.values[p.feePer]?.value ?? '1'}通` },
      card: `${form.card === null ? 'カードは使わず、ご本人が入力しました。' : CARD[form.card.authenticity]}${furtherOf(form)}`,
    };
  });
}

/** Paper says where each value comes from in words, since print has no colour to rely on. */
export const SOURCE_WORDS: Record<Source, string> = { card: 'カード', visitor: 'ご本人', phone: 'スマホ', staff: '職員' };
