import type { Catalogue } from '../../catalogues.ts';

export const household: Catalogue = {
  '{n}人目の方': '第{n}位',
  '代理で 来ました': '我替别人来办理',
  'ご本人の委任状も いっしょに作ります': '同时准备本人的委托书',
  'どの手続きが必要か\nしらべる': '查一查\n需要什么手续',
  'スマホで書いてきた\n（QRコード）': '已在手机上填好\n（二维码）',
};
