import type { Catalogue } from '../../catalogues.ts';

export const manner: Catalogue = {
  'ふりがなを つける': 'Ipakita ang basa ng kanji',
  'ふりがなを 消す': 'Itago ang basa ng kanji',
  '座って\n使う': 'Gamitin\nnang nakaupo',
  '立って\n使う': 'Gamitin\nnang nakatayo',
  'どこから 聞きますか。': 'Paano ninyo gustong makinig?',
  '画面を 読み上げます。数字キーの 1から9でも 選べます。触ると 止まります。': 'Binabasa ang bawat page. Pumipili rin ang key 1 hanggang 9. Hihinto ang boses sa isang pindot.',
  'スピーカーで 聞く': 'Sa loudspeaker',
  '周りにも 聞こえます。お名前などは 読みません。': 'Maririnig ng iba. Hindi babasahin ang pangalan at datos.',
  'イヤホンで 聞く': 'Sa earphone',
  'イヤホンを つないだ方。お名前なども 読みます。': 'Kung nakasaksak na. Babasahin din ang pangalan at datos.',
  '{n}番、{choice}': '{n}: {choice}',
  '選んであります': 'napili',
  '画面に 出ています': 'nasa screen',
};
