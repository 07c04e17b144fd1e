import type { Catalogue } from '../../catalogues.ts';

export const household: Catalogue = {
  '{n}人目の方': 'Ika-{n} na tao',
  '代理で 来ました': 'Para sa ibang tao ako narito',
  'ご本人の委任状も いっしょに作ります': 'Ihahanda rin ang liham ng pahintulot',
  'どの手続きが必要か\nしらべる': 'Alamin kung ano\nang kailangan ko',
  'スマホで書いてきた\n（QRコード）': 'Napunan ko na sa\ntelepono (QR code)',
};
