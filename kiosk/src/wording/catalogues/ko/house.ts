import type { Catalogue } from '../../catalogues.ts';

export const house: Catalogue = {
  'ことばを選ぶ': '언어 선택',
  '進みぐあい': '진행 상황',
  '済み': '완료',
  'カードから': '카드에서',
  'ご自分で': '직접 입력',
  'スマホから': '스마트폰에서',
  '職員': '직원',
  'まるの A、{label}番': '동그라미 A, {label}번',
  'ひしがたの B、{label}番': '마름모 B, {label}번',
  'ろっかくの C、{label}番': '육각형 C, {label}번',
  'うめの D、{label}番': '매화 D, {label}번',
  'しかくの E、{label}番': '네모 E, {label}번',
  'さんかくの F、{label}番': '세모 F, {label}번',
};
