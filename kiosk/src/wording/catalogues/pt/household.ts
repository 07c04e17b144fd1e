import type { Catalogue } from '../../catalogues.ts';

export const household: Catalogue = {
  '{n}人目の方': 'Pessoa {n}',
  '代理で 来ました': 'Venho por outra pessoa',
  'ご本人の委任状も いっしょに作ります': 'Também preparamos a procuração',
  'どの手続きが必要か\nしらべる': 'Descobrir do que\neu preciso',
  'スマホで書いてきた\n（QRコード）': 'Já preenchi no celular\n(QR code)',
};
