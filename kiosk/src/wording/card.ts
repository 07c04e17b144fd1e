import type { CardTrouble } from '../intake/domain/card-errand.ts';
import { phrases, type Phrase } from './wording.ts';

/** Sentences around cards: what stops one, 照合番号B, further people, the letters of a name. */
export const card = phrases({
  // stopped
  goOnTyping: { ja: 'カードなしで つづけられます。職員も ご案内します。', 'ja-easy': 'カードなしで できます。職員(しょくいん)も います。', en: 'You can go on without the card. Staff are here to help.' },
  goOnWithStaff: { ja: 'カードの面の番号で、職員が 読み取れます。カードなしでも つづけられます。', 'ja-easy': '職員(しょくいん)が 手伝(てつだ)います。カードなしでも できます。', en: 'Staff can read it with the numbers printed on the card. You can also go on without it.' },
  numberBEnds: { ja: '番号の確認は ここまでに します。', 'ja-easy': '番号(ばんごう)は もう 入(い)れません。', en: 'We stop trying this number here.' },
  numberBEndsSafe: { ja: 'カードが止まらないように、残りの回数は 使いません。', 'ja-easy': 'カードは 止(と)まりません。', en: 'The tries that are left stay unused, so the card is not locked.' },
  pinAgain: { ja: '番号を もう一度 入れてください。', 'ja-easy': '番号(ばんごう)を もう一度(いちど) 入(い)れて ください。', en: 'Please enter the number again.' },
  // 照合番号B
  byNumberB: { ja: '職員が 番号を入れる', 'ja-easy': '職員(しょくいん)が 番号(ばんごう)を 入(い)れる', en: 'Staff enter a number' },
  byNumberBLine: { ja: 'カードの面にある番号で 読み取ります', 'ja-easy': 'カードの 数字(すうじ)を 使(つか)います', en: 'With the numbers printed on the card' },
  numberBTitle: { ja: '職員が カードの面の番号を\n入れます。', 'ja-easy': '職員(しょくいん)が\n番号(ばんごう)を 入(い)れます。', en: 'Staff enter the numbers from the card.' },
  numberBLine: { ja: 'カードを見ながら入れて、台に置きます。入れた番号は 隠れます。', 'ja-easy': 'カードを 見(み)て 入(い)れます。番号(ばんごう)は かくします。', en: 'Read them off the card, then place it on the tray. Finished numbers are hidden.' },
  partBirth: { ja: '生年月日（年は 元号の年）', 'ja-easy': '生(う)まれた 日(ひ)', en: 'Date of birth (year of the era)' },
  partBirthHelp: { ja: '例：昭和55年2月17日は 550217', 'ja-easy': '例(れい)：550217', en: 'Example: 550217 is 17 February of the year 55' },
  partExpiry: { ja: '有効期限の年（西暦）', 'ja-easy': 'カードの おわりの 年(とし)', en: 'Year of expiry' },
  partExpiryHelp: { ja: '例：2035年まで有効なら 2035', 'ja-easy': '例(れい)：2035', en: 'Example: 2035' },
  partCode: { ja: 'セキュリティコード', 'ja-easy': '4つの 数字(すうじ)', en: 'Security code' },
  partCodeHelp: { ja: '例：2285', 'ja-easy': '例(れい)：2285', en: 'Example: 2285' },
  partDone: { ja: '入力済み、隠しています', 'ja-easy': '入(い)れました。かくして います。', en: 'entered, hidden' },
  partLeft: { ja: 'あと{n}けた', 'ja-easy': 'あと {n}つ', en: '{n} more' },
  noSuchDay: { ja: 'その月日は ありません。カードを 見直してください。', 'ja-easy': 'その 日(ひ)は ありません。', en: 'There is no such day. Look at the card again.' },
  noSuchYear: { ja: 'その年までのカードは ありません。見直してください。', 'ja-easy': 'その 年(とし)の カードは ありません。', en: 'No card runs until that year. Look at the card again.' },
  numberBWrong: { ja: '番号が カードと合いません。あと{n}回ためせます。', 'ja-easy': '番号(ばんごう)が カードと ちがいます。あと {n}回(かい) できます。', en: (p: { n: number }) => (p.n === 1 ? 'The numbers do not match the card. You can try once more.' : `The numbers do not match the card. You can try ${p.n} more times.`) },
  numberBKept: { ja: 'カードが止まらないように、最後の3回は 使わずに残します。', 'ja-easy': 'さいごの 3回(さんかい)は 使(つか)いません。', en: 'We keep the last 3 tries, so that the card is never locked here.' },
  numberBPad: { ja: '番号の文字盤', 'ja-easy': '数字(すうじ)', en: 'Number keys' },
  nowTheCard: { ja: 'カードを 台に置く', 'ja-easy': 'カードを おく', en: 'Place the card' },
  sampleCard: { ja: 'カードの面の例。位置は カードにより ちがいます。', 'ja-easy': 'カードの 例(れい)です。', en: 'An example card. Places differ from card to card.' },
  // one more person
  addByCard: { ja: 'カードで追加', 'ja-easy': 'カードで ふやす', en: 'Add with a card' },
  fillByCard: { ja: 'この方のカードを使う', 'ja-easy': 'この 人(ひと)の カードを 使(つか)う', en: 'Use this person’s card' },
  addByCardLine: { ja: 'その方のカードと 暗証番号を使います', 'ja-easy': 'カードと 番号(ばんごう)を 使(つか)います', en: 'With that person’s card and PIN' },
  placeOther: { ja: '{n}人目の方のカードを\n台に置いてください。', 'ja-easy': '{n}人目(にんめ)の 人(ひと)の カードを\nおいて ください。', en: 'Place the card of person {n} on the tray.' },
  pinOther: { ja: '{n}人目の方の暗証番号を\n入れてください。', 'ja-easy': '{n}人目(にんめ)の 人(ひと)の 番号(ばんごう)を\n入(い)れて ください。', en: 'Enter the PIN of person {n}.' },
  pinOtherLine: { ja: 'カードの方が 入れてください。お子さまのカードは 保護者の方が 入れてください。', 'ja-easy': 'カードの 人(ひと)が 入(い)れて ください。子(こ)どもの カードは 親(おや)です。', en: 'The holder enters it; for a child’s card, a parent does.' },
  // the letters of a name
  nameTitle: { ja: 'この字で よいですか。', 'ja-easy': 'この 字(じ)で いいですか。', en: 'Are these the right letters?' },
  nameLine: { ja: '戸籍や住民票と 同じ字の形か、ご覧ください。', 'ja-easy': '名前(なまえ)の 字(じ)を よく 見(み)て ください。', en: 'Please look at the shape of each letter of the name.' },
  nameRight: { ja: 'はい', 'ja-easy': 'はい', en: 'Yes' },
  nameWrong: { ja: '字の形が ちがう', 'ja-easy': '字(じ)の 形(かたち)が ちがう', en: 'A letter looks different' },
  lookAtName: { ja: '字を\n大きく', 'ja-easy': '字(じ)を\n大(おお)きく', en: 'Letters\nlarge' },
  lookAtNames: { ja: 'お名前の字を 大きく見る', 'ja-easy': '名前(なまえ)の 字(じ)を 大(おお)きく', en: 'See the names large' },
  noGlyph: { ja: 'この画面では表示できない字があります。窓口で確かめます。', 'ja-easy': 'ここに 出(で)ない 字(じ)が あります。窓口(まどぐち)で 見(み)ます。', en: 'This screen cannot show some letters. We check them at the counter.' },
  plainGlyph: { ja: '字の形を 正しく表示できないことがあります。窓口で確かめます。', 'ja-easy': '字(じ)の 形(かたち)が ちがうかも しれません。窓口(まどぐち)で 見(み)ます。', en: 'This screen may not show the exact shape of a letter. We check it at the counter.' },
  oneMissing: { ja: '表示できない字', 'ja-easy': '出(で)ない 字(じ)', en: 'a letter that cannot be shown' },
});

const UNREAD = { ja: '読み取った内容は 残していません。', 'ja-easy': 'カードの ことは 残(のこ)って いません。', en: 'Nothing that was read is kept.' };
const NOTHING_READ = { ja: 'まだ 何も 読み取っていません。', 'ja-easy': 'まだ 何(なに)も 見(み)て いません。', en: 'Nothing has been read yet.' };
const CARD_FINE = { ja: 'カードは そのまま お使いになれます。', 'ja-easy': 'カードは 使(つか)えます。', en: 'Your card is fine and can be used as before.' };
const CARD_UNTOUCHED = { ja: 'カードには 何も していません。', 'ja-easy': 'カードは そのままです。', en: 'Nothing was done to your card.' };
const ALL_KEPT = { ja: '入力した内容は そのままです。', 'ja-easy': '書(か)いた ことは あります。', en: 'What you entered is kept.' };
const DID_NOT_WORK = { ja: '読み取りが うまくいきませんでした。', 'ja-easy': 'カードが 読(よ)めません。', en: 'Reading did not work.' };
const PLACE_AGAIN = { ja: 'カードを もう一度 台に置いてください。', 'ja-easy': 'カードを もう一度(いちど) おいて ください。', en: 'Place the card on the tray again.' };
const NEXT_CARD = { ja: '台のカードを取って、つぎの方のカードを 置いてください。', 'ja-easy': 'カードを 取(と)って、つぎの カードを おいて ください。', en: 'Take this card, then place the card of the next person.' };

/** カードの断り: what happened. Never a code. */
export const CARD_TROUBLE: Record<CardTrouble, Phrase> = phrases({
  READER_MISSING: { ja: 'カード読み取り機が 使えません。', 'ja-easy': 'カードを 読(よ)む 機械(きかい)が 使(つか)えません。', en: 'The card reader is not available.' },
  NO_CARD: { ja: '台に カードが ありません。', 'ja-easy': '台(だい)に カードが ありません。', en: 'There is no card on the tray.' },
  CARD_UNREADABLE: { ja: 'うまく読み取れませんでした。', 'ja-easy': 'カードが 読(よ)めません。', en: 'We could not read the card.' },
  CARD_REMOVED: { ja: 'カードが離れました。', 'ja-easy': 'カードが 動(うご)きました。', en: 'The card was moved.' },
  NOT_MYNUMBER_CARD: { ja: 'これは マイナンバーカードでは ないようです。', 'ja-easy': 'これは マイナンバーカードでは ありません。', en: 'This does not seem to be a My Number Card.' },
  CARD_SHARED: { ja: 'カードが 2枚以上 あるようです。', 'ja-easy': 'カードが 2枚(にまい)より 多(おお)いです。', en: 'There seems to be more than one card.' },
  PIN_FORMAT: { ja: '数字が 4けたでは ありませんでした。', 'ja-easy': '数字(すうじ)が 4つでは ありません。', en: 'Those were not 4 digits.' },
  PIN_WRONG: { ja: '番号がちがいました。', 'ja-easy': '番号(ばんごう)が ちがいます。', en: 'That number did not match.' },
  PIN_LAST_TRY: { ja: 'あと1回まちがえると カードが止まります。', 'ja-easy': 'つぎは カードが 止(と)まるかも しれません。', en: 'One try is left before the card locks.' },
  PIN_LOCKED: { ja: 'カードの暗証番号が 止まっています。', 'ja-easy': 'カードが 止(と)まって います。', en: 'The PIN of this card is locked.' },
  PIN_NOT_SET: { ja: '暗証番号のないカードかもしれません。', 'ja-easy': '番号(ばんごう)が ない カードかも しれません。', en: 'This may be a card without a PIN.' },
  PIN_UNKNOWN: { ja: '暗証番号が わからなくても 大丈夫です。', 'ja-easy': '番号(ばんごう)が わからなくても いいです。', en: 'It is all right not to know the PIN.' },
  AUTH_FAILED: { ja: 'カードを確かめられませんでした。', 'ja-easy': 'カードを たしかめる ことが できません。', en: 'We could not verify the card.' },
  CARD_DATA: { ja: 'カードに 読み取れない内容が ありました。', 'ja-easy': 'カードが 読(よ)めません。', en: 'Some data on the card could not be read.' },
  TIMEOUT: { ja: '時間がかかりすぎました。', 'ja-easy': '時間(じかん)が かかりました。', en: 'It took too long.' },
  BUSY: { ja: '前の読み取りが 終わっていません。', 'ja-easy': 'カードを まだ 読(よ)んで います。', en: 'The reader is still busy.' },
  CANCELLED: { ja: '読み取りを やめました。', 'ja-easy': 'カードを やめました。', en: 'Reading was stopped.' },
  BRIDGE_DOWN: { ja: 'カードの読み取りが いまは使えません。', 'ja-easy': 'いま カードが 使(つか)えません。', en: 'Card reading is unavailable right now.' },
  FORBIDDEN_FILE: DID_NOT_WORK,
  BAD_OP: DID_NOT_WORK,
  CARD_STILL_LIES: { ja: '台のカードは もう読み取りました。', 'ja-easy': 'この カードは もう 読(よ)みました。', en: 'The card on the tray has been read already.' },
  CARD_IS_APPLICANTS: { ja: 'これは はじめに読み取った カードです。', 'ja-easy': 'これは はじめの カードです。', en: 'This is the card that was read first.' },
  CARD_READ_ALREADY: { ja: 'このカードの方は もう入っています。', 'ja-easy': 'この 人(ひと)は もう 入(い)れました。', en: 'The holder of this card is in the form already.' },
});

/** What is safe. */
export const CARD_SAFE: Record<CardTrouble, Phrase> = phrases({
  READER_MISSING: CARD_UNTOUCHED, NO_CARD: NOTHING_READ, CARD_UNREADABLE: CARD_FINE, CARD_REMOVED: UNREAD, NOT_MYNUMBER_CARD: NOTHING_READ, CARD_SHARED: NOTHING_READ,
  PIN_FORMAT: CARD_UNTOUCHED, PIN_WRONG: CARD_FINE, BUSY: CARD_UNTOUCHED, CANCELLED: UNREAD, TIMEOUT: UNREAD, BRIDGE_DOWN: CARD_UNTOUCHED, FORBIDDEN_FILE: UNREAD, BAD_OP: UNREAD, CARD_DATA: UNREAD,
  PIN_LAST_TRY: { ja: 'カードが止まらないように、ここではためしません。', 'ja-easy': 'ここでは しません。カードは 止(と)まりません。', en: 'We stop here, so that your card is not locked.' },
  PIN_LOCKED: { ja: 'カードは 窓口で 元にもどせます。', 'ja-easy': 'カードは 窓口(まどぐち)で なおせます。', en: 'The counter can unlock the card.' },
  PIN_NOT_SET: CARD_FINE, PIN_UNKNOWN: CARD_FINE,
  AUTH_FAILED: { ja: '読み取った内容は 消しました。', 'ja-easy': '読(よ)んだ ことは 消(け)しました。', en: 'What we read has been deleted.' },
  CARD_STILL_LIES: ALL_KEPT, CARD_IS_APPLICANTS: ALL_KEPT, CARD_READ_ALREADY: ALL_KEPT,
});

/** What next, where the card is asked for again. Where it is not, `goOnTyping` or `goOnWithStaff`. */
export const CARD_NEXT: Partial<Record<CardTrouble, Phrase>> = phrases({
  NO_CARD: { ja: 'カードを 台に置いてください。', 'ja-easy': 'カードを 台(だい)に おいて ください。', en: 'Place your card on the tray.' },
  CARD_UNREADABLE: { ja: 'カードを 置き直してください。', 'ja-easy': 'カードを もう一度(いちど) おいて ください。', en: 'Place the card again.' },
  CARD_REMOVED: PLACE_AGAIN, TIMEOUT: PLACE_AGAIN, CANCELLED: PLACE_AGAIN,
  NOT_MYNUMBER_CARD: { ja: 'プラスチックの マイナンバーカードを 置いてください。スマートフォンは使えません。', 'ja-easy': 'マイナンバーカードを おいて ください。スマホは 使(つか)えません。', en: 'Please place the plastic My Number Card. Phones do not work here.' },
  CARD_SHARED: { ja: 'カードは 1枚だけ 置いてください。', 'ja-easy': 'カードは 1枚(いちまい)だけです。', en: 'Place one card only.' },
  BUSY: { ja: '少し待って、カードを もう一度 置いてください。', 'ja-easy': '少(すこ)し 待(ま)って もう一度(いちど) おいて ください。', en: 'Wait a moment, then place the card again.' },
  CARD_STILL_LIES: NEXT_CARD, CARD_IS_APPLICANTS: NEXT_CARD, CARD_READ_ALREADY: NEXT_CARD,
  AUTH_FAILED: { ja: 'カードを 窓口の職員に お見せください。カードなしでも つづけられます。', 'ja-easy': 'カードを 職員(しょくいん)に 見(み)せて ください。カードなしでも できます。', en: 'Please show the card to staff. You can also go on without it.' },
});
