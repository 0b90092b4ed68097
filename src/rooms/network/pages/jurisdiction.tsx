import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { DescriptionList, Name, Section } from '../../../platform/ui/index.ts'
import { listInterfaces } from '../queries/interfaces.ts'
import { getJurisdiction } from '../queries/jurisdictions.ts'
import { Lines, recordPage } from './record.tsx'
import { fewRelated, RelatedInterfaces } from './related.tsx'

export async function showJurisdiction(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, t, clock } = request
  const today = clock.today()
  const jurisdiction = await getJurisdiction(tx, actor, params.key, today)
  const { key, code, name, norm, note } = jurisdiction
  const interfaces = await listInterfaces(tx, actor, { jurisdiction: key, limit: fewRelated }, today)
  return recordPage(request, {
    kind: 'jurisdiction',
    record: jurisdiction,
    title: code,
    headline: <Name>{code}</Name>,
    meta: [t('network.jurisdiction.one')],
    children: (
      <>
        <Section title={t('network.master-data')}>
          <DescriptionList
            items={[
              { term: t('network.field.name'), value: <Name>{name}</Name> },
              { term: t('network.jurisdiction.field.norm'), value: norm && <Name>{norm}</Name> },
              { term: t('network.field.note'), value: note && <Lines text={note} /> },
            ]}
          />
        </Section>
        <RelatedInterfaces listed={interfaces} filter={`jurisdiction=${key}`} />
      </>
    ),
  })
}
