import type { Catalogue } from '../../catalogues.ts';

export const captions: Catalogue = {
  '窓口の人': 'Funcionário',
  'お客さま': 'Você',
  '音声は使っていません。文字は残しません。': 'Nenhum som é usado. Nada fica guardado.',
  '音声は この機械の中だけで 文字にします。残しません。': 'O som vira texto só nesta máquina. Nada fica guardado.',
  '音声は インターネットの会社へ送って 文字にします。': 'O som é enviado a uma empresa na internet para virar texto.',
  'お話しする文字が、ここに出ます。': 'O que dissermos aparece aqui.',
  '答えを 指で さしてください': 'Aponte a resposta com o dedo',
  '訳していません': 'Sem tradução',
  'ふりがな あり': 'Com furigana',
  '会話の文字は、すべて消しました。': 'Todo o texto da conversa foi apagado.',
  '字幕が止まりました。筆談で お話しください。': 'As legendas pararam. Vamos escrever no papel.',
  '窓口の番号が ありません。アドレスの終わりに counter=3 のように 足してください。': 'Falta o número do balcão. Acrescente counter=3 ao endereço.',
  '字幕': 'Legendas',
};
