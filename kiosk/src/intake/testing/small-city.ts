import { CityProfile } from '@engawa/reception/contract';

const words = (ja: string, en: string) => ({ ja, 'ja-easy': ja, en });

/** A city that fits on a page: three procedures with forms, one consultation without. For tests of the intake. */
export const smallCity: CityProfile = CityProfile.parse({
  name: words('縁側市', 'Engawa City'), hall: words('市民窓口', 'Citizens’ Counter'), hours: { open: '08:30', close: '17:15' },
  zones: [
    { zone: 'A', title: words('証明書', 'Certificates'), wish: words('証明書が ほしい', 'I need a certificate'), line: words('カードで およそ2分', 'About 2 minutes'), icon: 'doc' },
    { zone: 'B', title: words('引っ越し', 'Moving'), wish: words('届け出をする', 'I have moved'), line: words('家族の分も', 'For the family'), icon: 'move' },
    { zone: 'F', title: words('相談', 'Advice'), wish: words('わからない', 'I am not sure'), line: words('お話を聞きます', 'We listen'), icon: 'help' },
  ],
  counters: [{ id: '1', name: words('1番窓口', 'Counter 1'), zones: ['A', 'B', 'F'] }],
  applicant: [
    { key: 'applicant.name', label: words('お名前', 'Name'), kind: 'name', required: true, fromCard: 'name' },
    { key: 'applicant.kana', label: words('フリガナ', 'Reading'), kind: 'kana', required: true },
    { key: 'applicant.birth', label: words('生年月日', 'Date of birth'), kind: 'date', required: true, fromCard: 'birth' },
    { key: 'applicant.address', label: words('ご住所', 'Address'), kind: 'address', required: true, fromCard: 'address' },
    { key: 'applicant.phone', label: words('電話番号', 'Phone'), kind: 'phone', required: false },
  ],
  procedures: [
    { id: 'juminhyo', zone: 'A', title: words('住民票の写し', 'Residence record'), line: words('住所の証明', 'Proof of address'), formTitle: '住民票の写し交付請求書', basis: '住民基本台帳法第12条', addressee: '縁側市長', feeYen: 300, feePer: 'juminhyo.copies', minutes: 4, hasForm: true,
      fields: [
        { key: 'juminhyo.copies', label: words('通数', 'Copies'), kind: 'count', required: true, default: '1', min: 1, max: 9 },
        { key: 'juminhyo.scope', label: words('のせる人', 'People'), kind: 'choice', required: true, options: [{ value: 'all', label: words('世帯全員', 'All') }, { value: 'one', label: words('本人のみ', 'Myself') }], default: 'all' },
        { key: 'juminhyo.use', label: words('使いみち', 'Use'), kind: 'text', required: false },
      ] },
    { id: 'inkan', zone: 'A', title: words('印鑑登録証明書', 'Seal certificate'), line: words('実印の証明', 'Proof of seal'), formTitle: '印鑑登録証明書交付申請書', basis: '条例', addressee: '縁側市長', feeYen: 300, minutes: 3, hasForm: true,
      fields: [{ key: 'inkan.sex', label: words('性別', 'Sex'), kind: 'choice', required: false, fromCard: 'sex', options: [{ value: '1', label: words('男', 'Male') }, { value: '2', label: words('女', 'Female') }] }] },
    { id: 'tennyu', zone: 'B', title: words('転入届', 'Moving in'), line: words('市外から', 'From outside'), formTitle: '住民異動届', basis: '住民基本台帳法第22条', addressee: '縁側市長', feeYen: 0, minutes: 15, hasForm: true,
      fields: [{ key: 'tennyu.from', label: words('前の住所', 'Former address'), kind: 'address', required: true }] },
    { id: 'sodan', zone: 'F', title: words('相談', 'Advice'), line: words('なんでも', 'Anything'), formTitle: '相談', basis: '-', addressee: '縁側市長', feeYen: 0, minutes: 20, hasForm: false, fields: [] },
  ],
  quickPhrases: [],
  policy: { webSpeech: false, idleWarnSeconds: 45, idleWipeSeconds: 75 },
  links: { reception: 'http://localhost:4100', facility: 'http://localhost:4200', cardBridge: 'ws://127.0.0.1:4300' },
});
