import type { Catalogue } from '../../catalogues.ts';

export const postal: Catalogue = {
  '郵便番号': 'Código postal',
  '7けたを入れると、町の名前まで入ります。': 'Com 7 dígitos, o endereço é preenchido até o bairro.',
  '町の名前まで入りました。つづき（番地・建物）を入れてください。': 'Preenchido até o bairro. Complete com os números e o prédio.',
  'この番号には 町が{n}つあります。選んでください。': 'Este código tem {n} bairros. Escolha o seu.',
  'この番号の町は 見つかりませんでした。住所を そのまま入れてください。': 'Nenhum bairro tem este código. Digite o endereço, por favor.',
  'いまは 番号から調べられません。住所を そのまま入れてください。': 'Não é possível consultar códigos agora. Digite o endereço, por favor.',
  'どの町ですか': 'Qual bairro?',
  'ほかの町（{n} / {of}）': 'Outros bairros ({n} / {of})',
  '番号を使わずに 入れる': 'Digitar sem o código',
  '郵便番号から 入れる': 'Usar o código postal',
  '{city}の町から 選ぶ': 'Escolher um bairro de {city}',
  '町の名前の はじめの字': 'Primeira letra do bairro',
  'ほかの入れ方': 'Outras formas de preencher',
};
