import type { FormState, Page } from '../../../platform/http/index.ts'
import type { Translate } from '../../../platform/i18n/index.ts'
import {
  Button,
  Checkbox,
  type Column,
  ConfirmationNote,
  Form,
  Link,
  Note,
  RadioGroup,
  Section,
  Stack,
  Table,
  TextArea,
  useRender,
} from '../../../platform/ui/index.ts'
import { keepDays, type LogExport } from './actions.ts'
import { logFormats } from './tables.ts'

/** The warning, the order and what was ordered. */
export function logExportPage(exports: readonly LogExport[], state: FormState | undefined, t: Translate): Page {
  return {
    title: t('insight.log-export.title'),
    crumbs: [{ label: t('insight.explore.title'), path: '/explore' }],
    layout: 'narrow',
    body: <LogExports exports={exports} state={state} />,
  }
}

function LogExports({ exports, state }: { exports: readonly LogExport[]; state: FormState | undefined }) {
  const { t, format } = useRender()
  const labels = {
    format: t('insight.log-export.format'),
    reason: t('insight.log-export.reason'),
    understood: t('insight.log-export.understood'),
  }
  const columns: readonly Column<LogExport>[] = [
    {
      key: 'what',
      header: t('insight.log-export.file'),
      names: true,
      cell: (one) =>
        one.state === 'ready' ? (
          <Link to={`/log-export/${one.id}/file`}>{t(`insight.log-export.kind.${one.format}`)}</Link>
        ) : (
          t(`insight.log-export.kind.${one.format}`)
        ),
    },
    { key: 'reason', header: t('insight.log-export.reason'), cell: ({ reason }) => reason },
    {
      key: 'state',
      header: t('insight.log-export.state'),
      cell: ({ state: now, handOvers, leftOut }) =>
        now === 'ready'
          ? t('insight.log-export.ready', { handOvers: handOvers ?? 0, leftOut: leftOut ?? 0 })
          : t(now === 'tooLarge' ? 'insight.log-export.too-large' : 'insight.log-export.waiting'),
    },
    {
      key: 'until',
      header: t('insight.explore.until'),
      cell: ({ orderedAt }) => format.instant(new Date(orderedAt.getTime() + keepDays * 86_400_000)),
    },
  ]
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ ordered: 'insight.log-export.ordered' }} />
      <Note kind="attention">
        <p>{t('insight.log-export.warning')}</p>
        <p>{t('insight.log-export.measures')}</p>
      </Note>
      {exports.length > 0 && (
        <Section title={t('insight.log-export.own')}>
          <Table caption={t('insight.log-export.own')} columns={columns} rows={exports} keyOf={({ id }) => id} stacks />
        </Section>
      )}
      <Form labels={labels} state={state ?? null} failure={t('insight.log-export.not-ordered')}>
        <RadioGroup
          name="format"
          choices={logFormats.map((value) => ({ value, label: t(`insight.log-export.kind.${value}`) }))}
        />
        <TextArea name="reason" hint={t('insight.log-export.reason-hint')} maxLength={500} />
        <Checkbox name="understood" />
        <Button>{t('insight.log-export.order')}</Button>
      </Form>
    </Stack>
  )
}
