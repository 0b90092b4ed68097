import { expect, test } from 'vitest'
import { agsIssue } from './ags.ts'

test.each([
  ['05570004', '05570', undefined],
  ['05570052', '05570', undefined],
  ['05570', '05570', 'ags-digits'],
  ['5570004', '05570', 'ags-digits'],
  ['0557000A', '05570', 'ags-digits'],
  ['055700040', '05570', 'ags-digits'],
  ['05515000', '05570', 'ags-other-district'],
  ['05570000', '05570', 'ags-district'],
])('%s in district %s: %s', (ags, district, issue) => expect(agsIssue(ags, district)).toBe(issue))
