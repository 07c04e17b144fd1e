import type { Catalogue } from '../../catalogues.ts';

export const house: Catalogue = {
  'ことばを選ぶ': 'Chọn ngôn ngữ',
  '進みぐあい': 'Tiến độ',
  '済み': 'xong',
  'カードから': 'Từ thẻ',
  'ご自分で': 'Tự nhập',
  'スマホから': 'Từ điện thoại',
  '職員': 'Nhân viên',
  'まるの A、{label}番': 'hình tròn A, số {label}',
  'ひしがたの B、{label}番': 'hình thoi B, số {label}',
  'ろっかくの C、{label}番': 'hình lục giác C, số {label}',
  'うめの D、{label}番': 'hình hoa mai D, số {label}',
  'しかくの E、{label}番': 'hình vuông E, số {label}',
  'さんかくの F、{label}番': 'hình tam giác F, số {label}',
};
