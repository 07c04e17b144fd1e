import type { Catalogue } from '../../catalogues.ts';

export const household: Catalogue = {
  '{n}人目の方': '{n}번째 분',
  '代理で 来ました': '대리로 왔습니다',
  'ご本人の委任状も いっしょに作ります': '본인의 위임장도 함께 만듭니다',
  'どの手続きが必要か\nしらべる': '어떤 절차가 필요한지\n알아보기',
  'スマホで書いてきた\n（QRコード）': '스마트폰에서 써 왔어요\n(QR코드)',
};
