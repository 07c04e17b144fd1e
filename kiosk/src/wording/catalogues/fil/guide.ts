import type { Catalogue } from '../../catalogues.ts';

export const guide: Catalogue = {
  '{title}の ご案内': '{title}',
  '窓口で お伝えすること': 'Ang gagawin sa counter',
  'お持ちいただくもの': 'Mga dadalhin',
  'そろっていなくても、番号札を取って ご相談いただけます。': 'Kung may kulang, puwede pa ring kumuha ng numero at magtanong.',
  '期限': 'Takdang araw',
  '届け出できる方': 'Sino ang puwedeng magpasa',
  '届書の用紙は 窓口にあります。ここでは、窓口で使う受付票を作ります。': 'Nasa counter ang form. Dito, ihahanda namin ang cover sheet na kasama nito.',
  '番号札を 受け取る': 'Kunin ang numero ko',
};
