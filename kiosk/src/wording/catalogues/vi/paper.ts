import type { Catalogue } from '../../catalogues.ts';

export const paper: Catalogue = {
  '紙の番号札を 印刷しています。': 'Đang in phiếu số thứ tự của bạn.',
  '紙の番号札を お取りください。': 'Vui lòng lấy phiếu số thứ tự bằng giấy.',
  'この番号は そのまま使えます。覚えるか、QRコードをスマホで 読んでください。紙が要る方は「職員を呼ぶ」へ。': 'Số này vẫn có hiệu lực. Hãy nhớ số, hoặc quét mã QR bằng điện thoại. Nếu cần phiếu giấy, hãy bấm “Gọi nhân viên”.',
  'プリンターの紙が 切れています。': 'Máy in đã hết giấy.',
  'プリンターの ふたが開いていて、印刷できません。': 'Nắp máy in đang mở nên không in được.',
  'プリンターが 動いていません。': 'Máy in không hoạt động.',
  '紙が 出ていたら お取りください。出ていなくても 大丈夫です。': 'Nếu phiếu đã ra, hãy lấy phiếu. Nếu chưa ra cũng không sao.',
};
