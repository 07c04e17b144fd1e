/** The demo city's program of the back office: two keys, as while one follows the other. Only hashes stand in city/clients.json. */
export const DEMO_CLIENT = { id: 'back-office', keys: ['engawa-demo-key-1-only-for-trials', 'engawa-demo-key-2-only-for-trials'] } as const;
