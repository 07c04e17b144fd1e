import type { Language } from '../../../contract/index.ts';

type Said = Readonly<Record<Language, string>>;

/** What the hall's account at LINE answers whoever writes to it. */
export const LINE_WORDS = {
  linked: { ja: '{label}番のお知らせを ここへ送ります。やめるときは「停止」と送ってください。ご用件が終わると、つながりは消えます。', 'ja-easy': '{label}番(ばん)のことを ここで 知(し)らせます。やめる ときは 「停止(ていし)」と 送(おく)って ください。終(お)わったら 消(け)します。', en: 'We send notices of No. {label} here. To end them, send “stop”. The link is forgotten when your visit is over.', zh: '{label}号的通知会发到这里。要停止请发送“停止”。办完后会删除关联。', ko: '{label}번 알림을 여기로 보냅니다. 그만 받으려면 “중지”라고 보내 주세요. 용무가 끝나면 연결을 지웁니다.', vi: 'Thông báo của số {label} sẽ gửi tại đây. Để ngừng, hãy gửi “dừng”. Liên kết bị xóa khi bạn xong việc.', pt: 'Os avisos da senha {label} chegam aqui. Para parar, envie “parar”. A ligação é apagada quando o atendimento termina.', fil: 'Dito ipapadala ang abiso ng numero {label}. Para itigil, ipadala ang “tigil”. Buburahin ang koneksyon pagkatapos ng pakay ninyo.' },
  ended: { ja: 'お知らせをやめ、送り先を消しました。', 'ja-easy': 'もう 知(し)らせません。消(け)しました。', en: 'Notices have ended, and where to send them is forgotten.', zh: '已停止通知并删除发送地址。', ko: '알림을 그만두고 보내는 곳을 지웠습니다.', vi: 'Đã ngừng thông báo và xóa nơi gửi.', pt: 'Os avisos terminaram e o destino foi apagado.', fil: 'Itinigil na ang abiso at binura ang padadalhan.' },
  unknown: { ja: 'この合言葉の番号札が見つかりません。番号札のページの合言葉を、そのまま送ってください。', 'ja-easy': '番号札(ばんごうふだ)が ありません。ページの ことばを そのまま 送(おく)って ください。', en: 'There is no ticket for this code. Send the code exactly as your ticket’s page shows it.', zh: '找不到这个暗号的号码。请原样发送号码页面上的暗号。', ko: '이 암호의 번호표가 없습니다. 번호표 페이지의 암호를 그대로 보내 주세요.', vi: 'Không có số cho mã này. Hãy gửi đúng mã trên trang số thứ tự.', pt: 'Não há senha para este código. Envie o código como está na página da senha.', fil: 'Walang tiket para sa code na ito. Ipadala ang code ayon sa pahina ng tiket.' },
} as const satisfies Record<string, Said>;
export type LineWord = keyof typeof LINE_WORDS;
export const lineSays = (word: LineWord, language: Language, label = ''): string => LINE_WORDS[word][language].replaceAll('{label}', label);

/** Each language's word that ends notices; all are understood, whoever writes them. */
const STOP: readonly string[] = ['停止', 'やめる', 'ていし', 'stop', '중지', 'dừng', 'parar', 'tigil'];

/** What somebody wrote: a ticket's label with its letters, the word that ends notices, or nothing that is meant for us. */
export function readLine(text: string): { readonly means: 'code'; readonly label: string; readonly letters: string } | { readonly means: 'stop' } | { readonly means: 'nothing' } {
  const plain = text.normalize('NFKC').trim();
  if (STOP.includes(plain.toLowerCase())) return { means: 'stop' };
  const [, label = '', letters = ''] = /^(\d{1,2}-\d{2,4}|\d{3,5})[- ]([A-Za-z0-9]{6})$/.exec(plain) ?? [];
  return letters === '' ? { means: 'nothing' } : { means: 'code', label, letters: letters.toUpperCase() };
}
