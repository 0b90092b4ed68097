import { describe, expect, test } from 'vitest'
import { isConflict, versionFor } from './changed.ts'
import type { FormState } from './request.ts'

const form = (code: string, version: string): FormState => ({
  route: '/a',
  values: { version, number: '7' },
  issues: [{ field: 'a', code }],
})

describe('a form that came back', () => {
  test.each([
    ['changed-meanwhile', true],
    ['cases-meanwhile', true],
    ['required', false],
  ])('with %s: somebody was faster is %s', (code, conflict) => {
    expect(isConflict(form(code, '3'))).toBe(conflict)
  })

  test.each<[string, FormState | undefined, string, number]>([
    ['opened anew', undefined, 'version', 5],
    ['mistyped: keeps what was seen first', form('required', '3'), 'version', 3],
    ['mistyped, of a number', form('required', '3'), 'number', 7],
    ['after a conflict: the present one', form('changed-meanwhile', '3'), 'version', 5],
    ['with nonsense', form('required', 'x'), 'version', 5],
  ])('%s', (_, sent, name, version) => {
    expect(versionFor(sent, 5, name)).toBe(version)
  })
})
