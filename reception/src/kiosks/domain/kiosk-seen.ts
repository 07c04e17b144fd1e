/** A kiosk as the staff's list shows it. `pending`: sealed intakes it still holds. `helpSinceMs`: 職員を呼ぶ. */
export interface KioskSeen { readonly series: number; readonly lastSeenMs: number | null; readonly pending: number; readonly helpSinceMs: number | null }
