import { type Page, type PageRequest, pageNumber } from '../../../platform/http/index.ts'
import { type Column, Empty, Meta, Name, Pager, Stack, Table, Text, useRender } from '../../../platform/ui/index.ts'
import { type Names, namesOn } from '../names.ts'
import { type Escalation, listEscalations } from '../queries/escalations.ts'
import { Due, Way } from './words.tsx'

const pageSize = 50

/** Which hand-overs have waited too long for an answer: for the heads of the teams, without a word of the person. */
export async function showEscalations({ tx, actor, query, t, clock, tenant }: PageRequest): Promise<Page> {
  const names = await namesOn(tx, actor, clock.today())
  const page = pageNumber(query)
  const { rows, total } = await listEscalations(tx, actor, pageSize, (page - 1) * pageSize)
  return {
    title: t('journeys.escalations.title'),
    meta: t('journeys.escalations.what'),
    body: (
      <Stack>
        <Text>{t('journeys.escalations.text')}</Text>
        {rows.length > 0 ? (
          <EscalationTable rows={rows} names={names} land={tenant.land} />
        ) : (
          <Empty title={t('journeys.escalations.none')}>{t('journeys.escalations.none-next')}</Empty>
        )}
        <Pager total={total} size={pageSize} page={page} />
      </Stack>
    ),
  }
}

function EscalationTable({
  rows,
  names,
  land,
}: {
  rows: readonly Escalation[]
  names: Names
  land: PageRequest['tenant']['land']
}) {
  const { t, format } = useRender()
  const columns: Column<Escalation>[] = [
    {
      key: 'way',
      header: t('journeys.inbox.interface'),
      names: true,
      full: true,
      cell: (row) => <Way of={names.interface(row.interfaceId)} />,
    },
    {
      key: 'from',
      header: t('journeys.escalations.from'),
      cell: (row) => <Name>{names.organisation(row.fromOrganisationId)}</Name>,
    },
    {
      key: 'to',
      header: t('journeys.escalations.to'),
      cell: (row) => <Name>{names.organisation(row.toOrganisationId)}</Name>,
    },
    {
      key: 'due',
      header: t('journeys.escalations.due'),
      cell: (row) => <Due state="offered" replyBy={row.replyBy} side="receiver" land={land} />,
    },
    {
      key: 'sent',
      header: t('journeys.escalations.told'),
      cell: (row) => <Meta>{format.day(row.sentOn)}</Meta>,
    },
  ]
  return (
    <Table caption={t('journeys.escalations.title')} columns={columns} rows={rows} keyOf={(row) => row.id} stacks />
  )
}
