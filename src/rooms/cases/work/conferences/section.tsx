import type { ReactNode } from 'react'
import type { Tx } from '../../../../platform/database/index.ts'
import { DatedList, Link, Meta, Name, Row, Section, useRender } from '../../../../platform/ui/index.ts'
import { filePath } from '../part.tsx'
import { type Conference, conferencesOf } from './queries.ts'

/** The latest conferences, in the side column; nothing where there is none and none can be planned. */
export async function conferenceSection(tx: Tx, caseId: string, writes: boolean): Promise<ReactNode> {
  const conferences = await conferencesOf(tx, caseId)
  return conferences.length === 0 && !writes ? null : (
    <Conferences caseId={caseId} conferences={conferences} writes={writes} />
  )
}

function Conferences({
  caseId,
  conferences,
  writes,
}: {
  caseId: string
  conferences: readonly Conference[]
  writes: boolean
}) {
  const { t } = useRender()
  const path = `${filePath(caseId)}/conferences`
  return (
    <Section
      title={t('cases.conference.plural')}
      id="conferences"
      aside={
        <Row>
          {conferences.length > 0 && <Link to={path}>{t('cases.conference.all')}</Link>}
          {writes && <Link to={`${path}/new`}>{t('cases.conference.new-short')}</Link>}
        </Row>
      }
    >
      {conferences.length === 0 && <Meta>{t('cases.conference.none')}</Meta>}
      <DatedList
        items={conferences.slice(0, 3).map((conference) => ({
          key: conference.id,
          on: conference.heldOn,
          content: (
            <Link to={`${path}/${conference.id}`}>
              <Name>{conference.purpose}</Name>
            </Link>
          ),
          meta: t(`cases.conference.is.${conference.state}`),
        }))}
      />
    </Section>
  )
}
