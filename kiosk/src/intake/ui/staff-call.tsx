import { createContext, use } from 'react';

/** 職員を呼ぶ, from the ledge and from pages where a person is the next step: one call, one dialog. */
const StaffCallContext = createContext<() => void>(() => undefined);
export const StaffCallProvider = StaffCallContext;
export const useStaffCall = (): (() => void) => use(StaffCallContext);
