import type { Catalogue } from '../../catalogues.ts';

export const paper: Catalogue = {
  '紙の番号札を 印刷しています。': 'Ini-imprenta na ang inyong tiket na papel.',
  '紙の番号札を お取りください。': 'Pakikuha ang inyong tiket na papel.',
  'この番号は そのまま使えます。覚えるか、QRコードをスマホで 読んでください。紙が要る方は「職員を呼ぶ」へ。': 'Magagamit pa rin ang numerong ito. Tandaan ito, o i-scan ang QR code sa telepono. Kung kailangan ng papel, pindutin ang “Tumawag ng kawani”.',
  'プリンターの紙が 切れています。': 'Naubusan ng papel ang printer.',
  'プリンターの ふたが開いていて、印刷できません。': 'Bukas ang takip ng printer kaya hindi makapag-imprenta.',
  'プリンターが 動いていません。': 'Hindi gumagana ang printer.',
  '紙が 出ていたら お取りください。出ていなくても 大丈夫です。': 'Kung lumabas na ang papel, pakikuha ito. Kung hindi, ayos lang.',
};
