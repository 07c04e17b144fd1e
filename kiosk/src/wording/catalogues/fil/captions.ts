import type { Catalogue } from '../../catalogues.ts';

export const captions: Catalogue = {
  '窓口の人': 'Kawani',
  'お客さま': 'Kayo',
  '音声は使っていません。文字は残しません。': 'Walang ginagamit na tunog. Walang itinatabi.',
  '音声は この機械の中だけで 文字にします。残しません。': 'Dito lamang sa makina nagiging teksto ang tunog. Walang itinatabi.',
  '音声は インターネットの会社へ送って 文字にします。': 'Ipinadadala ang tunog sa kompanya sa internet para maging teksto.',
  'お話しする文字が、ここに出ます。': 'Dito lalabas ang sinasabi.',
  '答えを 指で さしてください': 'Ituro po ang sagot',
  '訳していません': 'Hindi naisalin',
  'ふりがな あり': 'May furigana',
  '会話の文字は、すべて消しました。': 'Nabura na ang lahat ng salita.',
  '字幕が止まりました。筆談で お話しください。': 'Huminto ang caption. Magsulat tayo sa papel.',
  '窓口の番号が ありません。アドレスの終わりに counter=3 のように 足してください。': 'Walang numero ng counter. Idagdag ang counter=3 sa address.',
  '字幕': 'Caption',
};
