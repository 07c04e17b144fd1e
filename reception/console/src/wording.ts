import type { CareReason, FormField, Keeper, Language, Problem, ProblemCode, Source, StaffRole, TicketAct, TicketStatus, Zone } from '@engawa/reception/contract';
import type { Look, WhyWaiting } from './concierge/domain/find-people.ts';
import type { Act, WhyNot } from './queue/domain/acts.ts';
import type { Paper, PaperNews, PrinterLine } from './paper/domain/printer-lines.ts';
import { clockText } from './queue/domain/clock-text.ts';

/**
 * Every sentence of the staff console. Short, polite, without blame; what went wrong is followed by what to do.
 * Half-width spaces mark where a phrase may break.
 */
export const words = {
  console: '職員コンソール',
  signIn: {
    title: '窓口に 入る', staff: '職員番号', code: '暗証コード', counter: '座る窓口', enter: '窓口を 開ける', busy: '確かめています',
    codeShort: '暗証コードは 6文字以上です。', staffEmpty: '職員番号を 入れてください。英小文字と 数字です。', counterEmpty: '座る窓口を 選んでください。',
    summary: 'もう一度 ご確認ください', noCounter: '窓口に 座らない（案内・責任者・閲覧）', counterNeeded: '窓口の職員は 座る窓口を 選んでください。', outNoCounter: 'ぬける',
    cityGone: '受付サーバーに つながりません。自動で つなぎ直しています。', out: '窓口を 閉める', stay: '窓口に もどる',
    leaveTitle: (ticket: string) => `${ticket} の方が まだ いらっしゃいます`, leaveCalled: '窓口を 閉めても、この方は 呼び出し中のまま 残ります。ほかの窓口からは お呼びできません。', leaveServing: '窓口を 閉めても、この方は 対応中のまま 残ります。直しかけの 項目は 消えます。',
    expired: '時間がたったため、もう一度 窓口に 入ってください。お待ちの方の情報は サーバーに 残っています。', keptDraft: '書きかけの 聞き取りが あります。10分の うちに 同じ職員番号で 入ると、続きから 書けます。',
  },
  role: { clerk: '窓口', concierge: '案内', supervisor: '責任者', viewer: '閲覧' } satisfies Record<StaffRole, string>,
  passkeys: {
    button: 'パスキー', missing: '未登録', enter: 'パスキーで 入る', enterMore: 'パスキーの方は、職員番号も 暗証コードも いりません。座る窓口だけ 選んでください。', first: 'はじめての方（登録のことばが ある方）',
    title: 'パスキー', own: (name: string) => `${name}さんの パスキー`, loading: '確かめています', none: 'まだ ありません', some: (n: number) => `${n}つ 登録しています。`, add: 'この機械か 鍵を 登録する', added: '登録しました。つぎから パスキーで 入れます。',
    made: (day: string) => `${day} 登録`, used: (when: string) => `${when} に 使用`, neverUsed: 'まだ 使っていません', doubted: '写しが 使われたかもしれません', cancelled: 'パスキーを 使いませんでした。もう一度 押すか、ほかの 入りかたを お使いください。',
    people: '職員の パスキー', noCode: 'コードなし', word: '登録のことばを 出す', wordOf: (name: string) => `${name}さんの 登録のことばを 出す`, wordFor: (name: string, clock: string) => `${name}さんへ。${clock} まで、1回だけ 使えます。`, wordMore: 'ご本人にだけ お伝えください。閉じると もう 見られません。',
    revoke: '取り消す', revokeOf: (name: string, key: string) => `${name}さんの パスキー（${key}）を 取り消す`, revoked: (name: string) => `${name}さんの パスキーを 取り消しました。そのパスキーで 入っていた画面は 閉じました。`,
    wordLabel: '登録のことば', wordHint: '責任者が お伝えした 12文字です。', wordEmpty: '登録のことばを 入れてください。', enrol: 'パスキーを 登録する', enrolled: '登録しました。窓口を 選んで「パスキーで 入る」を 押してください。',
  },
  concierge: {
    title: '選んだ方', below: (ticket: string) => `選んだ方 ${ticket} へ ↓`, register: '番号札を出す（来た方の 登録）', nobodyChosen: '表の 番号を ↑ ↓ で 選ぶと、ここに その方の 様子が 出ます。', searchLabel: '番号・手続き・来た時刻（10:20）で さがす', looks: 'しぼりこみ',
    look: { all: '全員', waiting: '待ち', called: '窓口', missed: '不在', away: '離席', held: '預かり', booked: '予約' } satisfies Record<Look, string>,
    status: { waiting: '待ち', away: '離席', called: '呼び出し', serving: '対応中', missed: '不在', held: '預かり', done: '終わり', cancelled: '取りやめ' } satisfies Record<TicketStatus, string>,
    state: '様子', came: '来た時刻', waited: (minutes: number) => `${minutes}分前`, line: '並んでいる列', nobodySo: 'この しぼりこみの方は いません', nobodySoMore: '1 で 全員に もどります。',
    act: { rejoin: '列へ戻す', leave: '離席にする', care: '配慮', transfer: '別の列へ', cancel: '取りやめ' },
  },
  leaveHall: { title: (ticket: string) => `${ticket} の方の 離席`, lead: '離席中は お呼びしません。順番は そのままで、もどる時刻に なると 列へ戻ります。', legend: 'もどる時刻', at: (clock: string, minutes: number) => `${clock}（${minutes}分）`, other: 'ほかの時刻', fault: 'これからの 時刻を 10:30 のように 入れてください。2時間先までです。', save: '離席にする', cancel: 'やめる' },
  tabs: { queue: '待ち', captions: '字幕', label: '画面の切りかえ', statistics: '統計' },
  beam: { now: 'いまの時刻', captionsOpen: '開いています', search: 'さがす', keys: 'キー一覧', counter: (name: string) => name, theme: { light: '明るい画面', dark: '暗い画面' } },
  queue: {
    title: '待っている方', groups: (n: number) => `${n}組`, longest: 'いちばん長い方', minutes: (n: number) => `${n}分`,
    columns: { number: '番号', procedures: '手続き', form: '書類', waited: '待ち', range: '目安', care: '配慮' },
    form: { ready: '準備済', none: '紙', gone: '消去済' } as const,
    formSpoken: { ready: '書類は 準備できています', none: '書類は 紙で 書きます', gone: '書類の 内容は もう ありません' } as const,
    late: '受付機が切れていました', lateBy: (minutes: number) => `（${minutes}分おくれて届きました）`,
    noRange: '未定', empty: 'いま 待っている方は いません', emptyMore: '受付機で 番号札が 出ると、ここに すぐ 並びます。',
    desk: '番号札を出す', searchLabel: '番号か 手続きで さがす', found: (n: number) => (n === 0 ? '見つかりません。Esc で 全員に もどります。' : `${n}組 見つかりました`),
    spoken: (zone: string, label: string, waited: number) => `${zone} ${label}、${waited}分 待ち`,
    inLine: (zone: string) => `${zone}の列`, care: { 'with-child': '妊娠・乳幼児', unwell: '体調', mobility: '車いす・歩行', staff: '係の判断' } satisfies Record<CareReason, string>, booked: (clock: string) => `予約 ${clock}`, careKey: '配慮', away: (clock: string) => `離席 ${clock}まで`, backKey: 'もどられた',
    callThis: 'Enter で この方を 呼びます', elsewhere: 'ほかの窓口の 担当', loading: '待ちの列を 受け取っています',
  },
  language: { ja: '', 'ja-easy': 'やさしい', en: '英語', zh: '中国語', ko: '韓国語', vi: 'ベトナム語', pt: 'ポルトガル語', fil: 'フィリピノ語' } satisfies Record<Language, string>,
  languageFull: { ja: '日本語', 'ja-easy': 'やさしい日本語', en: '英語（English）', zh: '中国語（简体中文）', ko: '韓国語（한국어）', vi: 'ベトナム語（Tiếng Việt）', pt: 'ポルトガル語（Português）', fil: 'フィリピノ語（Filipino）' } satisfies Record<Language, string>,
  zone: { A: 'まるの A', B: 'ひしがたの B', C: 'ろっかくの C', D: 'うめの D', E: 'しかくの E', F: 'さんかくの F' } satisfies Record<Zone, string>,
  person: {
    nobodyHere: 'この窓口の方', none: 'お呼びする方を 待っています', noneMore: 'N で つぎの方を お呼びします。列の中から 選ぶときは ↑ ↓ と Enter です。',
    called: '呼び出し中', calledMore: 'いらしたら S で 対応を 始めます。書類は そのとき 開きます。', serving: '対応中', from: (clock: string, since: string) => `${clock} から ${since}`, calls: (n: number) => `${n}回目`,
    fee: (yen: number) => `手数料 ${yen.toLocaleString('ja-JP')}円`, free: '手数料 なし',
    card: { verified: 'カードの署名 確認済', not_checked: 'カードの署名は 未確認です。券面を ご覧ください', failed: 'カードの署名が 合いません。カードを お預かりして 券面を 確かめてください' } as const,
    cardLive: { yes: 'チップの応答 確認済（複製では ありません）', no: 'チップの応答が ありません。複製かも しれないので お預かりして 確かめてください', unknown: 'チップの応答は 未確認です（複製の検査が できないカード）' } as const,
    cardByB: '暗証番号なしで 照合番号B（券面の番号）から 読み取りました。顔写真で ご本人を お確かめください', cardOf: (n: number, name: string) => `${n}人目${name === '' ? '' : ` ${name}`}`, noCard: 'カードなしの 受付です。本人確認書類を ご覧ください',
    doubt: { glyph: 'ご本人から「字の形がちがう」とのお申し出です。戸籍の字形を お確かめください', unshown: '受付機では 表示できない字が ありました。ご本人と 戸籍の字形を お確かめください' } as const, correct: '直す', cardSays: 'カード：', cardEmpty: '（空欄）', missing: '未記入です。ご本人に うかがってください', blank: '―', others: 'そのほかの 項目', applicant: '請求する方・届け出る方',
    formLoading: '書類を 開いています', formNone: 'この方の 書類は ありません', formNoneMore: '受付機で 入力していない方です。紙の申請書を お渡しください。',
    formGone: '書類の 内容は もう ありません', formGoneMore: '決まりの時間が すぎたため 消しました。必要なときは 紙の申請書を お渡しください。', retry: '書類を もう一度 開く',
    print: '印刷 A4', captions: '字幕を開く', captionsOn: '字幕にもどる', finish: '終わりました', finishTo: (zone: string) => `終わり、つぎは ${zone}`, finishAll: 'すべて終わり', hold: '預かる', transfer: '回す', serve: '対応を始める',
    printBlocked: '新しいタブを 開けませんでした。このリンクから 開いてください。', printLink: '申請書の PDF を 開く',
    way: 'この方の道のり', wayIssued: '番号札', wayCalled: '呼び出し', wayNow: 'いま', wayWaited: (minutes: number) => `${minutes}分待ち`, wayArrived: (late: number) => (late > 0 ? `${late}分おくれて 届く` : '受付'),
  },
  formFailed: '書類を 開けませんでした。もう一度 開くか、紙の申請書を お渡しください。',
  edit: { noDate: '日付として 読めません', dateHint: 's55.4.1 や 19800401 でも', save: '直して 保存', cancel: 'やめる', saved: (label: string) => `${label}を 直しました` },
  source: { card: 'カード', visitor: '本人', phone: 'スマホ', staff: '職員' } satisfies Record<Source, string>,
  sourceSpoken: { card: 'カードから', visitor: 'ご本人が 入力', phone: 'スマホから', staff: '職員が 直した' } satisfies Record<Source, string>,
  next: {
    title: 'つぎの呼び出し', call: 'この方を呼ぶ', nobody: 'お呼びする方は いません', recall: 'もう一度', noShow: '不在', confirm: '呼び出しの確認',
    shown: (seconds: string) => `✓ ${seconds}秒`, shownSpoken: '表示しました', waitingAck: '返事待ち', ready: 'つながっています', cutOff: '✕ つながりません', noBoards: '表示板が 1台も つながっていません。声で お呼びください。',
    held: '預かっている方', heldBy: (name: string) => `${name}さん`, missed: '来なかった方', missedNone: 'いません', callAgain: '呼ぶ', rejoin: (clock: string) => `列へ戻す（${clock}まで）`, missedCalls: (n: number, clock: string) => `${clock} ${n}回 呼び出し`,
    counters: '窓口', closed: '閉まっています', free: '待機中', today: (name: string) => `きょう ${name}`, done: '終わった方', board: (name: string) => `表示板 ${name}`,
  },
  ledge: {
    connecting: 'つないでいます', live: 'つながっています', frozen: (clock: string) => `更新停止 ${clock}`, frozenMore: '画面は この時刻のままです。自動で つなぎ直しています。',
    kiosks: '受付機', boards: '表示板', counters: '窓口', pending: (n: number) => `届いていない書類 ${n}件`, kioskOut: (series: number) => `受付機${series} 切れています`, boardOut: (name: string) => `表示板 ${name} 切れています`,
    undo: (seconds: number) => `取り消す（あと${seconds}秒）`, last: '直前の操作：', help: (series: number) => `受付機${series}で 職員を 呼んでいます`,
  },
  heard: {
    title: '聞き取りで作る', search: '手続きを さがす', searchKeys: 'Enter で 選ぶ。空のまま Enter で 項目へ', notFound: '見つかりません。ほかの 言いかたで さがしてください。',
    serve: '作って 対応を始める', wait: '作って 番号札にする', walkKeys: [['Enter', 'つぎの項目'], ['Shift Enter', '前の項目'], ['Ctrl ↑ ↓', '区切りごと'], ['1〜9', '選ぶもの']], left: (n: number) => `必要な項目が あと${n}つ`, complete: '必要な項目は そろいました',
    reallyClose: '書いた内容は 残りません。消して 閉じるときは もう一度 Esc を 押してください。', goOn: '続けて 書く', person: (n: number) => `${n}人目`, morePeople: '1人 足す', fromReading: '入力した 読みから',
    kept: '書きかけの 聞き取りを 開きました。続きから 書けます。',
  },
  care: {
    title: (ticket: string) => `${ticket} の方への 配慮`, lead: (minutes: number) => `配慮のある方は、${minutes}分 早く 来た方として お呼びします。理由は 職員だけに 見え、きょうの 終わりに 消えます。`, legend: '理由', none: '配慮なし', save: 'この順番にする', cancel: 'やめる',
    full: { 'with-child': '妊娠中・乳幼児連れ', unwell: '体調がすぐれない', mobility: '車いす・歩行', staff: '係の判断' } satisfies Record<CareReason, string>,
  },
  move: {
    holdTitle: (ticket: string) => `${ticket} の方を 預かる`, holdLead: '窓口を あけて、つぎの方を お呼びできます。この方は ほかの窓口からは 呼べません。', holdLegend: '預かる人', hold: '預かる', keeper: { counter: 'この窓口の 職員ならだれでも', clerk: '自分だけ（席を 移っても）' } satisfies Record<Keeper, string>,
    transferTitle: (ticket: string) => `${ticket} の方を 回す`, transferLead: '番号と 順番は そのままで、選んだ手続きの 列に 並びます。', transferLegend: '回す先', transfer: 'この列に 回す', line: (zone: Zone, title: string) => `${zone}　${title}`, ownLine: (zone: Zone, title: string) => `${zone}　${title}（もとの列へ もどす）`, cancel: 'やめる',
  },
  out: { print: '印刷', utf8: 'CSV（UTF-8）', sjis: 'CSV（Shift_JIS）', deleted: (label: string, clock: string, entry: number) => `${label} の 書類は ${clock} に 消去しました（消去記録 ${entry}番）` },
  help: { go: '行きます' },
  paper: {
    ledge: 'プリンター', title: '紙の番号札', printers: 'プリンター', papers: '気をつける 札', none: 'いま 気をつける札は ありません。', more: 'もう1枚 刷る', nobody: '列の中から 方を 選ぶと、その方の札を 刷れます。', print: 'この方の札を 刷る', slip: '受付票を 刷る', slipName: '受付票', close: '閉じる',
    since: (clock: string) => `${clock}から`, again: 'もう一度 刷る', hasIt: '札を お持ちだった', withoutIt: '紙なしで よい', tornUp: '余分を 破棄した', takeBack: '印刷を 取りやめる', toLookAt: (n: number) => `札 ${n}枚 確認`,
  },
  appointments: {
    key: '未着の予約', title: (n: number) => (n === 0 ? '未着の予約' : `未着の予約 ${n}件`), search: '予約番号か 手続きで さがす', searchKeys: 'Enter で 表へ、もう一度 Enter で 番号札', lead: '時刻の早い順です。↑ ↓ で 選べます。', nobody: 'いま お待ちしている 予約は ありません。', none: 'その番号は きょうの 未着の予約に ありません。予約なしの 番号札も 出せます。', found: (n: number) => `${n}件 見つかりました`,
    columns: { time: '時刻', late: 'いま', reference: '予約番号', procedure: '手続き' }, late: (n: number) => `${n}分 過ぎ`, ahead: (n: number) => (n === 0 ? 'ちょうど' : `あと ${n}分`), notCounted: '待ち時間の見込みから 外しました', standing: { came: '来庁', withdrawn: '取り消し' },
    give: '番号札を出す', came: '来庁にする', withdraw: '取り消しにする', undo: '元に戻す', close: '閉じる', nobodyChosen: '表から 選んでください。', marked: { came: 'もう 来庁に なっています。', withdrawn: 'もう 取り消しに なっています。' },
  },
  deskTicket: {
    title: '番号札を出す', lead: '手続きを 選んでください。札の番号は すぐに 決まります。', search: '手続きを さがす', searchKeys: '文字と Enter で 選ぶ。空のまま Enter で 番号札', ticked: '選んだ手続き：', found: (n: number) => (n === 0 ? '見つかりません' : `${n}件`), language: 'お客さまの ことば', give: '番号札を出す', cancel: 'やめる', none: '手続きを 1つ以上 選んでください。',
    issued: '番号札を 出しました', tell: '番号を 書いて お渡しください。', close: '閉じる', booked: '予約の時刻', bookedMore: '予約のある方だけ。きょうの 時刻を 入れてください。', bookedFault: '予約の時刻は 10:30 のように 入れてください。', care: '配慮',
  },
  keys: { title: 'キー一覧', letters: '1文字のキーを 使う', lettersMore: '切っても ボタン、Tab、矢印、Ctrl Z は 使えます。', close: '閉じる', number: '1〜9', numberForm: 'その番号の 項目を 直す', numberPhrase: '定型文を 送る（文字の入力中は Alt と いっしょに）', arrows: '↑ ↓', arrowsMore: '列の中を 動く、Enter で その方を 呼ぶ', everywhere: 'どこでも', inCaptions: '字幕の画面で', inStatistics: '統計の画面で' },
  statistics: {
    today: 'きょう', dayBefore: '前の日', dayAfter: '次の日', noLaterDay: 'きょうより 先の日は まだ ありません。', asTable: '表で見る', asPicture: '図で見る', csv: 'CSV', csvNames: { hours: '時間ごと', procedures: '手続きごと', days: '日の合計' },
    loading: '数えています', failed: '数字を 受け取れませんでした。待ちの画面や 呼び出しには 影響ありません。', again: 'もう一度 数える',
    visits: '番号札', people: '組', minutes: '分', wait: '待ち時間（中央値）', kept: 'お伝えした時刻までに 呼んだ割合', service: '対応の時間（中央値）', avoided: '来なくて すんだ用件',
    noWeekAgo: '前の週の同じ曜日は 記録が ありません', thanWeekAgo: (more: number) => (more === 0 ? '前の週の同じ曜日と 同じ' : `前の週の同じ曜日より ${Math.abs(more)}組 ${more > 0 ? '多い' : '少ない'}`),
    nobodyCalled: 'まだ お呼びした方が いません', mostWaited: (minutes: string) => `9割の方は ${minutes}分まで`, nobodyTold: 'まだ お伝えした方が いません', nobodyServed: 'まだ 終わった方が いません', mostServed: (minutes: string) => `9割の方は ${minutes}分まで`, absent: (people: number) => `呼んでも来なかった方 ${people}組`,
    keptMore: {
      'too-few-people': (kept: number, told: number) => `${told}組のうち ${kept}組。割合で見るには まだ 少ない数です`, below: () => 'めざす範囲 88〜92% に 届いていません', within: () => 'めざす範囲 88〜92% の中', above: () => 'めざす範囲 88〜92% より 上。遅めの時刻を 伝えています',
    },
    nobodyCalledYet: 'お呼びした方は まだ いません。', nobodyCame: 'まだ どなたも いらしていません。',
    late: (people: number, hours: readonly number[], inEach: number) => (people === 0 ? 'お伝えした時刻より 遅れた方は いません。'
      : `${people}組が お伝えした時刻より 遅れました。${hours.length > 3 ? '' : people === 1 ? `${hours[0]}時台です。` : `${hours.map((hour) => `${hour}時台`).join('と')}が${hours.length > 1 ? `${inEach}組ずつ` : `${inEach}組`}です。`}`),
    legend: { told: 'お伝えした範囲', point: '実際の待ち（分）', late: '範囲より遅れた方' }, axes: 'いらした時刻（横）と 待ち時間（縦・分）。', plotSpoken: 'いらした時刻と 待ち時間の図。V で 同じ内容を 表で 見られます。',
    busy: '混む曜日と時間', busyMore: 'これまで8週の 待ち（分・中央値）', busyNone: 'これまで8週の 記録は まだ ありません。', oclock: '時台', procedures: '手続きの数', waitShort: (minutes: string) => `待ち${minutes}分`,
    table: { hours: '時間ごとの 待ち（分）', procedures: '手続きごとの 待ちと対応（分）', hour: '時間', hourName: (hour: number) => `${hour}時台`, people: '呼んだ方', median: '中央値', p90: '9割の方', procedure: '手続き', service: '対応', absent: '来なかった方' },
    source: (clock: string) => `数字は 名前を持たない記録だけから 作っています。${clock} に 数えました。`,
  },
  captions: {
    title: '字幕', closedTitle: '字幕は 閉じています', closedMore: 'C で 開きます。お話しした内容は 保存しません。', open: '字幕を開く', wipe: '終えて 消す', wiped: '字幕を 消しました。お客さま側にも この画面にも 残っていません。',
    visitorLanguage: 'お客さまの ことば', largeFor: '耳の聞こえにくい方に', large: '大きな文字', largeOn: '大きな文字 使用中', lane: { staff: '窓口の人', visitor: 'お客さま' } as const, laneSwitch: (other: string) => `${other}に 替える`,
    write: '送る文', send: '送る', writeAs: (lane: string) => `${lane}として 送ります`, unsent: '送れませんでした。文は 残っています。もう一度 Enter を 押してください。', phrases: '定型文', quickPhrases: 'よく 使う文', phraseGroup: '文例', phraseSearch: 'さがす（読み・文字）', noPhrase: 'そのような 文例は ありません。', morePhrases: 'ほかの 定型文', firstPhrases: 'はじめの 定型文', preview: 'お客さま側の 見えかた',
    correct: '直す', correctSave: '直して 送る', correctHint: '確定した文は ここからだけ 直せます', corrected: '直しました', live: '聞き取り中',
    microphone: 'マイク', micOn: 'マイクを 止める', micOff: 'マイクで 聞き取る', micForbidden: 'この市では 音声の聞き取りを 使わない 決まりです。文字と 定型文で お話しください。',
    sound: { nowhere: '音は どこにも 送りません', 'this-machine': '音は この機械の中だけで 文字にします', internet: '音は インターネット（ブラウザの会社）へ 送られます' } as const,
    confirmTitle: 'マイクを 始めますか', confirmMore: 'お客さまにも 声が 外へ送られることを お伝えください。', confirmStart: '始める', confirmCancel: 'やめる',
    listening: { off: 'マイクは 切れています', starting: '聞き取りを 待っています', silent: 'まだ 何も 聞き取れません。文字と 定型文でも お話しできます。', on: '聞き取っています', down: '聞き取れません。文字と 定型文で お話しください。' } as const,
    engine: { typed: '文字', phrase: '定型文', 'web-speech': '音声（ブラウザ）', scripted: '試験用の台本' } as Readonly<Record<string, string>>,
    empty: 'まだ 何も 書かれていません', emptyMore: '文を 書いて Enter、または 1〜9 で 定型文を 送ります。', secret: '文は 保存しません', label: 'お話の内容',
  },
} as const;

const actNames = {
  papers: '紙の番号札と プリンター',
  'call-next': 'つぎの方を 呼ぶ', recall: 'もう一度 呼ぶ', 'no-show': '不在にする', serve: '対応を 始める', finish: '終わる', print: '申請書を 印刷する', csv: 'CSV（UTF-8）で 出す', 'csv-sjis': 'CSV（Shift_JIS）で 出す', heard: '聞き取りで 作る', undo: '直前の操作を 取り消す', leave: '選んだ方を 離席にする（待ちの画面で）', cancel: '選んだ方を 取りやめにする（待ちの画面で）', passkeys: 'パスキーを 登録する・見る', 'desk-ticket': '番号札を 出す', appointments: '未着の予約を 見る（待ちの画面で）', care: '選んだ方に 配慮する', rejoin: '来なかった方・離席の方を 列へ戻す', hold: 'いまの方を 預かる（保留）', 'call-held': '預かっている方を 呼ぶ', transfer: 'いまの方・選んだ方を 別の列へ 回す（待ちの画面で）', 'finish-all': 'ほかの手続きが 残っていても 終わる',
  captions: '字幕を 開く・字幕の画面', correct: '書類を 直す', search: '列から さがす', keys: 'キー一覧', queue: '待ちの画面', lane: '書く側を 替える', microphone: 'マイクを 入れる・切る', large: '大きな文字', write: '文を 書く', phrases: 'ほかの 定型文（文字の入力中は Alt と いっしょに）', 'find-phrase': '文例を さがす', wipe: '字幕を 終えて 消す', help: '受付機へ 行く（職員呼び出しに 答える）', statistics: '統計の画面', 'day-before': '前の日', 'day-after': '次の日', table: '図と表を 切り替える',
} as const satisfies Record<Act, string>;
export const actName = (act: Act): string => actNames[act];

const doneSentences = {
  call: (t: string) => `${t} を お呼びしました`, recall: (t: string) => `${t} を もう一度 お呼びしました`, 'no-show': (t: string) => `${t} を 不在にしました`,
  serve: (t: string) => `${t} の 対応を 始めました`, finish: (t: string) => `${t} の 対応を 終えました`, hold: (t: string) => `${t} を お預かりしました`, transfer: (t: string) => `${t} を 別の列へ 回しました`, rejoin: (t: string) => `${t} を 列へ戻しました`, leave: (t: string) => `${t} を 離席にしました`, cancel: (t: string) => `${t} を 取りやめにしました`, undo: (t: string) => `${t} の 操作を 取り消しました`, issue: (t: string) => `${t} の 番号札を 出しました`, care: (t: string) => `${t} の 順番を 改めました`,
  paper: (t: string) => `${t} の 札を 刷ります`, slip: (t: string) => `${t} の 受付票を 刷ります`,
} as const satisfies Record<TicketAct | 'issue' | 'care' | 'paper' | 'slip', (ticket: string) => string>;
export const doneSentence = (act: TicketAct | 'issue' | 'care' | 'paper' | 'slip', ticket: string): string => doneSentences[act](ticket);

const lastNames = { call: '呼び出し', recall: 'もう一度 呼び出し', 'no-show': '不在', serve: '対応開始', finish: '終了', rejoin: '列へ戻す', leave: '離席', cancel: '取りやめ', hold: '預かり', transfer: '回した' } as const;
export const lastActName = (act: keyof typeof lastNames): string => lastNames[act];

const whyNots = {
  'no-printer': 'このホールでは 紙の番号札を 刷っていません。',
  'not-your-role': 'この操作は 担当の 役割の 職員が します。責任者に お尋ねください。', 'no-counter': '窓口に 座っている職員の 操作です。窓口を 選んで 入り直してください。', 'not-waiting': '待っている方にだけ できます。', 'at-a-counter': '窓口に いらっしゃる方には できません。窓口の 職員に お伝えください。',
  'nobody-waiting': 'この窓口で お呼びする方は いません。', 'somebody-here': 'いまの方が まだ いらっしゃいます。先に D（終わりました）か X（不在）を 押してください。',
  'nobody-here': 'まだ どなたも お呼びしていません。N で つぎの方を お呼びください。', 'not-called': '対応は もう 始まっています。', 'not-serving': 'まだ 対応を 始めていません。S を 押してください。',
  'no-form': 'この方の 書類は ありません。紙の申請書を お渡しください。', 'form-gone': '書類の 内容は もう ありません。必要なときは 紙の申請書を お渡しください。',
  'nobody-held': 'お預かりしている方は いません。', 'no-next-line': 'ほかの窓口の 手続きは 残っていません。D で 終わります。',
  'nobody-missed': '列へ戻せる方は いません。呼び出しから 決まりの時間が すぎた方は「呼ぶ」で お呼びください。', 'nobody-chosen': '列の中から 方を 選んでください。Q で 列へ、↑ ↓ で 選べます。', 'nothing-to-undo': '取り消せる操作は ありません。取り消せるのは 15秒 以内です。', 'no-captions': '字幕が 閉じています。C で 開いてください。', 'no-help': '職員を 呼んでいる 受付機は ありません。',
} as const satisfies Record<WhyNot, string>;
export const whyNotSentence = (why: WhyNot): string => whyNots[why];

const fieldFaults: Readonly<Record<string, string>> = {
  missing: '空のままでは 保存できません。わからないときは ご本人に うかがってください。', 'out-of-range': 'この数は 受け付けられません。決まりの 範囲で 入れてください。',
  'not-an-option': '選べるものの 中から 選んでください。', 'in-the-future': '先の日付は 入れられません。日付を お確かめください。', 'unknown-field': 'この項目は いまの様式に ないため、直せません。',
  rule: 'ほかの項目と 合いません。様式の 決まりを お確かめください。',
};
const kindFaults: Readonly<Record<FormField['kind'], string>> = {
  name: '氏名は 100文字までです。', kana: 'フリガナは 全角の カタカナで 入れてください。', date: '日付は 昭和55年4月1日、s55.4.1、19800401 のように 入れてください。わからない日や月は 省けます。',
  phone: '電話番号は 0から始まる 10けたか 11けたの 数字です。', count: '数字で 入れてください。', choice: '選べるものの 中から 選んでください。', address: '住所は 200文字までです。', text: 'この項目は 200文字までです。',
  digits: '決まった けた数の 数字で 入れてください。', choices: '選べるものの 中から 選んでください。', people: '人数を 数字で 入れてください。',
};
const healths = {
  ready: ['刷れます', ''], 'paper-low': ['紙が 残り少なです', '新しいロールを 用意してください。まだ 刷れます。'], 'paper-out': ['紙切れ', '新しいロールを 入れてください。待っている札は そのあと 出ます。'],
  'cover-open': ['ふたが 開いています', 'ふたを 閉めてください。待っている札は そのあと 出ます。'], fault: ['故障の 知らせ', 'プリンターの 表示を ご覧ください。紙づまりなら 取りのぞき、電源を 入れ直してください。'],
  unreachable: ['つながりません', '電源と 通信の線を お確かめください。'], silent: ['返事が ありません', '電源を 入れ直してください。'],
} as const satisfies Record<PrinterLine['health'], readonly [name: string, help: string]>;
export const healthName = (health: PrinterLine['health']): string => healths[health][0];
export const healthHelp = (health: PrinterLine['health']): string => healths[health][1];

const paperStates = {
  unknown: '出たかもしれません。ご本人に 札を お持ちか たずねてから、なければ もう一度 刷ってください（再発行と 印字します）。', 'not-printed': '出ていません。ご本人は 番号を 画面で ご覧になっています。',
  twice: '2枚 出ました。1枚を 破棄してください。', waiting: '印刷を 待っています。',
} as const satisfies Record<Paper['state'], string>;
export const paperStateSentence = (state: Paper['state']): string => paperStates[state];

/** What of paper needs a person; empty: nothing. */
export const printersInWords = ({ down, low, toLookAt }: PaperNews): string[] => [
  ...[...down, ...low].map(({ name, health, sinceMs }) => `${name} ${healthName(health)}${sinceMs === null ? '' : ` ${words.paper.since(clockText(sinceMs))}`}`),
  ...(toLookAt.length === 0 ? [] : [words.paper.toLookAt(toLookAt.length)]),
];

/** Why the hall did not take a correction, in words that fit the field. */
export const correctionSentence = (problem: Pick<Problem, 'code' | 'facts'>, kind: FormField['kind'] | undefined): string =>
  (problem.code === 'form-invalid' && problem.facts?.fault === 'unreadable' && kind !== undefined ? kindFaults[kind] : problemSentence(problem));
type Facts = NonNullable<Problem['facts']>;
const problems = {
  'bad-request': () => '送った内容を サーバーが 受け取れませんでした。画面を 読みこみ直して もう一度 お試しください。',
  'not-found': (f: Facts) => (f.at === 'print-job' ? 'もう 印刷が 始まったか、終わっています。紙を お確かめください。' : f.at === 'printer' ? 'この窓口の札を 刷る プリンターが ありません。' : 'もう ありません。列を 見て、いまの様子を お確かめください。'),
  'not-signed-in': () => 'もう一度 窓口に 入ってください。',
  'not-allowed': (f: Facts) => (f.way === 'code' ? 'この市では 職員番号と 暗証コードでは 入れません。パスキーで 入ってください。' : f.right === 'serve' ? 'この役割の方は 窓口に 座れません。「窓口に 座らない」を 選んでください。' : 'この操作は 担当の 役割の 職員が します。責任者に お尋ねください。'),
  'no-counter': () => '窓口に 座っている職員の 操作です。窓口を 選んで 入り直してください。',
  'passkey-refused': (f: Facts) => (f.copied === true ? 'このパスキーは 写しが 使われたかもしれないため、止めました。責任者に お知らせください。' : 'パスキーを 確かめられませんでした。もう一度 お試しください。'),
  'passkey-unknown': () => 'このパスキーは 登録されていないか、取り消されました。責任者に お尋ねください。',
  'challenge-expired': () => '時間が たちました。もう一度 はじめから お試しください。登録は 入ってから 10分の うちに できます。',
  'wrong-code': () => '職員番号か 暗証コードが ちがいます。お確かめのうえ もう一度 入れてください。',
  'forbidden-origin': () => 'このアドレスからは 使えません。ブックマークの アドレスから 開き直してください。',
  'too-many-requests': (f: Facts) => `短いあいだに くり返し 届いたため、${typeof f.seconds === 'number' ? `${f.seconds}秒` : '少し'} お待ちください。`,
  'too-large': () => '文が 長すぎます。短く 分けて 送ってください。',
  internal: () => 'サーバーで 処理が できませんでした。同じ操作を もう一度 しても 二重には なりません。続くときは 情報担当へ お知らせください。',
  'idempotency-key-missing': () => '操作を サーバーが 受け取れませんでした。画面を 読みこみ直してください。',
  'idempotency-key-reused': () => '前の操作と 重なりました。列を 見て、いまの様子を お確かめください。',
  'client-too-old': () => '画面が 古くなりました。読みこみ直してください。',
  'enrolment-refused': () => '登録できませんでした。登録のことばを お確かめください。使えるのは 15分の うちに 1回だけです。',
  'kiosk-unknown': () => '登録されていない 受付機です。情報担当へ お知らせください。',
  'kiosk-signature': () => '受付機を 確かめられませんでした。情報担当へ お知らせください。',
  'ticket-number-taken': () => '同じ番号が もう あります。もう一度 番号札を 出してください。',
  'seal-unreadable': () => '書類の 封が 開けられません。紙の申請書を お渡しください。',
  'form-invalid': (f: Facts) => fieldFaults[String(f.fault)] ?? 'この形では 保存できません。書きかたを お確かめください。',
  'nobody-waiting': () => 'この窓口で お呼びする方は いません。',
  'ticket-not-waiting': () => 'この方は もう 列に いません。ほかの窓口が お呼びしたかもしれません。',
  'ticket-not-called': (f: Facts) => (f.reason === 'undo-too-late' ? '取り消せる 15秒を すぎました。列から もう一度 お呼びください。' : f.reason === 'nothing-to-undo' ? '取り消せる操作は ありません。' : 'この方は 呼び出し中では ありません。列を お確かめください。'),
  'ticket-not-serving': () => 'この方は 対応中では ありません。先に S（対応を始める）を 押してください。',
  'ticket-elsewhere': (f: Facts) => `この方は ${typeof f.counter === 'string' ? `${f.counter}番窓口` : 'ほかの窓口'}で お呼びしています。`,
  'ticket-not-missed': () => 'この方は 不在では ありません。列を お確かめください。',
  'appointment-unknown': () => 'その予約番号は きょうの 予約に ありません。番号を もう一度 確かめるか、予約の時刻を 入れてください。',
  'appointment-not-expected': (f: Facts) => (f.standing === 'came' ? 'その予約の方は もう いらしています。番号札を お持ちでないか、確かめてください。' : f.standing === 'withdrawn' ? 'その予約は 取り消されています。予約なしで 番号札を 出せます。' : 'その操作は もう 取り消せません。取り消せるのは した人だけ、15秒までです。'),
  'rejoin-too-late': (f: Facts) => `列へ戻せるのは 呼び出しから ${typeof f.minutes === 'number' ? `${f.minutes}分` : '決まりの時間'}までです。「呼ぶ」で お呼びください。`,
  'ticket-away': (f: Facts) => `この方は ${typeof f.until === 'string' ? `${clockText(Date.parse(f.until))} まで ` : ''}離席中です。もどられたら B で 列へ戻してください。`,
  'leave-too-long': () => 'その時刻より前に お呼びするかもしれません。',
  'ticket-held': (f: Facts) => `この方は ${typeof f.counter === 'string' ? `${f.counter}番窓口` : 'ほかの窓口'}${f.keeper === 'clerk' ? 'の 職員' : ''}が お預かりしています。`,
  'zone-not-served': () => 'その手続きの 窓口は このホールに ありません。',
  'same-line': () => 'もう その列に 並んでいます。',
  'counter-busy': () => 'この窓口には いまの方が いらっしゃいます。先に D（終わりました）か X（不在）を 押してください。',
  'counter-taken': (f: Facts) => `この窓口には ${typeof f.staffName === 'string' ? `${f.staffName}さんが` : 'ほかの職員が'} います。別の窓口を 選んでください。`,
  'form-gone': () => '書類の 内容は もう ありません。必要なときは 紙の申請書を お渡しください。',
  'state-not-allowed': () => '事務側の 受け取りの 順番が ちがいます。事務担当へ お知らせください。',
  'caption-not-open': () => '字幕が 閉じています。C で 開いてください。',
  'utterance-committed': () => '確定した文は「直す」から 直してください。',
  'utterance-unknown': () => 'その文は もう ありません。',
} as const satisfies Record<ProblemCode, (facts: Facts) => string>;
export const problemSentence = (problem: Pick<Problem, 'code' | 'facts'>): string => problems[problem.code](problem.facts ?? {});

/** No answer came: the act may or may not have happened, and pressing again is safe. */
export const unreachableSentence = 'サーバーから 返事が ありません。つながったら、同じ操作を もう一度 してください。二重には なりません。';

const whyWaitings: { readonly [K in WhyWaiting['why']]: (reason: Extract<WhyWaiting, { why: K }>) => string } = {
  next: () => 'つぎに お呼びします。窓口が あくのを お待ちです。',
  ahead: ({ ahead }) => `同じ列の 前に ${ahead}組 いらっしゃいます。`,
  'no-counter': () => 'この列の 窓口が いま 開いていません。',
  'too-early': ({ at }) => `予約 ${clockText(Date.parse(at))} の方です。時刻の前は、ほかに 待つ方が いないときだけ お呼びします。`,
  away: ({ until }) => `${clockText(Date.parse(until))} まで 離席中です。それまで お呼びしません。`,
  missed: ({ until }) => (until === null ? 'お呼びしましたが いらっしゃいませんでした。列へ戻せる時間は すぎました。窓口から お呼びできます。' : `お呼びしましたが いらっしゃいませんでした。${clockText(Date.parse(until))} まで 列へ戻せます。`),
  held: ({ by }) => `${by}さんが お預かりしています。`,
  'at-counter': ({ counter }) => `${counter}番窓口に いらっしゃいます。`,
};
/** Why somebody is not called yet. */
export const whyWaitingSentence = (reason: WhyWaiting): string => (whyWaitings[reason.why] as (r: WhyWaiting) => string)(reason);
