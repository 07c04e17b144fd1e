import type { Catalogue } from '../../catalogues.ts';

export const household: Catalogue = {
  '{n}人目の方': 'Người thứ {n}',
  '代理で 来ました': 'Tôi đến thay người khác',
  'ご本人の委任状も いっしょに作ります': 'Giấy ủy quyền cũng được làm cùng lúc',
  'どの手続きが必要か\nしらべる': 'Tìm xem tôi cần\nthủ tục nào',
  'スマホで書いてきた\n（QRコード）': 'Tôi đã điền trên\nđiện thoại (mã QR)',
};
