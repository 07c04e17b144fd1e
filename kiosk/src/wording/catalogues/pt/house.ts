import type { Catalogue } from '../../catalogues.ts';

export const house: Catalogue = {
  'ことばを選ぶ': 'Escolher idioma',
  '進みぐあい': 'Andamento',
  '済み': 'feito',
  'カードから': 'Do cartão',
  'ご自分で': 'Por você',
  'スマホから': 'Do celular',
  '職員': 'Funcionário',
  'まるの A、{label}番': 'círculo A, {label}',
  'ひしがたの B、{label}番': 'losango B, {label}',
  'ろっかくの C、{label}番': 'hexágono C, {label}',
  'うめの D、{label}番': 'flor D, {label}',
  'しかくの E、{label}番': 'quadrado E, {label}',
  'さんかくの F、{label}番': 'triângulo F, {label}',
};
