import type { SignedStatement } from '../../../contract/index.ts';

/** Whose signatures count. */
export type VerifySignature = (statement: SignedStatement) => 'good' | 'unknown-issuer' | 'bad-signature';
