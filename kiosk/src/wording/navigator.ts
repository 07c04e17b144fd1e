import type { Basis, FactItem, LifeEvent, Matter } from '@engawa/reception/contract';
import type { Step } from '../navigator/domain/questions.ts';
import { minutesEasy } from './formats.ts';
import { isJapanese, type Language, phrases, type Phrase, withCityWords } from './wording.ts';

/** Sentences of 「どの手続きが必要か」, the same on the kiosk and on the phone. */
export const navigator = phrases({
  title: { ja: 'どの手続きが必要か', 'ja-easy': '何(なに)が いるか', en: 'What do I need?' },
  matterTitle: { ja: '何が ありましたか。', 'ja-easy': '何(なに)が ありましたか。', en: 'What has happened?' },
  matterLine: { ja: 'いくつか うかがって、必要な手続きを お知らせします。答えは どこにも 残しません。', 'ja-easy': '質問(しつもん)に 答(こた)えて ください。答(こた)えは 残(のこ)りません。', en: 'A few questions, and we tell you what you need. Your answers are not kept anywhere.' },
  moveTitle: { ja: 'どこへの 引っ越しですか。', 'ja-easy': 'どこに 引(ひ)っ越(こ)しますか。', en: 'Where is the move to?' },
  whichTitle: { ja: 'どちらですか。', 'ja-easy': 'どちらですか。', en: 'Which of these?' },
  progress: { ja: '質問 {n}（多くて8つ）', 'ja-easy': '質問(しつもん) {n}（8つまで）', en: 'Question {n} of at most 8' },
  unknown: { ja: 'わからない', 'ja-easy': 'わからない', en: 'I do not know' },
  someUnknown: { ja: 'ほかは わからない', 'ja-easy': 'ほかは わからない', en: 'Not sure about the others' },
  tickAll: { ja: 'あてはまるものを すべて 選んでください。', 'ja-easy': 'あてはまる ものを 全部(ぜんぶ) えらんで ください。', en: 'Choose all that apply.' },
  yes: { ja: 'はい', 'ja-easy': 'はい', en: 'Yes' },
  no: { ja: 'いいえ', 'ja-easy': 'いいえ', en: 'No' },
  // questions
  headTitle: { ja: '世帯主が 変わりますか。', 'ja-easy': '世帯主(せたいぬし)が 変(か)わりますか。', en: 'Does the head of your household change?' },
  headOfDead: { ja: '亡くなった方は 世帯主でしたか。', 'ja-easy': '世帯主(せたいぬし)の 人(ひと)ですか。', en: 'Was the person who died the head of the household?' },
  headLine: { ja: '世帯主は、住民票の いちばん上に 書かれている方です。', 'ja-easy': '世帯主(せたいぬし)は 家族(かぞく)の 代表(だいひょう)です。', en: 'The head is the first person on your certificate of residence.' },
  insuranceTitle: { ja: '健康保険は どれですか。', 'ja-easy': '健康保険(けんこうほけん)は どれですか。', en: 'Which health insurance is it?' },
  insuranceOfDead: { ja: '亡くなった方の 健康保険は どれですか。', 'ja-easy': '亡(な)くなった 人(ひと)の 保険(ほけん)は どれですか。', en: 'Which health insurance did the person have?' },
  insuranceFromNow: { ja: 'これからの 健康保険は どれですか。', 'ja-easy': 'これからの 保険(ほけん)は どれですか。', en: 'Which health insurance will you have?' },
  insuranceUntilNow: { ja: 'これまでの 健康保険は どれですか。', 'ja-easy': '前(まえ)の 保険(ほけん)は どれですか。', en: 'Which health insurance have you had?' },
  childrenTitle: { ja: '次の お子さまは いますか。', 'ja-easy': '子(こ)どもが いますか。', en: 'Do you have children of these ages?' },
  moreChildren: { ja: 'ほかに お子さまは いますか。', 'ja-easy': 'ほかに 子(こ)どもが いますか。', en: 'Do you have other children?' },
  peopleTitle: { ja: '次の方は いますか。', 'ja-easy': '家族(かぞく)に いますか。', en: 'Is there anybody like this in your family?' },
  peopleOfDead: { ja: '亡くなった方に 次のことは ありますか。', 'ja-easy': '亡(な)くなった 人(ひと)は どれですか。', en: 'What applied to the person who died?' },
  thingsTitle: { ja: '次のものは ありますか。', 'ja-easy': 'これは ありますか。', en: 'Do you have any of these?' },
  cardTitle: { ja: 'マイナンバーカードを 使えますか。', 'ja-easy': 'マイナンバーカードが 使(つか)えますか。', en: 'Can you use a My Number Card?' },
  cardLine: { ja: '暗証番号がわかれば、来なくても できる手続きが あります。', 'ja-easy': 'カードの 番号(ばんごう)を 知(し)って いますか。', en: 'If you know its PIN, some of this can be done without coming.' },
  cardYes: { ja: '使える', 'ja-easy': '使(つか)えます', en: 'Yes, and I know the PIN' },
  cardNo: { ja: '使えない・持っていない', 'ja-easy': '使(つか)えません', en: 'No, or I have none' },
  dayLine: { ja: '期限を お知らせするために うかがいます。', 'ja-easy': 'いつまでに するかが わかります。', en: 'So that we can tell you the deadlines.' },
  dayMissing: { ja: 'その日は ありません。もう一度 入れてください。', 'ja-easy': 'その 日(ひ)は ありません。もう一度(いちど) 入(い)れて ください。', en: 'There is no such day. Please enter it again.' },
  dayAhead: { ja: 'まだ 来ていない日です。もう一度 入れてください。', 'ja-easy': 'まだ 来(き)て いない 日(ひ)です。', en: 'That day has not come yet. Please enter it again.' },
  // the answer
  noVisitTitle: { ja: '来なくても できます。', 'ja-easy': '来(こ)なくて いいです。', en: 'No visit needed.' },
  noVisitLine: { ja: '番号札を取らずに できる手続きです。窓口でも できます。', 'ja-easy': '番号(ばんごう)は いりません。窓口(まどぐち)でも できます。', en: 'You can do these without a number. The counter takes them as well.' },
  atHome: { ja: '気が変わったら、前のページで「窓口で する」を選べます。', 'ja-easy': '窓口(まどぐち)で したい ときは もどって ください。', en: 'If you change your mind, go back and choose the counter.' },
  atCounter: { ja: '窓口で する', 'ja-easy': '窓口(まどぐち)で する', en: 'Do it at the counter' },
  hereTitle: { ja: '必要な手続き', 'ja-easy': 'する こと', en: 'What you need' },
  hereLine: { ja: 'きょう する手続きに しるしを つけてください。', 'ja-easy': '今日(きょう) する ことを えらんで ください。', en: 'Tick what you want to do today.' },
  otherMatter: { ja: 'そのほかの手続き', 'ja-easy': 'ほかの こと', en: 'Another procedure' },
  wish: { ja: '必要な方だけ', 'ja-easy': 'いる 人(ひと)だけ', en: 'If you want it' },
  due: { ja: '{day}まで', 'ja-easy': '{day}まで', en: 'By {day}' },
  duePassed: { ja: '{day}までです。過ぎていますが、受け付けます。', 'ja-easy': '{day}まででした。でも できます。', en: 'It was due by {day}. We still take it.' },
  dueAdvance: { ja: '{day}までに（前もって）', 'ja-easy': '{day}までに します', en: 'In advance, by {day}' },
  opensOn: { ja: '{day}から できます', 'ja-easy': '{day}から できます', en: 'Possible from {day}' },
  withinDays: { ja: '次の日から数えて {n}日以内', 'ja-easy': '次(つぎ)の 日(ひ)から {n}｜日(にち) 以内(いない)', en: 'Within {n} days, from the next day' },
  withinDaysWith: { ja: 'その日も入れて {n}日以内', 'ja-easy': 'その 日(ひ)も 入(い)れて {n}｜日(にち) 以内(いない)', en: 'Within {n} days, that day included' },
  withinMonths: { ja: '{n}か月以内', 'ja-easy': '{n}か月(げつ) 以内(いない)', en: (p: { n: number }) => (p.n === 1 ? 'Within one month' : `Within ${p.n} months`) },
  withinYears: { ja: '{n}年以内', 'ja-easy': '{n}｜年(ねん) 以内(いない)', en: (p: { n: number }) => (p.n === 1 ? 'Within one year' : `Within ${p.n} years`) },
  untilThatDay: { ja: 'その日までに（前もって）', 'ja-easy': 'その 日(ひ)までに します', en: 'In advance, by that day' },
  article: { ja: '{law} 第{n}条{of}', 'ja-easy': '{law} 第(だい){n}｜条(じょう){of}', en: '{law}, Art. {n}{of}' },
  unconfirmed: { ja: '条文は 職員が確かめています', 'ja-easy': '職員(しょくいん)が 調(しら)べて います', en: 'staff are checking the article' },
  minutes: { ja: '{time}くらい', 'ja-easy': (p: { time: string }) => `${p.time}くらい`, en: 'about {time}' },
  elsewhere: { ja: '{where}で します', 'ja-easy': '{where}で します', en: 'Not here: {where}' },
  withCard: { ja: 'カードが使えれば、来なくても できます。', 'ja-easy': 'カードが あれば 来(こ)なくて いいです。', en: 'With a usable card no visit is needed.' },
  bring: { ja: '持ち物：{things}', 'ja-easy': '持(も)って くる もの：{things}', en: 'Bring: {things}' },
  staffTitle: { ja: '職員に 確認', 'ja-easy': '職員(しょくいん)に 聞(き)きます', en: 'Ask our staff' },
  staffLine: { ja: '必要かどうか、職員が いっしょに確かめます。', 'ja-easy': 'いるか どうか 職員(しょくいん)が 見(み)ます。', en: 'Whether you need these, our staff find out with you.' },
  openBecause: { ja: '「{fact}」が わからないため', 'ja-easy': '「{fact}」が わからない ためです。', en: 'Because “{fact}” is not known' },
  askStaff: { ja: '職員に 相談する', 'ja-easy': '職員(しょくいん)と 話(はな)す', en: 'Talk to our staff' },
  sureAll: { ja: 'すべて はっきりしました。', 'ja-easy': '全部(ぜんぶ) わかりました。', en: 'Everything is clear.' },
  sureSome: { ja: '{sure}つ はっきりしました。あと{open}つは 確認が必要です。', 'ja-easy': '{sure}つ わかりました。{open}つ わかりません。', en: '{sure} are clear, {open} need a check.' },
  settles: { ja: '「{fact}」が わかると、{n}つ はっきりします。', 'ja-easy': '「{fact}」が わかると {n}つ わかります。', en: 'Knowing “{fact}” would settle {n} more.' },
  answerNow: { ja: '答える', 'ja-easy': '答(こた)える', en: 'Answer' },
  nothing: { ja: '必要な手続きは ありません。', 'ja-easy': 'する ことは ありません。', en: 'You do not need anything.' },
  noTicket: { ja: '番号札は いりません。', 'ja-easy': '番号(ばんごう)は いりません。', en: 'You do not need a number.' },
  lostTitle: { ja: '職員が お話を うかがいます。', 'ja-easy': '職員(しょくいん)が 話(はなし)を 聞(き)きます。', en: 'Our staff will listen to you.' },
  lostLine: { ja: '何の手続きになるか わからなくても、だいじょうぶです。番号札を お取りください。', 'ja-easy': 'わからなくて いいです。番号(ばんごう)を 取(と)って ください。', en: 'You need not know what it is called. Please take a number.' },
  // the end
  lastTitle: { ja: 'お持ちいただくもの', 'ja-easy': '持(も)って くる もの', en: 'What to bring' },
  lastLine: { ja: 'いま お持ちでなくても、受付は できます。', 'ja-easy': '今(いま) なくても だいじょうぶです。', en: 'You can take a number without them.' },
  summary: { ja: '窓口で {n}つ、およそ{time}です。', 'ja-easy': (p: { n: number; time: string }) => `窓口(まどぐち)で ${p.n}つ します。${p.time}くらいです。`, en: '{n} at the counter, about {time}.' },
  earliest: { ja: 'いちばん早い期限は {day}です。', 'ja-easy': 'いちばん 早(はや)いのは {day}です。', en: 'The earliest deadline is {day}.' },
  begin: { ja: 'この{n}つを はじめる', 'ja-easy': '{n}つ はじめる', en: (p: { n: number }) => (p.n === 1 ? 'Begin' : `Begin these ${p.n}`) },
  goHome: { ja: '番号札なしで 終わる', 'ja-easy': '番号(ばんごう)なしで 終(お)わる', en: 'Finish without a number' },
  answers: { ja: '答えを 見直す', 'ja-easy': '答(こた)えを 見(み)る', en: 'My answers' },
  answersTitle: { ja: 'お答え', 'ja-easy': 'あなたの 答(こた)え', en: 'Your answers' },
  changeAnswer: { ja: '「{fact}」を 答え直す', 'ja-easy': '「{fact}」を 直(なお)す', en: 'Change “{fact}”' },
  change: { ja: '直す', 'ja-easy': '直(なお)す', en: 'Change' },
  // the phone
  wayIn: { ja: 'どの手続きが必要か しらべる', 'ja-easy': '何(なに)が いるか しらべる', en: 'Find out what I need' },
  wayInLine: { ja: '質問に答えると、必要な手続きと期限が わかります。', 'ja-easy': '質問(しつもん)に 答(こた)えて ください。', en: 'Answer a few questions and see what you need, and by when.' },
  startForms: { ja: '書類を 先に書く', 'ja-easy': '書類(しょるい)を 書(か)く', en: 'Fill in the forms' },
  noRules: { ja: '質問を受け取れませんでした。つながる場所で 一度開くと、次からは通信なしで使えます。', 'ja-easy': '電波(でんぱ)が ある ところで もう一度(いちど) やって ください。', en: 'The questions did not arrive. Open this page once with a connection; after that it works without one.' },
  startAgain: { ja: 'はじめから', 'ja-easy': 'はじめから', en: 'Start again' },
});

/** 用件, as a visitor says it. */
export const MATTER_WORDS = phrases({
  hikkoshi: { ja: '引っ越し', 'ja-easy': '引(ひ)っ越(こ)し', en: 'A move' },
  'kekkon-rikon': { ja: '結婚・離婚', 'ja-easy': '結婚(けっこん)・離婚(りこん)', en: 'Marriage or divorce' },
  shussho: { ja: '子どもが 生まれた', 'ja-easy': '子(こ)どもが 生(う)まれました', en: 'A child was born' },
  shibo: { ja: '家族が 亡くなった', 'ja-easy': '家族(かぞく)が 亡(な)くなりました', en: 'Somebody in the family died' },
  shigoto: { ja: '退職・就職', 'ja-easy': '仕事(しごと)が 変(か)わりました', en: 'Leaving or starting a job' },
  risai: { ja: '災害に あった', 'ja-easy': '災害(さいがい)に あいました', en: 'A disaster' },
}) satisfies Record<Matter, Phrase>;

export const EVENT_WORDS = phrases({
  tennyu: { ja: 'ほかの市町村から この市へ', 'ja-easy': 'ほかの 市(し)から 来(き)ました', en: 'Into this city' },
  tenkyo: { ja: 'この市の中で', 'ja-easy': 'この 市(し)の 中(なか)です', en: 'Within this city' },
  tenshutsu: { ja: 'この市から ほかの市町村へ', 'ja-easy': 'ほかの 市(し)に 行(い)きます', en: 'Out of this city' },
  kekkon: { ja: '結婚', 'ja-easy': '結婚(けっこん)', en: 'Marriage' },
  rikon: { ja: '離婚', 'ja-easy': '離婚(りこん)', en: 'Divorce' },
  shussho: { ja: '子どもが 生まれた', 'ja-easy': '子(こ)どもが 生(う)まれました', en: 'A child was born' },
  shibo: { ja: '家族が 亡くなった', 'ja-easy': '家族(かぞく)が 亡(な)くなりました', en: 'Somebody in the family died' },
  taishoku: { ja: '退職', 'ja-easy': '仕事(しごと)を やめました', en: 'Leaving a job' },
  shushoku: { ja: '就職', 'ja-easy': '仕事(しごと)を 始(はじ)めました', en: 'Starting a job' },
  risai: { ja: '災害に あった', 'ja-easy': '災害(さいがい)に あいました', en: 'A disaster' },
}) satisfies Record<LifeEvent, Phrase>;

/** The day of the event, asked in its own words. */
export const DAY_WORDS = phrases({
  tennyu: { ja: '住み始めた日は いつですか。', 'ja-easy': '住(す)み始(はじ)めたのは いつですか。', en: 'When did you begin to live here?' },
  tenkyo: { ja: '住み始めた日は いつですか。', 'ja-easy': '住(す)み始(はじ)めたのは いつですか。', en: 'When did you begin to live here?' },
  tenshutsu: { ja: '引っ越す日は いつですか。', 'ja-easy': '引(ひ)っ越(こ)しは いつですか。', en: 'When do you move?' },
  kekkon: { ja: '届け出の日は いつですか。', 'ja-easy': 'いつ 届(とど)けを 出(だ)しますか。', en: 'On which day is it notified?' },
  rikon: { ja: '届け出の日は いつですか。', 'ja-easy': 'いつ 届(とど)けを 出(だ)しますか。', en: 'On which day is it notified?' },
  shussho: { ja: '生まれた日は いつですか。', 'ja-easy': '生(う)まれたのは いつですか。', en: 'When was the child born?' },
  shibo: { ja: '亡くなった日は いつですか。', 'ja-easy': '亡(な)くなったのは いつですか。', en: 'On which day did the person die?' },
  taishoku: { ja: '退職した日は いつですか。', 'ja-easy': 'いつ 仕事(しごと)を やめましたか。', en: 'Which was your last day at work?' },
  shushoku: { ja: '勤め始めた日は いつですか。', 'ja-easy': 'いつ 仕事(しごと)を 始(はじ)めましたか。', en: 'On which day did you start?' },
  risai: { ja: '被害にあった日は いつですか。', 'ja-easy': '災害(さいがい)は いつですか。', en: 'When did it happen?' },
  unknown: { ja: 'その日は いつですか。', 'ja-easy': 'それは いつですか。', en: 'When is it?' },
}) satisfies Record<LifeEvent | 'unknown', Phrase>;

export const ITEM_WORDS = phrases({
  head: { ja: '世帯主が 変わる', 'ja-easy': '世帯主(せたいぬし)が 変(か)わる', en: 'The head changes' },
  kokuho: { ja: '国民健康保険', 'ja-easy': '国民健康保険(こくみんけんこうほけん)', en: 'National health insurance' },
  shaho: { ja: '会社などの健康保険（家族の扶養も）', 'ja-easy': '会社(かいしゃ)などの 保険(ほけん)', en: 'Insurance through an employer, also as a dependant' },
  koki: { ja: '後期高齢者医療（75歳から）', 'ja-easy': '75歳(ななじゅうごさい)からの 保険(ほけん)', en: 'Medical insurance from the age of 75' },
  preschool: { ja: '小学校に入る前', 'ja-easy': '小学校(しょうがっこう)の 前(まえ)', en: 'Before primary school' },
  school: { ja: '小学生・中学生', 'ja-easy': '小学生(しょうがくせい)・中学生(ちゅうがくせい)', en: 'In primary or junior high school' },
  high: { ja: '高校生の年ごろ（18歳の年度末まで）', 'ja-easy': '18歳(じゅうはっさい)までの 子(こ)ども', en: 'Up to the end of March after turning 18' },
  over65: { ja: '65歳から74歳', 'ja-easy': '65歳(ろくじゅうごさい)から 74歳(ななじゅうよんさい)', en: 'Aged 65 to 74' },
  over75: { ja: '75歳以上', 'ja-easy': '75歳(ななじゅうごさい) 以上(いじょう)', en: 'Aged 75 or over' },
  techo: { ja: '障害者手帳を 持っている', 'ja-easy': '障害者手帳(しょうがいしゃてちょう)が あります', en: 'Has a disability certificate' },
  nenkin: { ja: '年金を 受けている', 'ja-easy': '年金(ねんきん)を もらって います', en: 'Receives a pension' },
  gentsuki: { ja: '原付バイク（125ccまで）', 'ja-easy': '原付(げんつき)', en: 'A moped or small motorbike (up to 125 cc)' },
  inu: { ja: '犬', 'ja-easy': '犬(いぬ)', en: 'A dog' },
  shiei: { ja: '市営住宅に 住んでいる', 'ja-easy': '市(し)の 家(いえ)に 住(す)んで います', en: 'Lives in city housing' },
  card: { ja: 'マイナンバーカードが 使える', 'ja-easy': 'マイナンバーカードが 使(つか)えます', en: 'A usable My Number Card' },
}) satisfies Record<FactItem, Phrase>;

/** 「どれもない」, page by page. */
export const NONE_WORDS = phrases({
  insurance: { ja: 'どれでもない', 'ja-easy': 'どれでも ない', en: 'None of these' },
  children: { ja: 'いない', 'ja-easy': 'いません', en: 'None' },
  people: { ja: 'あてはまらない', 'ja-easy': 'どれも ちがいます', en: 'None of these' },
  things: { ja: 'どれもない', 'ja-easy': 'ありません', en: 'None of these' },
});

/** A question by its name, in a list or a sentence. */
export const FACT_WORDS = phrases({
  matter: { ja: '出来事', 'ja-easy': '何(なに)が ありましたか', en: 'what happened' },
  event: { ja: 'どちらか', 'ja-easy': 'どちらか', en: 'which of them' },
  head: { ja: '世帯主', 'ja-easy': '世帯主(せたいぬし)', en: 'head of household' },
  insurance: { ja: '健康保険', 'ja-easy': '健康保険(けんこうほけん)', en: 'health insurance' },
  children: { ja: 'お子さま', 'ja-easy': '子(こ)ども', en: 'children' },
  people: { ja: 'ご家族', 'ja-easy': '家族(かぞく)', en: 'family' },
  things: { ja: '犬・原付など', 'ja-easy': '犬(いぬ)や 原付(げんつき)', en: 'dog, moped, housing' },
  card: { ja: 'マイナンバーカード', 'ja-easy': 'マイナンバーカード', en: 'My Number Card' },
  day: { ja: '日にち', 'ja-easy': '日(ひ)にち', en: 'date' },
}) satisfies Record<Step, Phrase>;

const OF: Record<Language, string> = { ja: 'の', 'ja-easy': 'の', en: '-', zh: '之', ko: '의', vi: '-', pt: '-', fil: '-' };
/** 「住民基本台帳法 第30条の14」, "Basic Resident Registration Act, Art. 30-14". The law's name keeps its readings. */
export const articleWords = (basis: Basis, law: Phrase, language: Language): { phrase: Phrase; params: { n: string; of: string } } => {
  const [n = '', ...more] = basis.article.split('の');
  return { phrase: withCityWords(navigator.article, 'law', law), params: { n, of: more.map((part) => `${OF[language]}${part}`).join('') } };
};

const WITH_YEAR: Record<Language, (day: string, year: string) => string> = {
  ja: (day, year) => `${year}年${day}`, 'ja-easy': (day, year) => `${year}年${day}`, zh: (day, year) => `${year}年${day}`, ko: (day, year) => `${year}년 ${day}`,
  en: (day, year) => `${day} ${year}`, fil: (day, year) => `${day} ${year}`, vi: (day, year) => `${day}/${year}`, pt: (day, year) => `${day}/${year}`,
};
/** A day with its weekday, and with its year when that is not this one: 12月8日(火), 2028年11月24日(金). */
export const dayWithYear = (day: string, shown: string, today: string, language: Language): string => (day.slice(0, 4) === today.slice(0, 4) ? shown : WITH_YEAR[language](shown, day.slice(0, 4)));
const MINUTES: Record<Language, (n: number) => string> = { ja: (n) => `${n}分`, 'ja-easy': minutesEasy, en: (n) => `${n} min`, zh: (n) => `${n}分钟`, ko: (n) => `${n}분`, vi: (n) => `${n} phút`, pt: (n) => `${n} min`, fil: (n) => `${n} minuto` };
/** A length of time: 分 is read ふん or ぷん by the number before it. */
export const minutesIn = (n: number, language: Language): string => MINUTES[language](n);
/** Lists of things in one line. */
export const listOf = (words: readonly string[], language: Language): string => words.join(isJapanese(language) || language === 'zh' ? '、' : ', ');
