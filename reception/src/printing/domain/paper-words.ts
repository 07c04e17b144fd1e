import type { Language } from '../../../contract/index.ts';

type Said = Readonly<Record<Language, string>>;

/** What stands on a ticket beside the city's own words. `{…}` is filled in; 漢字(かんじ) keeps its reading on paper. */
export const PAPER_WORDS = {
  title: { ja: '番号札', 'ja-easy': '番号(ばんごう)の 紙(かみ)', en: 'Number ticket', zh: '号码票', ko: '번호표', vi: 'Phiếu số thứ tự', pt: 'Senha de atendimento', fil: 'Tiket ng numero' },
  again: { ja: '再発行', 'ja-easy': '2枚目(にまいめ)', en: 'Copy', zh: '补发', ko: '재발행', vi: 'Cấp lại', pt: '2ª via', fil: 'Kopya' },
  issued: { ja: '発行 {day} {time}', 'ja-easy': '{day} {time}', en: 'Issued {day} {time}', zh: '取号时间 {day} {time}', ko: '발행 {day} {time}', vi: 'Cấp lúc {day} {time}', pt: 'Emitida {day} {time}', fil: 'Ibinigay {day} {time}' },
  printed: { ja: '{time} 現在', 'ja-easy': '{time}の 様子(ようす)', en: 'As of {time}', zh: '{time} 的情况', ko: '{time} 현재', vi: 'Tính đến {time}', pt: 'Situação às {time}', fil: 'Kalagayan nang {time}' },
  ahead: { ja: '前にお待ちの方', 'ja-easy': '前(まえ)の 人(ひと)', en: 'People ahead of you', zh: '前面等候人数', ko: '앞에 기다리는 분', vi: 'Số người chờ trước', pt: 'Pessoas na sua frente', fil: 'Nauuna sa inyo' },
  people: { ja: '{n}人', 'ja-easy': '{n}人(にん)', en: '{n}', zh: '{n} 人', ko: '{n}명', vi: '{n} người', pt: '{n}', fil: '{n}' },
  when: { ja: 'お呼びする時刻のめやす', 'ja-easy': '呼(よ)ぶ 時間(じかん)', en: 'We expect to call you', zh: '预计叫号时间', ko: '호출 예상 시각', vi: 'Dự kiến gọi số', pt: 'Previsão da chamada', fil: 'Inaasahang pagtawag' },
  range: { ja: '{from}〜{until}', 'ja-easy': '{from}〜{until}', en: '{from}–{until}', zh: '{from}–{until}', ko: '{from}~{until}', vi: '{from}–{until}', pt: '{from}–{until}', fil: '{from}–{until}' },
  cannotSay: { ja: 'まだ言えません', 'ja-easy': 'まだ わかりません', en: 'Cannot be told yet', zh: '目前还无法预计', ko: '아직 알 수 없습니다', vi: 'Chưa thể nói trước', pt: 'Ainda não se sabe', fil: 'Hindi pa masasabi' },
  near: { ja: '{counters}番窓口の近くでお待ちください。番号が呼ばれたら、案内の窓口へお越しください。', 'ja-easy': '{counters}番(ばん)の 窓口(まどぐち)の 近(ちか)くで 待(ま)ちます。番号(ばんごう)を 呼(よ)んだら 来(き)て ください。', en: 'Please wait near counter {counters}. When your number is called, go to the counter that is shown.', zh: '请在 {counters} 号窗口附近等候。叫到您的号码时，请到显示的窗口。', ko: '{counters}번 창구 근처에서 기다려 주세요. 번호를 부르면 안내된 창구로 오세요.', vi: 'Xin chờ gần quầy {counters}. Khi gọi số của bạn, hãy đến quầy được hiển thị.', pt: 'Aguarde perto do balcão {counters}. Quando o seu número for chamado, vá ao balcão indicado.', fil: 'Maghintay malapit sa counter {counters}. Kapag tinawag ang inyong numero, pumunta sa ipinapakitang counter.' },
  absent: { ja: 'お呼びしたときにいらっしゃらない場合は、次の方を先にお呼びします。{n}分以内なら、下のQRコードか窓口で、元の順番に戻れます。', 'ja-easy': 'いない ときは 次(つぎ)の 人(ひと)を 呼(よ)びます。{n}分(ふん)までは もどれます。下(した)の QRか 窓口(まどぐち)で 言(い)って ください。', en: 'If you are not here when called, we go on to the next person. Within {n} minutes you can take your place again by the code below or at a counter.', zh: '叫号时如果您不在，将先叫下一位。{n} 分钟内可用下方二维码或到窗口恢复原来的顺序。', ko: '호출할 때 안 계시면 다음 분을 먼저 부릅니다. {n}분 안에는 아래 QR 코드나 창구에서 원래 순서로 돌아올 수 있습니다.', vi: 'Nếu bạn vắng mặt khi được gọi, chúng tôi gọi người tiếp theo. Trong {n} phút, bạn có thể lấy lại thứ tự bằng mã bên dưới hoặc tại quầy.', pt: 'Se não estiver presente na chamada, passamos à pessoa seguinte. Em até {n} minutos pode retomar o lugar pelo código abaixo ou no balcão.', fil: 'Kung wala kayo kapag tinawag, uunahin ang susunod. Sa loob ng {n} minuto, maibabalik ang inyong pila gamit ang code sa ibaba o sa counter.' },
  absentNoWay: { ja: 'お呼びしたときにいらっしゃらない場合は、次の方を先にお呼びします。お戻りになったら窓口でお知らせください。', 'ja-easy': 'いない ときは 次(つぎ)の 人(ひと)を 呼(よ)びます。もどったら 窓口(まどぐち)で 言(い)って ください。', en: 'If you are not here when called, we go on to the next person. When you are back, please tell a counter.', zh: '叫号时如果您不在，将先叫下一位。回来后请告诉窗口。', ko: '호출할 때 안 계시면 다음 분을 먼저 부릅니다. 돌아오시면 창구에 알려 주세요.', vi: 'Nếu bạn vắng mặt khi được gọi, chúng tôi gọi người tiếp theo. Khi quay lại, hãy báo với quầy.', pt: 'Se não estiver presente na chamada, passamos à pessoa seguinte. Ao voltar, avise no balcão.', fil: 'Kung wala kayo kapag tinawag, uunahin ang susunod. Pagbalik, sabihin sa counter.' },
  phone: { ja: '今の順番をスマホで見る', 'ja-easy': 'スマホで 順番(じゅんばん)を 見(み)る', en: 'See your turn on your phone', zh: '用手机查看当前顺序', ko: '휴대전화로 지금 순서 보기', vi: 'Xem lượt trên điện thoại', pt: 'Veja a sua vez no celular', fil: 'Tingnan ang pila sa telepono' },
  slip: { ja: '受付票', 'ja-easy': '受付(うけつけ)の 紙(かみ)', en: 'Acceptance slip', zh: '受理单', ko: '접수증', vi: 'Phiếu tiếp nhận', pt: 'Comprovante de atendimento', fil: 'Katibayan ng pagtanggap' },
  taken: {
    ja: '{day} {time} {counter}番窓口で受け付けました。', 'ja-easy': '{day} {time} {counter}番(ばん)の 窓口(まどぐち)で 受(う)けました。', en: 'Accepted at counter {counter}, {day} {time}', zh: '{day} {time} 由 {counter} 号窗口受理', ko: '{day} {time} {counter}번 창구에서 접수했습니다.',
    vi: 'Quầy {counter} đã tiếp nhận lúc {time} {day}', pt: 'Atendido no balcão {counter}, {day} {time}', fil: 'Tinanggap sa counter {counter}, {day} {time}',
  },
  keep: {
    ja: 'お問い合わせのときは、この票をお見せください。', 'ja-easy': '聞(き)きたい ときは この 紙(かみ)を 見(み)せて ください。', en: 'Please show this slip if you have a question.', zh: '如需咨询，请出示此单。', ko: '문의하실 때 이 접수증을 보여 주세요.',
    vi: 'Khi cần hỏi, hãy đưa phiếu này.', pt: 'Em caso de dúvida, apresente este comprovante.', fil: 'Ipakita ito kung may tanong.',
  },
  noReceipt: { ja: 'この票は領収書ではありません。', 'ja-easy': 'お金(かね)を 払(はら)った 紙(かみ)では ありません。', en: 'This is not a receipt for a payment.', zh: '此单不是付款收据。', ko: '이 접수증은 영수증이 아닙니다.', vi: 'Phiếu này không phải biên lai thanh toán.', pt: 'Não é recibo de pagamento.', fil: 'Hindi ito resibo ng bayad.' },
  shapeA: { ja: 'まるの A', 'ja-easy': 'まるの A', en: 'circle A', zh: '圆形 A', ko: '동그라미 A', vi: 'hình tròn A', pt: 'círculo A', fil: 'bilog A' },
  shapeB: { ja: 'ひしがたの B', 'ja-easy': 'ひしがたの B', en: 'diamond B', zh: '菱形 B', ko: '마름모 B', vi: 'hình thoi B', pt: 'losango B', fil: 'diyamante B' },
  shapeC: { ja: 'ろっかくの C', 'ja-easy': 'ろっかくの C', en: 'hexagon C', zh: '六边形 C', ko: '육각형 C', vi: 'lục giác C', pt: 'hexágono C', fil: 'heksagono C' },
  shapeD: { ja: 'うめの D', 'ja-easy': 'うめの D', en: 'plum blossom D', zh: '梅花形 D', ko: '매화 D', vi: 'hoa mai D', pt: 'flor de ameixeira D', fil: 'bulaklak D' },
  shapeE: { ja: 'しかくの E', 'ja-easy': 'しかくの E', en: 'square E', zh: '方形 E', ko: '네모 E', vi: 'hình vuông E', pt: 'quadrado E', fil: 'parisukat E' },
  shapeF: { ja: 'さんかくの F', 'ja-easy': 'さんかくの F', en: 'triangle F', zh: '三角形 F', ko: '세모 F', vi: 'hình tam giác F', pt: 'triângulo F', fil: 'tatsulok F' },
} as const satisfies Record<string, Said>;
export type PaperWord = keyof typeof PAPER_WORDS;

/** @throws when a word needs something that it is not given: a hole must never reach paper. */
export const onPaper = (word: PaperWord, lang: Language, facts: Readonly<Record<string, string | number>> = {}): string =>
  PAPER_WORDS[word][lang].replace(/\{(\w+)\}/gu, (_all, name: string) => {
    const fact = facts[name];
    if (fact === undefined) throw new Error(`paper word ${word} needs ${name}`);
    return String(fact);
  });
