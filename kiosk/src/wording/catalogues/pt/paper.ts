import type { Catalogue } from '../../catalogues.ts';

export const paper: Catalogue = {
  '紙の番号札を 印刷しています。': 'Sua senha em papel está sendo impressa.',
  '紙の番号札を お取りください。': 'Retire a sua senha em papel.',
  'この番号は そのまま使えます。覚えるか、QRコードをスマホで 読んでください。紙が要る方は「職員を呼ぶ」へ。': 'Este número vale assim mesmo. Guarde-o na memória ou leia o código QR com o celular. Se precisar do papel, toque em “Chamar funcionário”.',
  'プリンターの紙が 切れています。': 'A impressora está sem papel.',
  'プリンターの ふたが開いていて、印刷できません。': 'A tampa da impressora está aberta e não é possível imprimir.',
  'プリンターが 動いていません。': 'A impressora não está funcionando.',
  '紙が 出ていたら お取りください。出ていなくても 大丈夫です。': 'Se o papel já saiu, retire-o. Se não saiu, não há problema.',
};
