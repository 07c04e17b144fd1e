import type { Catalogue } from '../../catalogues.ts';

export const manner: Catalogue = {
  'ふりがなを つける': 'Mostrar leitura dos kanji',
  'ふりがなを 消す': 'Ocultar leitura dos kanji',
  '座って\n使う': 'Usar\nsentado',
  '立って\n使う': 'Usar\nem pé',
  'どこから 聞きますか。': 'Como você quer ouvir?',
  '画面を 読み上げます。数字キーの 1から9でも 選べます。触ると 止まります。': 'Cada página é lida em voz alta. As teclas 1 a 9 também escolhem. Um toque para a voz.',
  'スピーカーで 聞く': 'Pelo alto-falante',
  '周りにも 聞こえます。お名前などは 読みません。': 'Outros podem ouvir. Seu nome e seus dados não são lidos.',
  'イヤホンで 聞く': 'Pelo fone de ouvido',
  'イヤホンを つないだ方。お名前なども 読みます。': 'Se já o conectou. Seu nome e seus dados também são lidos.',
  '{n}番、{choice}': '{n}: {choice}',
  '選んであります': 'escolhido',
  '画面に 出ています': 'está na tela',
};
