import { asPlatform } from '../../../platform/access/acting.ts'
import { listLooksAt, looksPerPage } from '../../../platform/audit/looks.ts'
import { type Page, type PageRequest, pageNumber } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { namesOf } from '../../../platform/identity/members.ts'
import { Empty, Name, PageCount, Pager, Section, Stack, Table, Text } from '../../../platform/ui/index.ts'
import { casePath, casesPath } from '../paths.ts'
import { openingsOf } from '../queries/openings.ts'
import { getCaseToWrite } from '../queries.ts'

/** Who read this file, and who opened it with which reason: for the team that has it. */
export async function showLooks(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, t, params, query, locale } = request
  const file = await getCaseToWrite(tx, actor, params.id)
  const page = pageNumber(query)
  // The audit is closed to case managers; of this one file, which is theirs, they see who read it.
  const { lines, total } = await asPlatform(tx, () => listLooksAt(tx, file.id, page))
  const names = await namesOf(
    tx,
    lines.map(({ userId }) => userId),
  )
  const openings = await openingsOf(tx, file.id, 50)
  const format = createFormat(locale)
  return {
    title: t('cases.looks.title'),
    meta: file.reference,
    crumbs: [
      { label: t('cases.title'), path: casesPath },
      { label: file.reference, path: casePath(file.id) },
    ],
    body: (
      <Stack gap="l">
        {openings.length > 0 && (
          <Section title={t('cases.looks.openings')}>
            <Table
              caption={t('cases.looks.openings')}
              stacks
              rows={openings}
              keyOf={({ id }) => id}
              columns={[
                { key: 'at', header: t('cases.openings.at'), cell: (row) => format.instant(row.openedAt) },
                { key: 'who', header: t('cases.openings.who'), names: true, cell: (row) => <Name>{row.who}</Name> },
                { key: 'kind', header: t('cases.openings.kind'), cell: (row) => t(`cases.openings.kinds.${row.kind}`) },
                { key: 'reason', header: t('cases.enter.reason'), cell: (row) => <Name>{row.reason}</Name> },
                { key: 'until', header: t('cases.openings.until'), cell: (row) => format.instant(row.until) },
              ]}
            />
          </Section>
        )}
        <Section title={t('cases.looks.all')}>
          {lines.length === 0 ? (
            <Empty title={t('cases.looks.none')}>{t('cases.looks.none-text')}</Empty>
          ) : (
            <Stack>
              <Text>{t('cases.looks.text')}</Text>
              <PageCount total={total} size={looksPerPage} page={page} />
              <Table
                caption={t('cases.looks.all')}
                stacks
                rows={lines}
                keyOf={({ id }) => id}
                columns={[
                  { key: 'at', header: t('cases.openings.at'), cell: (line) => format.instant(new Date(line.at)) },
                  {
                    key: 'who',
                    header: t('cases.openings.who'),
                    names: true,
                    cell: (line) => <Name>{names.get(line.userId ?? '') ?? t('cases.looks.program')}</Name>,
                  },
                  { key: 'what', header: t('cases.looks.what'), cell: (line) => t(`audit.event.${line.event}`) },
                ]}
              />
              <Pager total={total} size={looksPerPage} page={page} />
            </Stack>
          )}
        </Section>
      </Stack>
    ),
  }
}
