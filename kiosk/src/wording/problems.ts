import type { ProblemCode as FacilityCode } from '@engawa/facility-api/contract';
import type { ProblemCode as ReceptionCode, Wording } from '@engawa/reception/contract';
import { type Phrase, phrases } from './wording.ts';

/** `unreachable`: no answer at all, the one case that no server can name. */
export type AnyProblemCode = ReceptionCode | FacilityCode | 'unreachable';

const again = { ja: 'うまくいきませんでした。内容は消えていません。もう一度お試しください。続くときは、職員にお声がけください。', 'ja-easy': 'うまく いきませんでした。もう一度(いちど) やって ください。だめな ときは、職員(しょくいん)に 言(い)って ください。', en: 'That did not work. Nothing was lost. Try again, or ask our staff if it goes on.' } as const;
const staffAct = { ja: 'ほかの窓口で先に操作されました。いまの様子をお確かめください。', 'ja-easy': 'ほかの 人(ひと)が 先(さき)に しました。画面(がめん)を 見(み)て ください。', en: 'Someone else was faster. Check what the list shows now.' } as const;

/** What happened, what is safe, what next; never 「エラー」, never blame. */
export const problems = phrases({
  unreachable: { ja: 'つながりません。内容は消えていません。つながりしだい続けます。', 'ja-easy': 'いま つながりません。入(い)れた ものは 消(き)えません。少(すこ)し 待(ま)って ください。', en: 'There is no connection. Nothing was lost. We go on as soon as it is back.' },
  'bad-request': again, internal: again, 'too-large': again, 'idempotency-key-missing': again, 'idempotency-key-reused': again, 'forbidden-origin': again,
  'not-found': { ja: '見つかりませんでした。番号やリンクを、もう一度お確かめください。', 'ja-easy': 'ありませんでした。番号(ばんごう)を もう一度(いちど) 見(み)て ください。', en: 'We could not find that. Check the number or the link.' },
  'not-signed-in': { ja: 'ご本人の確認から時間がたちました。予約は消えていません。もう一度「パスキーで入る」を押してください。', 'ja-easy': 'もう一度(いちど) 入(はい)って ください。予約(よやく)は あります。', en: 'You are signed out. Your bookings are safe. Sign in again.' },
  // only consoles meet these
  'not-allowed': again, 'no-counter': again, 'appointment-unknown': again, 'appointment-not-expected': again,
  'wrong-code': { ja: '番号がちがいました。もう一度お試しください。', 'ja-easy': '番号(ばんごう)が ちがいます。もう一度(いちど) やって ください。', en: 'That number did not match. Try again.' },
  'too-many-requests': { ja: 'こみ合っています。1分ほど待って、もう一度お試しください。', 'ja-easy': 'いま 人(ひと)が 多(おお)いです。1分(いっぷん) 待(ま)って ください。', en: 'It is busy right now. Wait a minute and try again.' },
  'client-too-old': { ja: '画面が古くなっています。新しくします。内容は消えていません。', 'ja-easy': '画面(がめん)を 新(あたら)しく します。少(すこ)し 待(ま)って ください。', en: 'This page is out of date. It renews itself. Nothing is lost.' },

  'enrolment-refused': { ja: 'この受付機は まだ登録されていません。職員が登録番号を確かめてください。', 'ja-easy': 'この 機械(きかい)は まだ 使(つか)えません。職員(しょくいん)に 言(い)って ください。', en: 'This kiosk is not registered yet. Staff: check the enrolment code.' },
  'kiosk-unknown': { ja: 'この受付機の登録が見つかりません。となりの受付機をお使いください。', 'ja-easy': 'となりの 機械(きかい)を 使(つか)って ください。', en: 'This kiosk is not known here. Use the next one.' },
  'kiosk-signature': { ja: 'この受付機を確かめられません。となりの受付機をお使いください。', 'ja-easy': 'となりの 機械(きかい)を 使(つか)って ください。', en: 'We could not verify this kiosk. Use the next one.' },
  'ticket-number-taken': { ja: '同じ番号札が すでにあります。番号札を職員に お見せください。', 'ja-easy': '同(おな)じ 番号(ばんごう)が あります。職員(しょくいん)に 見(み)せて ください。', en: 'That number exists already. Show your ticket to our staff.' },
  'seal-unreadable': { ja: '書類の内容を開けませんでした。番号札はそのまま使えます。お手数ですが、窓口でお書きください。', 'ja-easy': '番号札(ばんごうふだ)は 使(つか)えます。窓口(まどぐち)で 書(か)いて ください。', en: 'We could not open the form. Your ticket is valid; fill in the form at the counter.' },
  'form-invalid': { ja: '書類の内容に足りないところがあります。番号札はそのまま使えます。', 'ja-easy': '書類(しょるい)が 足(た)りません。番号札(ばんごうふだ)は 使(つか)えます。', en: 'Something is missing in the form. Your ticket is valid.' },
  'nobody-waiting': { ja: 'お待ちの方は いません。', 'ja-easy': '待(ま)って いる 人(ひと)は いません。', en: 'Nobody is waiting.' },
  'ticket-not-waiting': staffAct, 'ticket-not-called': staffAct, 'ticket-not-serving': staffAct, 'ticket-elsewhere': staffAct,
  'counter-busy': { ja: 'この窓口は対応中です。終わってから お呼びください。', 'ja-easy': 'この 窓口(まどぐち)は いま 使(つか)って います。', en: 'This counter is serving someone. Finish first.' },
  'counter-taken': { ja: 'この窓口は ほかの職員が使っています。', 'ja-easy': 'この 窓口(まどぐち)は ほかの 人(ひと)が います。', en: 'Another member of staff is at this counter.' },
  'ticket-not-missed': { ja: 'この番号札は、もう列に並んでいるか、お呼びしています。', 'ja-easy': 'もう 並(なら)んで います。', en: 'This ticket is in the queue already, or it is your turn.' },
  'rejoin-too-late': { ja: 'ご自分で列に戻れる時間を過ぎました。近くの職員に番号札をお見せください。', 'ja-easy': '時間(じかん)が すぎました。職員(しょくいん)に 番号札(ばんごうふだ)を 見(み)せて ください。', en: 'The time to come back by yourself is over. Show your ticket to our staff.' },
  'ticket-away': { ja: 'この番号の方は、いま離れています。', 'ja-easy': 'この 人(ひと)は いま いません。', en: 'This visitor is away just now.' },
  'leave-too-long': { ja: 'その時刻より前に、お呼びするかもしれません。早い時刻を選び直してください。', 'ja-easy': 'その 前(まえ)に 呼(よ)びます。早(はや)い 時間(じかん)を えらんで ください。', en: 'We may call you before that. Choose an earlier time.' },
  'ticket-held': { ja: 'この番号の方は、ほかの窓口でお預かりしています。', 'ja-easy': 'ほかの 窓口(まどぐち)で 待(ま)って います。', en: 'Another counter keeps this visitor.' },
  'zone-not-served': { ja: 'その手続きの窓口は、ここにはありません。', 'ja-easy': 'その 窓口(まどぐち)は ここに ありません。', en: 'This hall has no counter for that.' },
  'same-line': { ja: 'もうその列に並んでいます。', 'ja-easy': 'もう その 列(れつ)に います。', en: 'This ticket stands in that line already.' },
  'form-gone': { ja: '書類の内容は もう消してあります。必要なときは、あらためて お聞きください。', 'ja-easy': '書類(しょるい)は もう ありません。もう一度(いちど) 聞(き)いて ください。', en: 'The form has been deleted already. Ask again if it is needed.' },
  'state-not-allowed': again,
  'caption-not-open': { ja: '字幕は開いていません。「字幕を開く」を押してください。', 'ja-easy': '字幕(じまく)は まだ ありません。', en: 'Captions are not open. Open them first.' },
  'utterance-committed': { ja: '確定した文は変わりません。直すときは「直す」を使ってください。', 'ja-easy': '決(き)まった 言葉(ことば)は 変(か)わりません。', en: 'A finished line does not change. Use “Correct”.' },
  'utterance-unknown': { ja: 'その文は もうありません。', 'ja-easy': 'その 言葉(ことば)は もう ありません。', en: 'That line is gone already.' },

  'passkey-refused': { ja: 'パスキーを確かめられませんでした。もう一度お試しください。', 'ja-easy': 'あなたを 確(たし)かめる ことが できません。もう一度(いちど) やって ください。', en: 'We could not verify the passkey. Try again.' },
  'passkey-unknown': { ja: 'このパスキーは登録されていません。はじめての方は「パスキーを作る」を押してください。', 'ja-easy': 'はじめての 人(ひと)は「はじめる」を 押(お)して ください。', en: 'This passkey is not registered. First time here? Choose “Create a passkey”.' },
  'challenge-expired': { ja: '時間がたちました。もう一度お試しください。', 'ja-easy': '時間(じかん)が すぎました。もう一度(いちど) やって ください。', en: 'That took too long. Try again.' },
  'slot-taken': { ja: 'ひと足ちがいで、ほかの方が予約しました。お金はかかっていません。近い空きを お探ししました。', 'ja-easy': 'ほかの 人(ひと)が 先(さき)に 予約(よやく)しました。お金(かね)は いりません。', en: 'Someone booked it a moment ago. Nothing was charged. Here are the nearest free times.' },
  'outside-opening-hours': { ja: '開いている時間の外です。時間を選び直してください。', 'ja-easy': 'その 時間(じかん)は しまって います。', en: 'That is outside opening hours. Choose another time.' },
  closed: { ja: 'その日は休館日です。日にちを選び直してください。', 'ja-easy': 'その 日(ひ)は 休(やす)みです。', en: 'It is closed on that day. Choose another day.' },
  'slot-in-the-past': { ja: 'その時間は過ぎています。これからの時間を選んでください。', 'ja-easy': 'その 時間(じかん)は もう 終(お)わりました。', en: 'That time has passed. Choose a later one.' },
  'too-far-ahead': { ja: 'その日の受付は まだ始まっていません。', 'ja-easy': 'その 日(ひ)は まだ 予約(よやく)できません。', en: 'Bookings for that day are not open yet.' },
  'too-many-people': { ja: '部屋の定員を超えています。大きい部屋を選ぶか、人数をお確かめください。', 'ja-easy': '人(ひと)が 多(おお)いです。大(おお)きい 部屋(へや)を えらんで ください。', en: 'That is more people than the room holds. Choose a larger room.' },
  'too-many-holds': { ja: 'いま おさえられる部屋の数に達しました。先の部屋のお支払いか、取り消しをお願いします。', 'ja-easy': 'もう たくさん とって あります。先(さき)に お金(かね)を 払(はら)って ください。', en: 'You hold several rooms already. Pay for one or give one up first.' },
  'not-aligned': { ja: '時間の区切りが合いません。時間を選び直してください。', 'ja-easy': '時間(じかん)を もう一度(いちど) えらんで ください。', en: 'Bookings start and end at fixed times. Choose again.' },
  'proof-missing': { ja: 'この区分や減免には、窓口での確認が必要です。一度確認すれば、期限まで続けて使えます。', 'ja-easy': '窓口(まどぐち)で 紙(かみ)を 見(み)せて ください。そのあとは 安(やす)く なります。', en: 'We need to see your proof once at the counter for this rate. After that it counts until it ends.' },
  'fee-unknown': { ja: 'この部屋には、その区分の料金がありません。区分を選び直してください。', 'ja-easy': 'この 部屋(へや)では えらべません。ほかを えらんで ください。', en: 'This room has no price for that. Choose again.' },
  'hold-expired': { ja: 'おさえる時間が過ぎました。お金はかかっていません。もう一度お選びください。', 'ja-easy': '時間(じかん)が すぎました。お金(かね)は いりません。もう一度(いちど) えらんで ください。', en: 'The hold has run out. Nothing was charged. Choose again.' },
  'booking-not-held': { ja: 'この予約は もうお支払い待ちではありません。予約の一覧をお確かめください。', 'ja-easy': '予約(よやく)の ページを 見(み)て ください。', en: 'This booking no longer waits for payment. Look at your bookings.' },
  'booking-not-confirmed': { ja: 'お支払いが まだ確かめられていません。少しお待ちください。', 'ja-easy': 'お金(かね)を 確(たし)かめて います。少(すこ)し 待(ま)って ください。', en: 'The payment is not confirmed yet. Wait a moment.' },
  'cancel-too-late': { ja: '取り消せる時間を過ぎました。施設に お電話ください。', 'ja-easy': 'もう やめられません。電話(でんわ)を して ください。', en: 'It is too late to cancel here. Call the facility.' },
  'change-too-late': { ja: '変更できる時間を過ぎました。予約はそのままです。', 'ja-easy': 'もう 変(か)えられません。予約(よやく)は 前(まえ)の ままです。', en: 'It is too late to change it. Your booking stands as it was.' },
  'payment-unreachable': { ja: 'お支払いのサービスにつながりません。お金はかかっていません。部屋はおさえてあります。', 'ja-easy': 'お金(かね)は まだ 払(はら)って いません。部屋(へや)は とって あります。', en: 'We cannot reach the payment service. Nothing was charged and your room is kept.' },
  'notice-signature': again,
  'not-your-booking': { ja: 'この予約は別の方のものです。予約したご本人が「パスキーで入る」からお入りください。', 'ja-easy': 'ほかの 人(ひと)の 予約(よやく)です。予約(よやく)した 人(ひと)が 入(はい)って ください。', en: 'This booking belongs to someone else. Sign in as the person who booked.' },
  'too-early': { ja: 'まだ時間の前です。使う時間の10分前から開けられます。', 'ja-easy': 'まだ 早(はや)いです。時間(じかん)に なったら あきます。', en: 'It is not time yet. Come back shortly before your booking.' },
  'too-late': { ja: '予約の時間が終わりました。お困りのときは施設に お電話ください。', 'ja-easy': '予約(よやく)の 時間(じかん)は 終(お)わりました。', en: 'Your booking has ended. Call the facility if you need help.' },
  'door-unreachable': { ja: 'ドアにつながりません。この番号で開けられます。', 'ja-easy': 'ドアに つながりません。この 番号(ばんごう)で あきます。', en: 'We cannot reach the door. This number opens it.' },
  'door-refused': { ja: 'ドアが開きませんでした。予約はそのままです。施設に お電話ください。', 'ja-easy': 'ドアが あきません。電話(でんわ)を して ください。', en: 'The door did not open. Your booking stands. Call the facility.' },
}) satisfies Record<AnyProblemCode, Phrase>;

/** The sentence for a code that came over the wire; an unknown one (a newer server) still says what to do. */
export const problemWording = (code: string): Wording => (code in problems ? problems[code as AnyProblemCode] : again);
