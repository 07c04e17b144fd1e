import type { PaperTrouble } from '@engawa/reception/contract';
import { phrases, type Phrase } from './wording.ts';

/** What the ticket's page says of the paper that the hall prints beside it. */
export const paper = phrases({
  printing: { ja: '紙の番号札を 印刷しています。', 'ja-easy': '番号(ばんごう)の 紙(かみ)が 出(で)ます。', en: 'Your paper ticket is being printed.' },
  take: { ja: '紙の番号札を お取りください。', 'ja-easy': '番号(ばんごう)の 紙(かみ)を 取(と)って ください。', en: 'Please take your paper ticket.' },
  instead: {
    ja: 'この番号は そのまま使えます。覚えるか、QRコードをスマホで 読んでください。紙が要る方は「職員を呼ぶ」へ。',
    'ja-easy': 'この 番号(ばんごう)は 使(つか)えます。スマホで QRコードを 見(み)て ください。紙(かみ)は 職員(しょくいん)が 出(だ)します。',
    en: 'Your number is valid as it is. Remember it, or scan the code with your phone. If you need it on paper, press “Call staff”.',
  },
  noPaper: { ja: 'プリンターの紙が 切れています。', 'ja-easy': '紙(かみ)が ありません。', en: 'The printer is out of paper.' },
  cover: { ja: 'プリンターの ふたが開いていて、印刷できません。', 'ja-easy': '紙(かみ)の 機械(きかい)が 開(あ)いて います。', en: 'The printer is open and cannot print.' },
  silent: { ja: 'プリンターが 動いていません。', 'ja-easy': '紙(かみ)の 機械(きかい)が 動(うご)きません。', en: 'The printer is not working.' },
  perhaps: { ja: '紙が 出ていたら お取りください。出ていなくても 大丈夫です。', 'ja-easy': '紙(かみ)が 出(で)たら 取(と)って ください。なくても だいじょうぶです。', en: 'If a paper has come out, please take it. If not, that is fine.' },
});

export const PAPER_TROUBLE: Readonly<Record<PaperTrouble, Phrase>> = { 'paper-out': paper.noPaper, 'cover-open': paper.cover, 'no-answer': paper.silent, perhaps: paper.perhaps };
