import type { Catalogue } from '../../catalogues.ts';

export const house: Catalogue = {
  'ことばを選ぶ': '选择语言',
  '進みぐあい': '进度',
  '済み': '已完成',
  'カードから': '来自卡',
  'ご自分で': '本人填写',
  'スマホから': '来自手机',
  '職員': '工作人员',
  'まるの A、{label}番': '圆形A，{label}号',
  'ひしがたの B、{label}番': '菱形B，{label}号',
  'ろっかくの C、{label}番': '六边形C，{label}号',
  'うめの D、{label}番': '梅花形D，{label}号',
  'しかくの E、{label}番': '方形E，{label}号',
  'さんかくの F、{label}番': '三角形F，{label}号',
};
