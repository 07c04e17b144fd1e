import type { Catalogue } from '../../catalogues.ts';

export const postal: Catalogue = {
  '郵便番号': 'Mã bưu điện',
  '7けたを入れると、町の名前まで入ります。': 'Nhập 7 chữ số, địa chỉ được điền đến tên khu phố.',
  '町の名前まで入りました。つづき（番地・建物）を入れてください。': 'Đã điền đến tên khu phố. Hãy nhập tiếp số nhà và tòa nhà.',
  'この番号には 町が{n}つあります。選んでください。': 'Mã này có {n} khu phố. Hãy chọn.',
  'この番号の町は 見つかりませんでした。住所を そのまま入れてください。': 'Không tìm thấy khu phố của mã này. Hãy nhập thẳng địa chỉ.',
  'いまは 番号から調べられません。住所を そのまま入れてください。': 'Hiện không tra được theo mã. Hãy nhập thẳng địa chỉ.',
  'どの町ですか': 'Khu phố nào?',
  'ほかの町（{n} / {of}）': 'Khu phố khác ({n} / {of})',
  '番号を使わずに 入れる': 'Nhập không dùng mã',
  '郵便番号から 入れる': 'Nhập bằng mã bưu điện',
  '{city}の町から 選ぶ': 'Chọn khu phố của {city}',
  '町の名前の はじめの字': 'Chữ đầu của tên khu phố',
  'ほかの入れ方': 'Cách nhập khác',
};
