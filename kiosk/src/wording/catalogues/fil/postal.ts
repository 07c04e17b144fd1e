import type { Catalogue } from '../../catalogues.ts';

export const postal: Catalogue = {
  '郵便番号': 'Postal code',
  '7けたを入れると、町の名前まで入ります。': 'Sa 7 numero, mapupunan hanggang sa bayan.',
  '町の名前まで入りました。つづき（番地・建物）を入れてください。': 'Napunan na hanggang sa bayan. Idagdag ang numero at gusali.',
  'この番号には 町が{n}つあります。選んでください。': 'May {n} bayan sa code na ito. Pumili.',
  'この番号の町は 見つかりませんでした。住所を そのまま入れてください。': 'Walang bayan sa code na ito. Isulat na lang ang tirahan.',
  'いまは 番号から調べられません。住所を そのまま入れてください。': 'Hindi mahanap ang code ngayon. Isulat na lang ang tirahan.',
  'どの町ですか': 'Aling bayan?',
  'ほかの町（{n} / {of}）': 'Iba pang bayan ({n} / {of})',
  '番号を使わずに 入れる': 'Ilagay nang walang code',
  '郵便番号から 入れる': 'Gamitin ang postal code',
  '{city}の町から 選ぶ': 'Pumili ng bayan sa {city}',
  '町の名前の はじめの字': 'Unang titik ng bayan',
  'ほかの入れ方': 'Iba pang paraan',
};
