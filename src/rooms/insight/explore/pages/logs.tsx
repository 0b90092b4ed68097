import type { Page } from '../../../../platform/http/index.ts'
import type { Translate } from '../../../../platform/i18n/index.ts'
import {
  ButtonLink,
  type Column,
  ConfirmationNote,
  Empty,
  Link,
  RowName,
  Stack,
  Table,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { keepDays } from '../domain.ts'
import type { UploadedLog } from '../queries.ts'

/** One's own logs. */
export function logsPage(logs: readonly UploadedLog[], t: Translate): Page {
  return {
    title: t('insight.explore.title'),
    crumbs: [{ label: t('insight.interfaces'), path: '/interfaces' }],
    actions: <ButtonLink to="/explore/new">{t('insight.explore.upload')}</ButtonLink>,
    body: <Logs logs={logs} />,
  }
}

function Logs({ logs }: { logs: readonly UploadedLog[] }) {
  const { t, format, may } = useRender()
  const columns: readonly Column<UploadedLog>[] = [
    {
      key: 'title',
      header: t('insight.explore.log'),
      names: true,
      cell: (log) => (
        <RowName meta={t(`insight.explore.kind.${log.kind}`)}>
          <Link to={`/explore/${log.id}`}>{log.title}</Link>
        </RowName>
      ),
    },
    {
      key: 'events',
      header: t('insight.explore.events'),
      kind: 'number',
      cell: ({ reading }) => format.number(reading.events),
    },
    {
      key: 'cases',
      header: t('insight.explore.cases'),
      kind: 'number',
      cell: ({ reading }) => format.number(reading.cases),
    },
    { key: 'uploaded', header: t('insight.explore.uploaded'), cell: ({ uploadedAt }) => format.instant(uploadedAt) },
    {
      key: 'until',
      header: t('insight.explore.until'),
      cell: ({ uploadedAt }) => format.instant(new Date(uploadedAt.getTime() + keepDays * 86_400_000)),
    },
  ]
  return (
    <Stack>
      <ConfirmationNote texts={{ removed: 'insight.explore.removed' }} />
      <Text>{t('insight.explore.intro', { days: keepDays })}</Text>
      {may('insight.export-log') && <Link to="/log-export">{t('insight.log-export.offer')}</Link>}
      {logs.length === 0 ? (
        <Empty title={t('insight.explore.none')}>{t('insight.explore.none-next')}</Empty>
      ) : (
        <Table caption={t('insight.explore.title')} columns={columns} rows={logs} keyOf={({ id }) => id} stacks />
      )}
    </Stack>
  )
}
