import type { Translate } from '../../../../platform/i18n/index.ts'
import { letters } from '../domain/states.ts'

const names = [
  'title',
  'decisionText',
  'about',
  'topic',
  'interface',
  'canChange',
  'changeNote',
  'responsible',
  'involved',
  'dueOn',
  'interimOn',
  'recommended',
  'state',
] as const
const optionNames = ['title', 'from', 'to', 'effort', 'legal', 'norm', 'on', 'risk'] as const

/** The label of every field of a proposal's form, which are also the names of what its versions keep. */
export function labelsOf(t: Translate): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...names.map((name) => [name, t(`steering.proposals.field.${name}`)]),
    ...letters.flatMap((letter) =>
      optionNames.map((name) => [
        `${letter}-${name}`,
        t('steering.proposals.field-of', { letter, field: t(`steering.proposals.option-field.${name}`) }),
      ]),
    ),
  ])
}
