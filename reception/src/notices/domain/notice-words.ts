import { TOKYO_OFFSET_MS } from '../../queue/domain/business-day.ts';
import type { Language } from '../../../contract/index.ts';
import type { Notice } from './notice.ts';

type Said = Readonly<Record<Language, string>>;

/** Number, counter and times are all that stands in a notice: a locked screen shows it to whoever stands beside. */
const WORDS = {
  soonTitle: { ja: '{label}番: あと およそ{n}分です', 'ja-easy': '{label}番(ばん): あと {n}分(ふん)くらいです', en: 'No. {label}: about {n} minutes', zh: '{label}号：大约还有{n}分钟', ko: '{label}번: 약 {n}분 남았습니다', vi: 'Số {label}: còn khoảng {n} phút', pt: 'Senha {label}: cerca de {n} minutos', fil: 'Numero {label}: mga {n} minuto na lang' },
  soon: { ja: '{from}〜{until}ごろ お呼びする見込みです。', 'ja-easy': '{from}から {until}くらいに 呼(よ)びます。', en: 'We expect to call you between {from} and {until}.', zh: '预计在{from}至{until}之间叫号。', ko: '{from}~{until}쯤 부를 예정입니다.', vi: 'Dự kiến gọi bạn từ {from} đến {until}.', pt: 'Previsão da chamada: entre {from} e {until}.', fil: 'Inaasahan naming tawagin kayo mula {from} hanggang {until}.' },
  backTitle: { ja: '{label}番: まもなく お呼びします', 'ja-easy': '{label}番(ばん): もうすぐ 呼(よ)びます', en: 'No. {label}: your turn is near', zh: '{label}号：马上轮到您', ko: '{label}번: 곧 부릅니다', vi: 'Số {label}: sắp đến lượt bạn', pt: 'Senha {label}: está quase na sua vez', fil: 'Numero {label}: malapit na kayong tawagin' },
  back: { ja: '窓口の近くへ お戻りください。', 'ja-easy': '窓口(まどぐち)の 近(ちか)くへ 来(き)て ください。', en: 'Please come back to the counters now.', zh: '请现在回到窗口附近。', ko: '지금 창구 근처로 돌아와 주세요.', vi: 'Xin quay lại gần quầy ngay bây giờ.', pt: 'Volte agora para perto dos balcões.', fil: 'Bumalik na po kayo malapit sa mga counter.' },
  calledTitle: { ja: '{label}番: お呼びしています', 'ja-easy': '{label}番(ばん): 呼(よ)んで います', en: 'No. {label}: it is your turn', zh: '{label}号：正在叫您', ko: '{label}번: 지금 부르고 있습니다', vi: 'Số {label}: đến lượt bạn', pt: 'Senha {label}: é a sua vez', fil: 'Numero {label}: kayo na po' },
  called: { ja: '{counter}番窓口へ お越しください。', 'ja-easy': '{counter}番(ばん)の 窓口(まどぐち)へ 来(き)て ください。', en: 'Please come to counter {counter}.', zh: '请到{counter}号窗口。', ko: '{counter}번 창구로 오세요.', vi: 'Xin đến quầy {counter}.', pt: 'Venha ao balcão {counter}.', fil: 'Pumunta po sa counter {counter}.' },
  missedTitle: { ja: '{label}番: お呼びしましたが、お会いできませんでした', 'ja-easy': '{label}番(ばん): さっき 呼(よ)びました', en: 'No. {label}: we called you a moment ago', zh: '{label}号：刚才叫过您', ko: '{label}번: 조금 전에 불렀습니다', vi: 'Số {label}: chúng tôi vừa gọi bạn', pt: 'Senha {label}: chamamos há pouco', fil: 'Numero {label}: tinawag namin kayo kanina' },
  missed: { ja: '{until}までに、このページか窓口で「もう一度並びます」とお知らせください。順番はそのままです。', 'ja-easy': '{until}までに 番号札(ばんごうふだ)の ページか 窓口(まどぐち)で 言(い)って ください。順番(じゅんばん)は 同(おな)じです。', en: 'Until {until} you can go back into the queue, on your ticket’s page or at a counter. Your place is kept.', zh: '{until}前可在号码页面或窗口重新排队，顺序不变。', ko: '{until}까지 번호표 페이지나 창구에서 다시 줄을 서 주세요. 순서는 그대로입니다.', vi: 'Trước {until}, bạn có thể vào lại hàng tại trang số thứ tự hoặc tại quầy. Thứ tự được giữ.', pt: 'Até {until} pode voltar à fila, na página da senha ou no balcão. O seu lugar está guardado.', fil: 'Hanggang {until} puwede kayong bumalik sa pila, sa pahina ng tiket o sa counter. Nakatabi ang puwesto ninyo.' },
  missedLate: { ja: '職員に番号札をお見せください。もう一度お呼びします。', 'ja-easy': '職員(しょくいん)に 番号(ばんごう)を 見(み)せて ください。もう一度(いちど) 呼(よ)びます。', en: 'Show your number to any member of staff and we call you again.', zh: '请给工作人员看号码牌，会再叫您。', ko: '직원에게 번호표를 보여 주세요. 다시 불러 드립니다.', vi: 'Hãy đưa số cho nhân viên, chúng tôi sẽ gọi lại.', pt: 'Mostre a senha a um funcionário e chamamos de novo.', fil: 'Ipakita ang numero sa kawani at tatawagin kayong muli.' },
  closesTitle: { ja: '{label}番: {time}に窓口を閉めます', 'ja-easy': '{label}番(ばん): {time}に しまります', en: 'No. {label}: the hall closes at {time}', zh: '{label}号：窗口{time}关闭', ko: '{label}번: 창구는 {time}에 닫습니다', vi: 'Số {label}: quầy đóng lúc {time}', pt: 'Senha {label}: o atendimento encerra às {time}', fil: 'Numero {label}: magsasara nang {time}' },
  closes: { ja: 'お待ちの方は、窓口の近くにいらしてください。', 'ja-easy': '窓口(まどぐち)の 近(ちか)くに いて ください。', en: 'If you still wait, please stay near the counters.', zh: '还在等候的话，请在窗口附近。', ko: '기다리고 계시면 창구 근처에 계세요.', vi: 'Nếu còn chờ, xin ở gần quầy.', pt: 'Se ainda espera, fique perto dos balcões.', fil: 'Kung naghihintay pa, manatili malapit sa mga counter.' },
} as const satisfies Record<string, Said>;

const clock = (ms: number): string => new Date(ms + TOKYO_OFFSET_MS).toISOString().slice(11, 16);
const fill = (said: Said, language: Language, facts: Readonly<Record<string, string | number>>): string => said[language].replace(/\{(\w+)\}/gu, (_all, name: string) => String(facts[name]));

export interface Text { readonly title: string; readonly body: string }

/** The notice in the visitor's language. */
export function textOf(notice: Notice, label: string, language: Language): Text {
  const say = (title: keyof typeof WORDS, body: keyof typeof WORDS, facts: Readonly<Record<string, string | number>>): Text =>
    ({ title: fill(WORDS[title], language, { label, ...facts }), body: fill(WORDS[body], language, facts) });
  switch (notice.kind) {
    case 'soon': return say('soonTitle', 'soon', { n: notice.minutes, from: clock(notice.range.fromMs), until: clock(notice.range.untilMs) });
    case 'back': return say('backTitle', 'back', {});
    case 'called': return say('calledTitle', 'called', { counter: notice.counter });
    case 'missed': return notice.rejoinUntilMs === null ? say('missedTitle', 'missedLate', {}) : say('missedTitle', 'missed', { until: clock(notice.rejoinUntilMs) });
    case 'closes': return say('closesTitle', 'closes', { time: clock(notice.closesAtMs) });
    default: return notice satisfies never;
  }
}
