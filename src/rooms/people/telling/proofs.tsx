import { NotFound } from '../../../kernel/errors.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import { readFile } from '../../../platform/files/index.ts'
import { type Download, type Page, type PageRequest, pageNumber } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { Empty, Link, Name, Pager, Stack, Table, Text } from '../../../platform/ui/index.ts'
import { officeNames } from '../bases/pages/parts.tsx'
import { proofsPath } from '../paths.ts'
import { getProof, listProofs, proofsPerPage } from './kept.ts'

/** Proofs of consents whose persons were erased, for data protection. */
export async function showProofs(request: PageRequest): Promise<Page> {
  const { tx, actor, query, t, clock, locale } = request
  const page = pageNumber(query)
  const { rows, total } = await listProofs(tx, page)
  const names = await officeNames(tx, clock.today())
  const format = createFormat(locale)
  await recordLook(tx, actor, {
    event: 'people.proofs-read',
    subjectKind: 'people.basis',
    ids: rows.map(({ id }) => id),
  })
  return {
    title: t('people.proofs.title'),
    body: (
      <Stack>
        <Text>{t('people.proofs.text')}</Text>
        {rows.length === 0 ? (
          <Empty title={t('people.proofs.none')}>{t('people.proofs.none-next')}</Empty>
        ) : (
          <>
            <Table
              caption={t('people.proofs.title')}
              rows={rows}
              keyOf={({ id }) => id}
              stacks
              columns={[
                { key: 'code', header: t('people.proofs.code'), names: true, cell: ({ personCode }) => personCode },
                {
                  key: 'kind',
                  header: t('people.proofs.what'),
                  cell: ({ kind }) => t(`people.bases.kind.${kind}`),
                },
                {
                  key: 'to',
                  header: t('people.proofs.recipient'),
                  cell: ({ recipientId }) => <Name>{names.get(recipientId) ?? ''}</Name>,
                },
                { key: 'given', header: t('people.proofs.given'), cell: ({ givenOn }) => format.day(givenOn) },
                { key: 'ended', header: t('people.proofs.ended'), cell: ({ endedOn }) => format.day(endedOn) },
                { key: 'erased', header: t('people.proofs.erased'), cell: ({ erasedOn }) => format.day(erasedOn) },
                {
                  key: 'scan',
                  header: t('people.proofs.scan'),
                  cell: ({ id, scanId }) =>
                    scanId ? (
                      <Link to={`${proofsPath}/${id}/scan`}>{t('people.proofs.open-scan')}</Link>
                    ) : (
                      t('people.proofs.no-scan')
                    ),
                },
              ]}
            />
            <Pager total={total} size={proofsPerPage} page={page} />
          </>
        )}
      </Stack>
    ),
  }
}

/** The signed sheet; noted. */
export async function fetchProof({ tx, actor, params }: PageRequest<'basis'>): Promise<Download> {
  const { id, scanId } = await getProof(tx, params.basis)
  if (!scanId) throw new NotFound('nothing was uploaded')
  await recordLook(tx, actor, { event: 'people.basis-scan-read', subjectKind: 'people.basis', ids: [id] })
  return await readFile(tx, scanId)
}
