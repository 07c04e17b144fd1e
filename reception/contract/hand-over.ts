import { z } from 'zod';
import { Instant } from './ids.ts';

/**
 * 状況 of an application on its way to the back office:
 *   受付済 -> 取得済 -> 処理中 -> 完了 | 差戻し
 * Setting the state that it has already is done, and changes nothing.
 */
export const HandOverState = z.enum(['受付済', '取得済', '処理中', '完了', '差戻し']);
export type HandOverState = z.infer<typeof HandOverState>;
export const NEXT_STATES: Readonly<Record<HandOverState, readonly HandOverState[]>> =
  { 受付済: ['取得済'], 取得済: ['処理中'], 処理中: ['完了', '差戻し'], 完了: [], 差戻し: [] };

/** 受付番号: day, series, sequence of the 番号札, fixed width, so that it sorts and is given once: `20261124-01-0003`. */
export const ReceiptNumber = z.string().regex(/^\d{8}-\d{2}-\d{4}$/);
export type ReceiptNumber = z.infer<typeof ReceiptNumber>;

/** 出どころ of a value. */
export const HandedSource = z.enum(['カード', '本人', 'スマートフォン', '職員']);
/** One value with where it comes from; 原値 is what the card said where that differs. */
export const HandedValue = z.strictObject({ 値: z.string(), 原値: z.string().optional(), 出どころ: HandedSource, /** the visitor says so */ 字形相違: z.literal(true).optional(), /** no screen there could draw a letter of it */ 字形未確認: z.literal(true).optional() });
export type HandedValue = z.infer<typeof HandedValue>;
/** 連絡先 and 個人 of the GIF data model; only what was asked is there. */
export const HandedContact = z.strictObject({ 電話番号: HandedValue.optional() });
export const HandedPerson = z.strictObject({
  氏名: HandedValue.optional(), '氏名（カナ）': HandedValue.optional(), 生年月日: HandedValue.optional(), 性別: HandedValue.optional(), 住所: HandedValue.optional(), 連絡先情報: HandedContact.optional(),
});
export type HandedPerson = z.infer<typeof HandedPerson>;

const Item = z.strictObject({ 項目: z.string(), 項目名: z.string(), ...HandedValue.shape });
export const HandedForm = z.strictObject({
  手続: z.string(), 名称: z.string(), 根拠: z.string(), 内容: z.array(Item),
  名簿: z.array(z.strictObject({ 項目: z.string(), 名称: z.string(), 人: z.array(z.array(Item)) })), 更新年月日: z.string(),
});
/** A line of the list: nothing personal. */
export const ListedApplication = z.strictObject({
  受付番号: ReceiptNumber, 番号札: z.string(), 手続: z.array(z.string()), 様式: z.array(z.string()), 状況: HandOverState, 受付日時: Instant, 更新日時: Instant,
  /** false: the form has been deleted */ 内容あり: z.boolean(),
});
export type ListedApplication = z.infer<typeof ListedApplication>;
/** `GET /api/intake/v1/applications?status=&since=&cursor=`; `次` is the cursor of the next page, null at the end. */
export const ApplicationList = z.strictObject({ 申請: z.array(ListedApplication), 次: z.string().nullable() });
export type ApplicationList = z.infer<typeof ApplicationList>;
/** `GET /api/intake/v1/applications/:receiptNumber`: A票 (entered once) and one B票 per form. */
export const HandedApplication = z.strictObject({
  受付番号: ReceiptNumber, 状況: HandOverState, 受付日時: Instant,
  A票: z.strictObject({ 宛先: z.string(), 申請日: z.string(), 申請者: HandedPerson, 連絡先: HandedContact, 申請者の立場: HandedValue.optional(), 委任者: HandedPerson.optional(), 委任者との関係: HandedValue.optional() }),
  B票: z.array(HandedForm),
});
export type HandedApplication = z.infer<typeof HandedApplication>;
/** `PUT …/:receiptNumber/status` */
export const SetState = z.strictObject({ 状況: HandOverState });
export const StateSet = z.strictObject({ 受付番号: ReceiptNumber, 状況: HandOverState, 更新日時: Instant });
export type StateSet = z.infer<typeof StateSet>;

/** Why a form was deleted. */
export const DeletionReason = z.enum(['visit-finished', 'day-ended']);
export type DeletionReason = z.infer<typeof DeletionReason>;
/** `GET /api/staff/tickets/:ticketId/deletion`: the receipt in the journal. Nothing personal. */
export const DeletionReceipt = z.strictObject({ entry: z.int().positive(), at: Instant, reason: DeletionReason, procedures: z.array(z.string()), /** null: the seal could not be opened */ valueCount: z.int().min(0).nullable(), sealedSha256: z.string(), hash: z.string() });
export type DeletionReceipt = z.infer<typeof DeletionReceipt>;
/** `GET /api/staff/tickets/:ticketId/deletion`: null while the form has not been deleted, or never was. */
export const DeletionState = z.strictObject({ receipt: DeletionReceipt.nullable() });
export type DeletionState = z.infer<typeof DeletionState>;
