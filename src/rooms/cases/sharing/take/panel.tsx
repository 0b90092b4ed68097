import { NotFound } from '../../../../kernel/errors.ts'
import type { PageRequest, SlotPanel } from '../../../../platform/http/index.ts'
import { ButtonLink, Link, Panel, Stack, Text, useRender } from '../../../../platform/ui/index.ts'
import { getOpened } from '../../../journeys/index.ts'
import { type CaseFile, getCase } from '../../queries.ts'
import { takePath } from '../paths.ts'

/** On the page of a hand-over, for case managers of the receiving team: into a file of their own. */
export const takePanel: SlotPanel = {
  slot: 'journeys.handover',
  right: 'cases.edit',
  order: 10,
  async show(request, id) {
    const { tx, actor } = request
    const handover = await getOpened(tx, actor, id)
    if (handover.side !== 'receiver' || !['accepted', 'firstAppointment', 'completed'].includes(handover.state))
      return null
    if (handover.receivingCaseId === null) return <Take id={id} />
    const file = await findFile(request, handover.receivingCaseId)
    return file ? <Taken file={file} /> : null
  },
}

/** The file it was taken into, unless it belongs to another team by now. */
async function findFile({ tx, actor }: PageRequest, id: string): Promise<CaseFile | undefined> {
  try {
    return await getCase(tx, actor, id)
  } catch (error) {
    if (error instanceof NotFound) return undefined
    throw error
  }
}

function Take({ id }: { id: string }) {
  const { t } = useRender()
  return (
    <Panel title={t('cases.sharing.take.title')}>
      <Stack gap="s">
        <Text>{t('cases.sharing.take.text')}</Text>
        <div>
          <ButtonLink to={takePath(id)} look="secondary">
            {t('cases.sharing.take.new')}
          </ButtonLink>
        </div>
      </Stack>
    </Panel>
  )
}

function Taken({ file }: { file: CaseFile }) {
  const { t } = useRender()
  return (
    <Panel title={t('cases.sharing.take.title')}>
      <Link to={`/cases/${file.id}`}>{t('cases.sharing.take.is', { reference: file.reference })}</Link>
    </Panel>
  )
}
