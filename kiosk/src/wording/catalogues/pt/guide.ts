import type { Catalogue } from '../../catalogues.ts';

export const guide: Catalogue = {
  '{title}の ご案内': '{title}',
  '窓口で お伝えすること': 'O que acontece no balcão',
  'お持ちいただくもの': 'O que trazer',
  'そろっていなくても、番号札を取って ご相談いただけます。': 'Se faltar algo, você pode pegar um número e perguntar.',
  '期限': 'Prazo',
  '届け出できる方': 'Quem pode registrar',
  '届書の用紙は 窓口にあります。ここでは、窓口で使う受付票を作ります。': 'O formulário está no balcão. Aqui preparamos a folha de rosto que o acompanha.',
  '番号札を 受け取る': 'Pegar meu número',
};
