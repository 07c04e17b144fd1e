import { phrases } from './wording.ts';

/** The curtain: what stands on the kiosk while one browser has ended and the next is not there yet. Nobody can choose a language on it. */
export const shell = phrases({
  curtainTitle: { ja: '画面を 用意しています。', 'ja-easy': '画面(がめん)を 用意(ようい)して います。', en: 'Getting the screen ready.' },
  curtainLine: { ja: '少しお待ちください。長くかかるときは 職員に お声がけください。', 'ja-easy': '少(すこ)し 待(ま)って ください。長(なが)い ときは 職員(しょくいん)に 話(はな)して ください。', en: 'One moment, please. If it takes long, please speak to the staff.' },
});
