import { z } from 'zod';

/** 生年月日 as the card holds it. `raw` is YYYYMMDD and may be 00000000 or partly unknown; only known parts are given. */
export const Birth = z.strictObject({
  raw: z.string().max(8),
  y: z.int().min(1).max(9999).optional(), m: z.int().min(1).max(12).optional(), d: z.int().min(1).max(31).optional(),
});
export type Birth = z.infer<typeof Birth>;

/** 性別. The card knows 1, 2 and 9; anything else is `unknown` and left to the visitor. */
export const Sex = z.enum(['male', 'female', 'not_applicable', 'unknown']);
export type Sex = z.infer<typeof Sex>;

/**
 * 基本4情報: what one reading gives, as of issue or last update of the card. Never the 個人番号.
 * A card whose hash, signature or liveness does not hold gives no Prefill at all (`AUTH_FAILED`), so those states cannot be written here.
 */
export const Prefill = z.strictObject({
  /** 氏名, family and given name parted by U+3000; may hold non-BMP letters and variation selectors: never normalise */
  name: z.string().max(1000),
  /** 住所, one string with full-width digits */
  address: z.string().max(3000),
  birth: Birth,
  sex: Sex,
  /** `not_checked`: the issuer's key is not known here */
  authenticity: z.enum(['verified', 'not_checked']),
  /** true: the card proved that it holds its own key; null: the card offers no such proof */
  live: z.literal(true).nullable(),
});
export type Prefill = z.infer<typeof Prefill>;
