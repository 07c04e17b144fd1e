import { concreteFields, feeOf, feePerCopy, formsOf, peopleOf, sharedFields, type ConcreteField, type FieldValue, type FormField, type IntakeForm, type Procedure, type ProcedureId, type Source, type Zone } from '../../../contract/index.ts';
import { coverTitle, paperCover, type PaperCover } from './paper-cover.ts';
import { wareki } from './wareki.ts';

export interface PaperCell {
  /** as it is read; '' leaves the box empty for a pen */
  readonly text: string;
  readonly source: Source | null;
  /** what the card said, where it was changed */
  readonly cardText: string | null;
  /** 「字の形がちがう」, or a letter that the kiosk could not draw */
  readonly doubt: NonNullable<FieldValue['doubt']> | null;
}
export interface PaperRow extends PaperCell {
  readonly label: string;
  readonly kind: FormField['kind'];
  /** a choice shows all its options, those chosen ticked */
  readonly options: readonly { readonly text: string; readonly chosen: boolean }[];
}
/** 名簿: the people whom the form is about, with empty boxes for what only staff write. */
export interface PaperList {
  readonly title: string;
  readonly columns: readonly { readonly label: string; readonly kind: FormField['kind'] }[];
  readonly people: readonly (readonly PaperCell[])[];
  readonly boxes: readonly string[];
}
/** 様式 of one procedure, filled: one A4 page, or more where it needs them. Pure data, so that paper and hash come from the same thing. */
export interface PaperForm {
  readonly procedure: ProcedureId;
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
  readonly lists: readonly PaperList[];
  readonly staffBoxes: readonly string[];
  /** who signs by hand, or null */
  readonly signature: string | null;
  readonly fee: { readonly sum: string; readonly how: string } | null;
  readonly card: string;
  /** 受付票 of a statutory paper; null: this is the form itself */
  readonly cover: PaperCover | null;
}

const yen = (n: number): string => `${String(n).replace(/\B(?=(\d{3})+$)/g, ',')}円`;

const labelOf = (field: FormField, value: string): string => field.options?.find((o) => o.value === value)?.label.ja ?? value;
const readable = (field: FormField, value: string): string => {
  if (field.kind === 'date') return wareki(value, true);
  if (field.kind === 'choice') return labelOf(field, value);
  if (field.kind === 'choices') return value === '' ? '' : value.split(' ').map((one) => labelOf(field, one)).join('・');
  if (field.kind === 'count' && value !== '') return `${value}${field.label.ja.includes('人数') ? '人' : '通'}`;
  return value;
};

const cellOf = (field: FormField, held: FieldValue | undefined): PaperCell => {
  const value = held?.value ?? '';
  const changed = held?.cardValue !== undefined && held.cardValue !== value;
  return { text: readable(field, value), source: held === undefined || value === '' ? null : held.source, doubt: held?.doubt ?? null, cardText: changed ? readable(field, held.cardValue ?? '') : null };
};
const rowOf = (field: FormField, held: FieldValue | undefined): PaperRow => {
  const chosen = (held?.value ?? '').split(' ');
  const options = field.kind === 'choice' || field.kind === 'choices' ? (field.options ?? []).map((o) => ({ text: o.label.ja, chosen: chosen.includes(o.value) })) : [];
  return { label: field.label.ja, kind: field.kind, options, ...cellOf(field, held) };
};

type Values = IntakeForm['values'];
/** フリガナ stands above the name that it belongs to, as on every form. */
const kanaFirst = (fields: readonly ConcreteField[]): ConcreteField[] => fields.reduce<ConcreteField[]>((sorted, field) => {
  const before = sorted.at(-1);
  return field.kind === 'kana' && before?.kind === 'name' ? [...sorted.slice(0, -1), field, before] : [...sorted, field];
}, []);
/** 委任状: it comes with a proxy. Other forms that come by themselves are forms like any other. */
const isLetter = ({ comesWith }: Procedure): boolean => comesWith?.key === 'applicant.role' && comesWith.is.includes('proxy');
/** What a letter of proxy is for: the other forms of the visit. */
const lettersOf = (form: Procedure, all: readonly Procedure[]): PaperRow[] => (!isLetter(form) ? []
  : [{ label: '委任する手続き', kind: 'text', text: all.filter((other) => !isLetter(other)).map(({ formTitle }) => formTitle).join('、'), options: [], source: null, cardText: null, doubt: null }]);
/** Rows of what counts now. People, and the choice of them, stand in the lists. */
const rowsOf = (fields: readonly ConcreteField[], lists: readonly FormField[], values: Values): PaperRow[] =>
  kanaFirst(fields).filter(({ key, kind, person }) => kind !== 'people' && person === undefined && !lists.some(({ about }) => about === key)).map((field) => rowOf(field, values[field.key]));
const listOf = (form: Procedure, list: ConcreteField, fields: readonly ConcreteField[], values: Values): PaperList => ({
  title: fields.find(({ key }) => key === list.about)?.label.ja ?? list.label.ja,
  columns: (list.columns ?? []).map(({ label, kind }) => ({ label: label.ja, kind })),
  people: peopleOf(form, list, values).map((n) => fields.filter(({ person }) => person?.list === list.key && person.n === n).map((field) => cellOf(field, values[field.key]))),
  boxes: form.staffBoxesEach ?? [],
});

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
const words = (title: string): { date: string; who: string; own: string } => title.includes('委任状') ? { date: '作成日', who: '受任者（代理人）', own: '委任者（委任する方）' }
  : title.includes('届') ? { date: '届出日', who: '届出人', own: '届出の内容' }
  : title.includes('請求') ? { date: '請求日', who: '請求者', own: '請求の内容' } : { date: '申請日', who: '申請者', own: '申請の内容' };

export interface PaperContext { readonly city: string; readonly hall: string; readonly applicant: readonly FormField[]; readonly procedures: readonly Procedure[]; readonly zone: Zone; readonly label: string; /** calendar day in Tokyo on which the ticket was taken */ readonly date: string }

const feeLine = (form: Procedure, values: Values): PaperForm['fee'] => {
  const fee = feeOf(form, values);
  return fee === 0 ? null : { sum: yen(fee), how: form.feePer === undefined ? '' : `${yen(feePerCopy(form, values))} × ${values[form.feePer]?.value ?? '1'}通` };
};

/** The forms of a visit in the order of the city's list: those that were chosen, and those that came with them. */
export function paperForms(form: IntakeForm, context: PaperContext): PaperForm[] {
  const { values } = form;
  const printed = formsOf(context, form.procedures, values);
  return printed.map((p, i) => {
    const { date, who, own } = words(p.formTitle);
    const cover = paperCover(p, values);
    const fields = concreteFields(p.fields, values);
    const lists = fields.filter(({ kind }) => kind === 'people');
    return {
      procedure: p.id, title: cover === null ? p.formTitle : coverTitle(p), basis: p.basis, addressee: p.addressee, dateLabel: date, date: wareki(context.date), city: context.city, hall: context.hall,
      zone: context.zone, label: context.label, page: i + 1, pages: printed.length,
      applicantTitle: who, applicant: rowsOf(concreteFields(sharedFields(context, [p]), values), [], values),
      ownTitle: cover === null ? own : 'うかがった内容', own: [...rowsOf(fields, lists, values), ...lettersOf(p, printed)], signature: isLetter(p) ? '委任する方の署名' : null, lists: lists.map((list) => listOf(p, list, fields, values)), staffBoxes: p.staffBoxes ?? [],
      fee: feeLine(p, values), card: `${form.card === null ? 'カードは使わず、ご本人が入力しました。' : CARD[form.card.authenticity]}${furtherOf(form)}`, cover,
    };
  });
}

/** Paper says where each value comes from in words, since print has no colour to rely on. */
export const SOURCE_WORDS: Record<Source, string> = { card: 'カード', visitor: 'ご本人', phone: 'スマホ', staff: '職員' };
