import type { Catalogue } from '../../catalogues.ts';

export const house: Catalogue = {
  'ことばを選ぶ': 'Pumili ng wika',
  '進みぐあい': 'Takbo',
  '済み': 'tapos na',
  'カードから': 'Mula sa card',
  'ご自分で': 'Kayo mismo',
  'スマホから': 'Mula sa telepono',
  '職員': 'Kawani',
  'まるの A、{label}番': 'bilog A, {label}',
  'ひしがたの B、{label}番': 'diyamante B, {label}',
  'ろっかくの C、{label}番': 'heksagon C, {label}',
  'うめの D、{label}番': 'bulaklak D, {label}',
  'しかくの E、{label}番': 'parisukat E, {label}',
  'さんかくの F、{label}番': 'tatsulok F, {label}',
};
