/** Two at once: both versions of what they changed stand side by side, and what was typed stays in the form. */
import { type Day, parseDay } from '../../../kernel/day.ts'
import type { FormState } from '../../../platform/http/index.ts'
import { readTypedDay } from '../../../platform/i18n/index.ts'
import { useRender } from '../../../platform/ui/context.tsx'
import { Alert, Meta, Name, Stack, Table, Text } from '../../../platform/ui/index.ts'

export interface ComparedField {
  /** Of the form. */
  readonly name: string
  readonly label: string
  /** As it is saved now: a text, a day or a code. */
  readonly saved: string | number | boolean | null | undefined
  /** Words for a code; days come out as days by themselves. */
  readonly words?: (code: string) => string
}

interface MeanwhileProps {
  readonly form: FormState | undefined
  /** The form's route, where a page has several. */
  readonly route?: string
  readonly fields: readonly ComparedField[]
}

/** Nothing but after a conflict. */
export function Meanwhile({ form, route, fields }: MeanwhileProps) {
  const { t, format } = useRender()
  const issue = form?.issues.find(({ code }) => code.endsWith('-meanwhile'))
  if (!form || !issue || (route !== undefined && form.route !== route)) return null
  const shown = (text: string, words: ComparedField['words']): string => {
    const day: Day | undefined = parseDay(text)
    if (day) return format.day(day)
    return text === '' ? t('people.nothing') : (words?.(text) ?? text)
  }
  const rows = fields.flatMap(({ name, label, saved, words }) => {
    const mine = typedIn(form, name)
    const theirs = saved === null || saved === undefined || saved === false ? '' : String(saved === true ? 'on' : saved)
    return mine === theirs ? [] : [{ name, label, theirs: shown(theirs, words), mine: shown(mine, words) }]
  })
  return (
    <Alert kind="danger" title={t('people.meanwhile.title')}>
      <Stack>
        <Text>{t(`error.${issue.code}`, issue.values)}</Text>
        {rows.length > 0 && (
          <Table
            caption={t('people.meanwhile.caption')}
            rows={rows}
            keyOf={({ name }) => name}
            stacks
            columns={[
              { key: 'field', header: t('people.meanwhile.field'), names: true, cell: ({ label }) => label },
              { key: 'saved', header: t('people.meanwhile.saved'), cell: ({ theirs }) => <Name>{theirs}</Name> },
              { key: 'mine', header: t('people.meanwhile.mine'), cell: ({ mine }) => <Name>{mine}</Name> },
            ]}
          />
        )}
        <Meta>{t('people.meanwhile.next')}</Meta>
      </Stack>
    </Alert>
  )
}

/** What was typed, days as they are kept. */
function typedIn(form: FormState, name: string): string {
  const value = form.values[name]
  const text = (Array.isArray(value) ? value.join(', ') : String(value ?? '')).replaceAll('\r\n', '\n').trim()
  const day = readTypedDay(text)
  return typeof day === 'string' && parseDay(day) ? day : text
}
