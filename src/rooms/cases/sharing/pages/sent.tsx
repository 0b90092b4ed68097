import { NotFound } from '../../../../kernel/errors.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Alert,
  ButtonLink,
  ButtonRow,
  DescriptionList,
  Name,
  Stack,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { handoverPath, handoversOf, readDeadlines } from '../../../journeys/index.ts'
import { organisationNames } from '../../../network/index.ts'
import { type CaseFile, getCase } from '../../queries.ts'

/** The confirmation: what was offered to whom, by when they answer, what happens if they do not. */
export async function showSent(request: PageRequest<'id' | 'handover'>): Promise<Page> {
  const { tx, actor, params, t, clock } = request
  const file = await getCase(tx, actor, params.id)
  const handover = (await handoversOf(tx, actor, file.id)).find(({ id }) => id === params.handover)
  if (!handover) throw new NotFound(`there is no hand-over ${params.handover}`)
  const names = await organisationNames(tx, clock.today())
  const { escalationDays } = (await readDeadlines(tx)).value
  const to = names.find(({ id }) => id === handover.toOrganisationId)?.name ?? ''
  return {
    title: t('cases.sharing.sent'),
    meta: file.reference,
    crumbs: [
      { label: t('cases.title'), path: '/cases' },
      { label: file.reference, path: `/cases/${file.id}` },
    ],
    body: (
      <Confirmation file={file} id={handover.id} to={to} replyBy={handover.replyBy} escalationDays={escalationDays} />
    ),
  }
}

interface ConfirmationProps {
  readonly file: CaseFile
  readonly id: string
  readonly to: string
  readonly replyBy: Parameters<ReturnType<typeof useRender>['format']['day']>[0] | null
  readonly escalationDays: number
}

function Confirmation({ file, id, to, replyBy, escalationDays }: ConfirmationProps) {
  const { t, format } = useRender()
  return (
    <Stack gap="l">
      <Alert kind="success" title={t('cases.sharing.sent-to', { to })} />
      <DescriptionList
        items={[
          { term: t('cases.sharing.field.to'), value: <Name>{to}</Name> },
          { term: t('cases.sharing.reply-by'), value: replyBy && format.day(replyBy) },
        ]}
      />
      <Text>{t('cases.sharing.sent-next', { escalation: escalationDays })}</Text>
      <ButtonRow>
        <ButtonLink to={`/cases/${file.id}`}>{t('cases.sharing.to-file')}</ButtonLink>
        <ButtonLink to={handoverPath(id)} look="secondary">
          {t('cases.sharing.to-handover')}
        </ButtonLink>
      </ButtonRow>
    </Stack>
  )
}
