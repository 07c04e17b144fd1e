/** Why the city cannot run its own PostgreSQL. Each message is a sentence that a person at a terminal can act on. */
export type ClusterProblemCode = 'unsupported-platform' | 'wrong-major' | 'no-owner' | 'not-reachable' | 'init-failed' | 'start-failed';

export class ClusterProblem extends Error {
  readonly code: ClusterProblemCode;

  constructor(code: ClusterProblemCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ClusterProblem';
    this.code = code;
  }
}
