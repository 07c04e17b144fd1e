/** The demo city's fictitious staff: a supervisor, three clerks, a concierge and a viewer, who sit at no counter, and their codes, for the table that `npm start` prints and for tests. Only hashes stand in city/staff.json. */
export const DEMO_STAFF = [
  { staffId: '1001', role: '責任者', name: '中村 恵', code: '100001', counter: '1' },
  { staffId: '1002', role: '窓口', name: '佐藤 健一', code: '100002', counter: '2' },
  { staffId: '1003', role: '窓口', name: '高橋 さくら', code: '100003', counter: '4' },
  { staffId: '1004', role: '窓口', name: '伊藤 誠', code: '100004', counter: '7' },
  { staffId: '1005', role: '案内', name: '小林 文子', code: '100005', counter: null },
  { staffId: '1006', role: '閲覧', name: '渡辺 修', code: '100006', counter: null },
] as const;
