import type { BackupSettings } from '../../config/index.ts'
import {
  Alert,
  Code,
  type Column,
  DescriptionList,
  Empty,
  PageCount,
  Pager,
  RowName,
  Section,
  Stack,
  State,
  type StateKind,
  Table,
  Text,
  useRender,
} from '../../ui/index.ts'
import { longestKeptDays } from '../keep.ts'
import { type BackupRun, type LastBackups, runsPerPage } from '../runs.ts'
import { type BackupState, severity } from '../state.ts'

const alerts = { ok: 'success', attention: 'warning', broken: 'warning' } as const

interface BackupsProps {
  readonly state: BackupState
  readonly last: LastBackups
  readonly runs: readonly BackupRun[]
  readonly total: number
  readonly number: number
  readonly settings: BackupSettings | undefined
}

export function BackupsPage({ state, last, runs, total, number, settings }: BackupsProps) {
  const { t } = useRender()
  const { restoreAll, restoreBeside, tryOut } = useCommands()
  return (
    <Stack gap="l">
      <Alert kind={state === 'demo' ? 'info' : alerts[severity[state]]} title={t(`backup.state.${state}`)}>
        <Text>{t(`backup.state.${state}-text`)}</Text>
      </Alert>
      <Rule last={last} settings={settings} />
      <Section title={t('backup.runs')}>
        {runs.length === 0 ? (
          <Empty title={t('backup.none')}>{t('backup.none-text')}</Empty>
        ) : (
          <Stack>
            <PageCount total={total} size={runsPerPage} page={number} />
            <Runs runs={runs} />
            <Pager total={total} size={runsPerPage} page={number} />
          </Stack>
        )}
      </Section>
      <Section title={t('backup.back')}>
        <Stack>
          <Text>{t('backup.back-text')}</Text>
          <DescriptionList
            items={[
              { term: t('backup.back-lost'), value: <Steps text={t('backup.back-lost-text')} command={restoreAll} /> },
              {
                term: t('backup.back-look'),
                value: <Steps text={t('backup.back-look-text')} command={restoreBeside} />,
              },
              { term: t('backup.back-drill'), value: <Steps text={t('backup.back-drill-text')} command={tryOut} /> },
            ]}
          />
        </Stack>
      </Section>
    </Stack>
  )
}

/** The commands of an emergency, with words for what has to be put in their places. */
function useCommands() {
  const { t } = useRender()
  const place = (name: string) => `<${t(`backup.place.${name}`)}>`
  const file = `${place('file')} --identity ${place('key')}`
  return {
    restoreAll: `npx nahtlos restore ${file}`,
    restoreBeside: `npx nahtlos restore ${file} --tenant ${place('district')} --as ${place('other')}`,
    tryOut: `npx nahtlos backup verify ${file}`,
  }
}

function Steps({ text, command }: { text: string; command: string }) {
  return (
    <Stack gap="s">
      <Text>{text}</Text>
      <Code>{command}</Code>
    </Stack>
  )
}

/** What the operator has set, and what it comes to. */
function Rule({ last, settings }: { last: LastBackups; settings: BackupSettings | undefined }) {
  const { t, format } = useRender()
  const { verified } = last
  const keep = settings?.folder ? settings.keep : undefined
  return (
    <DescriptionList
      items={[
        {
          term: t('backup.last-verified'),
          value: verified
            ? t('backup.at-and-size', { at: format.instant(verified.startedAt), size: sizeOf(verified, format) })
            : t('backup.no-verified'),
        },
        { term: t('backup.planned'), value: settings?.folder ? <Plan at={settings.at} /> : t('backup.not-planned') },
        { term: t('backup.kept'), value: keep && t('backup.kept-text', { ...keep, longest: longestKeptDays(keep) }) },
        {
          term: t('backup.encrypted'),
          value: settings?.folder
            ? t(settings.recipients.length > 0 ? 'backup.encrypted-yes' : 'backup.encrypted-no', {
                n: settings.recipients.length,
              })
            : undefined,
        },
      ]}
    />
  )
}

/** Most say a time of day; what else cron can say stands as it was set. */
function Plan({ at }: { at: string }) {
  const { t } = useRender()
  const daily = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(at)
  if (!daily) return <Code>{at}</Code>
  const [, minute = '', hour = ''] = daily
  return t('backup.daily', { time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` })
}

function Runs({ runs }: { runs: readonly BackupRun[] }) {
  const { t, format } = useRender()
  const columns: Column<BackupRun>[] = [
    {
      key: 'started',
      header: t('backup.started'),
      names: true,
      cell: (run) => (
        <RowName meta={t(run.planned ? 'backup.by-plan' : 'backup.by-hand')}>{format.instant(run.startedAt)}</RowName>
      ),
    },
    { key: 'scope', header: t('backup.scope'), cell: ({ scope }) => t(`backup.scope-${scope}`) },
    { key: 'result', header: t('backup.result'), cell: (run) => <Result run={run} /> },
    {
      key: 'size',
      header: t('backup.size'),
      kind: 'number',
      cell: (run) => (run.bytes === null ? '–' : sizeOf(run, format)),
    },
    {
      key: 'took',
      header: t('backup.took'),
      kind: 'number',
      cell: ({ startedAt, endedAt }) =>
        endedAt
          ? t('backup.seconds', { n: Math.max(1, Math.round((endedAt.getTime() - startedAt.getTime()) / 1000)) })
          : '–',
    },
    {
      key: 'file',
      header: t('backup.file'),
      cell: ({ file, expiredAt }) =>
        expiredAt ? t('backup.removed', { day: format.instant(expiredAt) }) : file ? <Code>{file}</Code> : '–',
    },
  ]
  return <Table caption={t('backup.runs')} stacks rows={runs} keyOf={({ id }) => id} columns={columns} />
}

const kinds: Readonly<Record<BackupRun['result'], StateKind>> = {
  running: 'progress',
  done: 'done',
  failed: 'attention',
  refused: 'attention',
  different: 'late',
  interrupted: 'attention',
}

/** Whether a backup was restored on trial is what counts; one that was not is only a file. */
function Result({ run }: { run: BackupRun }) {
  const { t } = useRender()
  if (run.result === 'done' && !run.verifiedAt) return <State kind="open">{t('backup.result-unverified')}</State>
  return <State kind={kinds[run.result]}>{t(`backup.result-${run.result}`)}</State>
}

function sizeOf({ bytes }: BackupRun, format: ReturnType<typeof useRender>['format']): string {
  return `${format.number((bytes ?? 0) / 1_000_000, 1)} MB`
}
