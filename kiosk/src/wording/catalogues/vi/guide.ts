import type { Catalogue } from '../../catalogues.ts';

export const guide: Catalogue = {
  '{title}の ご案内': '{title}',
  '窓口で お伝えすること': 'Việc làm tại quầy',
  'お持ちいただくもの': 'Những thứ cần mang',
  'そろっていなくても、番号札を取って ご相談いただけます。': 'Nếu còn thiếu, bạn vẫn có thể lấy số và hỏi chúng tôi.',
  '期限': 'Thời hạn',
  '届け出できる方': 'Ai có thể nộp',
  '届書の用紙は 窓口にあります。ここでは、窓口で使う受付票を作ります。': 'Giấy khai có tại quầy. Ở đây chúng tôi chuẩn bị phiếu tiếp nhận dùng tại quầy.',
  '番号札を 受け取る': 'Nhận số',
};
