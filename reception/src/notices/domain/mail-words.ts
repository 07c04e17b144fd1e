import type { Language } from '../../../contract/index.ts';

type Said = Readonly<Record<Language, string>>;

/** What stands in a mail below the notice, and on the page that ends them. */
export const MAIL_WORDS = {
  stopLine: { ja: 'このお知らせをやめる:', 'ja-easy': '知(し)らせるのを やめる:', en: 'To end these notices:', zh: '停止这些通知：', ko: '알림 그만 받기:', vi: 'Ngừng thông báo:', pt: 'Para parar estes avisos:', fil: 'Para itigil ang abiso:' },
  noAnswer: { ja: 'このメールに返信しても届きません。ご用件が終わると、メールアドレスは消えます。', 'ja-easy': 'この メールに 返事(へんじ)は できません。終(お)わったら アドレスは 消(け)します。', en: 'Nobody reads answers to this mail. Your address is forgotten when your visit is over.', zh: '请勿回复此邮件。办完后会删除您的邮箱地址。', ko: '이 메일에 답장해도 전달되지 않습니다. 용무가 끝나면 주소를 지웁니다.', vi: 'Xin đừng trả lời thư này. Địa chỉ của bạn bị xóa khi bạn xong việc.', pt: 'Ninguém lê respostas a este e-mail. O seu endereço é apagado quando o atendimento termina.', fil: 'Walang nagbabasa ng sagot dito. Buburahin ang address ninyo pagkatapos ng pakay.' },
  stopAsk: { ja: '番号札のお知らせメールを やめますか', 'ja-easy': 'メールを やめますか', en: 'End the mails about your ticket?', zh: '要停止号码通知邮件吗？', ko: '번호표 알림 메일을 그만 받으시겠습니까?', vi: 'Ngừng thư báo về số thứ tự?', pt: 'Parar os e-mails sobre a senha?', fil: 'Itigil ang mga email tungkol sa tiket?' },
  stop: { ja: 'やめる', 'ja-easy': 'やめる', en: 'End them', zh: '停止', ko: '그만 받기', vi: 'Ngừng', pt: 'Parar', fil: 'Itigil' },
  stopped: { ja: 'もう送りません。メールアドレスは消しました。', 'ja-easy': 'もう 送(おく)りません。アドレスは 消(け)しました。', en: 'No more mails. Your address is forgotten.', zh: '不再发送。邮箱地址已删除。', ko: '더 보내지 않습니다. 주소를 지웠습니다.', vi: 'Không gửi nữa. Địa chỉ đã bị xóa.', pt: 'Não enviamos mais. O endereço foi apagado.', fil: 'Hindi na magpapadala. Nabura na ang address.' },
} as const satisfies Record<string, Said>;
