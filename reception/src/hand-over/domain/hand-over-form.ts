import { concreteFields, formsOf, peopleOf, type ConcreteField, type FieldValue, type FormField, type HandedApplication, type HandedPerson, type HandedValue, type HandOverState, type IntakeForm, type Procedure, type ReceiptNumber, type Source } from '../../../contract/index.ts';

const SOURCES: Record<Source, HandedValue['出どころ']> = { card: 'カード', visitor: '本人', phone: 'スマートフォン', staff: '職員' };
const handed = (held: FieldValue): HandedValue => ({
  値: held.value, 出どころ: SOURCES[held.source], ...(held.cardValue === undefined || held.cardValue === held.value ? {} : { 原値: held.cardValue }), ...(held.doubt === 'glyph' ? { 字形相違: true as const } : held.doubt === 'unshown' ? { 字形未確認: true as const } : {}),
});

type Values = IntakeForm['values'];
const PERSON = { name: '氏名', kana: '氏名（カナ）', birth: '生年月日', sex: '性別', address: '住所' } as const;
const valueAt = (values: Values, key: string): HandedValue | undefined => { const held = values[key]; return held === undefined || held.value === '' ? undefined : handed(held); };

function personOf(values: Values, prefix: string): HandedPerson {
  const items = Object.entries(PERSON).flatMap(([key, name]) => { const value = valueAt(values, `${prefix}.${key}`); return value === undefined ? [] : [[name, value] as const]; });
  const phone = valueAt(values, `${prefix}.phone`);
  return { ...Object.fromEntries(items), ...(phone === undefined ? {} : { 連絡先情報: { 電話番号: phone } }) };
}

/** People who were chosen, by name: their places mean nothing outside of this visit. */
const namesFor = (field: ConcreteField, value: string): string =>
  (field.among === undefined ? value : value.split(' ').map((one) => (field.among?.includes(Number(one)) ? field.options?.find((option) => option.value === one)?.label.ja ?? one : one)).join('、'));

type Item = HandedApplication['B票'][number]['内容'][number];
function formOf(procedure: Procedure, values: Values, day: string): HandedApplication['B票'][number] {
  const fields = concreteFields(procedure.fields, values);
  const item = (field: ConcreteField): Item[] => { const value = valueAt(values, field.key); return value === undefined ? [] : [{ 項目: field.person?.column ?? field.key, 項目名: field.label.ja, ...value, 値: namesFor(field, value.値) }]; };
  const rowsOf = (list: FormField): Item[][] => peopleOf(procedure, list, values).map((n) => fields.filter(({ person }) => person?.list === list.key && person.n === n).flatMap(item));
  return {
    手続: procedure.id, 名称: procedure.formTitle, 根拠: procedure.basis,
    内容: fields.filter((field) => field.person === undefined && field.kind !== 'people').flatMap(item),
    名簿: fields.filter((field) => field.kind === 'people').map((list) => ({ 項目: list.key, 名称: list.label.ja, 人: rowsOf(list) })), 更新年月日: day,
  };
}

/** A visit in the GIF data model: A票 once, one B票 per form. Only conditions that hold and values that are there. */
export function handOverForm(city: { readonly procedures: readonly Procedure[] }, form: IntakeForm, visit: { receiptNumber: ReceiptNumber; state: HandOverState; receivedAt: string; /** calendar day in Tokyo */ day: string }): HandedApplication {
  const { values } = form;
  const forms = formsOf(city, form.procedures, values);
  const applicant = personOf(values, 'applicant');
  const role = valueAt(values, 'applicant.role');
  const relation = valueAt(values, 'principal.relation');
  return {
    受付番号: visit.receiptNumber, 状況: visit.state, 受付日時: visit.receivedAt,
    A票: {
      宛先: forms[0]?.addressee ?? '', 申請日: visit.day, 申請者: applicant, 連絡先: applicant.連絡先情報 ?? {},
      ...(role === undefined ? {} : { 申請者の立場: role }), ...(role?.値 === 'proxy' ? { 委任者: personOf(values, 'principal') } : {}), ...(role?.値 === 'proxy' && relation !== undefined ? { 委任者との関係: relation } : {}),
    },
    B票: forms.map((procedure) => formOf(procedure, values, visit.day)),
  };
}
