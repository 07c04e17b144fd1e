import type { Catalogue } from '../../catalogues.ts';

export const captions: Catalogue = {
  '窓口の人': 'Nhân viên',
  'お客さま': 'Bạn',
  '音声は使っていません。文字は残しません。': 'Không dùng âm thanh. Không lưu lại chữ.',
  '音声は この機械の中だけで 文字にします。残しません。': 'Âm thanh chỉ chuyển thành chữ trong máy này. Không lưu lại.',
  '音声は インターネットの会社へ送って 文字にします。': 'Âm thanh được gửi đến công ty trên internet để chuyển thành chữ.',
  'お話しする文字が、ここに出ます。': 'Lời nói sẽ hiện thành chữ ở đây.',
  '答えを 指で さしてください': 'Xin chỉ tay vào câu trả lời',
  '訳していません': 'Chưa dịch',
  'ふりがな あり': 'Có furigana',
  '会話の文字は、すべて消しました。': 'Mọi lời thoại đã được xóa.',
  '字幕が止まりました。筆談で お話しください。': 'Phụ đề đã dừng. Hãy viết ra giấy.',
  '窓口の番号が ありません。アドレスの終わりに counter=3 のように 足してください。': 'Trang này không có số quầy. Hãy thêm counter=3 vào cuối địa chỉ.',
  '字幕': 'Phụ đề',
};
