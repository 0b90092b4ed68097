import type { Clock } from '../../../kernel/clock.ts'
import type { Analysis } from '../analysis.ts'
import type { Words } from '../language.ts'

export async function asHtml(_analysis: Analysis, _words: Words, _clock: Clock): Promise<string> {
  return ''
}
