import { createHmac } from 'node:crypto'

/** The keyed hash of a case: findings of one case count once, and without the key nobody gets back from it to the case. */
export function hashOfCase(secret: Uint8Array, caseId: string): Buffer {
  return createHmac('sha256', secret).update('finding of case ').update(caseId).digest()
}
