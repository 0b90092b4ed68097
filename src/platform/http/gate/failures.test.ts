import { expect, test } from 'vitest'
import { NotFound } from '../../../kernel/errors.ts'
import { kindOf } from './failures.tsx'

/** As the driver throws them. */
const fromDatabase = (code: string) => Object.assign(new Error('refused'), { code, severity: 'ERROR' })

test.each([
  ['not-found', new NotFound('measure')],
  ['full', fromDatabase('53100')],
  ['away', fromDatabase('57014')],
  ['away', fromDatabase('53300')],
  ['away', new Error('timeout exceeded when trying to connect')],
  ['failed', fromDatabase('42703')],
  ['failed', new TypeError('x is undefined')],
])('%s: %s', (kind, error) => expect(kindOf(error)).toBe(kind))
