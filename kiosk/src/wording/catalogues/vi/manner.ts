import type { Catalogue } from '../../catalogues.ts';

export const manner: Catalogue = {
  'ふりがなを つける': 'Hiện cách đọc chữ Hán',
  'ふりがなを 消す': 'Ẩn cách đọc chữ Hán',
  '座って\n使う': 'Dùng\nkhi ngồi',
  '立って\n使う': 'Dùng\nkhi đứng',
  'どこから 聞きますか。': 'Bạn muốn nghe bằng cách nào?',
  '画面を 読み上げます。数字キーの 1から9でも 選べます。触ると 止まります。': 'Mỗi trang sẽ được đọc lên. Có thể chọn bằng phím số 1 đến 9. Chạm vào là dừng.',
  'スピーカーで 聞く': 'Nghe bằng loa',
  '周りにも 聞こえます。お名前などは 読みません。': 'Người xung quanh cũng nghe được. Không đọc tên và thông tin của bạn.',
  'イヤホンで 聞く': 'Nghe bằng tai nghe',
  'イヤホンを つないだ方。お名前なども 読みます。': 'Nếu đã cắm tai nghe. Cả tên và thông tin cũng được đọc.',
  '{n}番、{choice}': 'Số {n}, {choice}',
  '選んであります': 'đã chọn',
  '画面に 出ています': 'hiện trên màn hình',
};
