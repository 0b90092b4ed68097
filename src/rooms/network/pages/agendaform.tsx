import { Conflict } from '../../../kernel/errors.ts'
import { isConflict } from '../../../platform/http/changed.ts'
import type { FormState, Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  Details,
  Form,
  Hidden,
  Meta,
  RadioGroup,
  Row,
  Section,
  Stack,
  Text,
  TextArea,
  useRender,
} from '../../../platform/ui/index.ts'
import { agendaRules } from '../domain/agenda.ts'
import { meetingPath, meetings } from '../paths.ts'
import { type AgendaItem, agendaOf, agendaPartsOf } from '../queries/agenda.ts'
import { getMeeting, type Meeting } from '../queries/meetings.ts'
import { AgendaList } from './agendalist.tsx'
import { changedMeanwhile } from './editing.tsx'
import { meetingConfirmations } from './meetings.tsx'
import { meetingName } from './meetingwords.tsx'
import { fieldLabels } from './words.ts'

/** The agenda to work on: what is there, to order, reword and take off, and a form for the next item. */
export async function showAgendaForm(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale, form } = request
  const meeting = await getMeeting(tx, actor, params.id)
  if (meeting.cancelledOn !== null) throw new Conflict('network-meeting-cancelled')
  const items = await agendaOf(tx, actor, meeting.id)
  const parts = await agendaPartsOf(tx, actor, meeting.id)
  const touched = items.find(({ id }) => id === form?.values['item'])
  const meanwhile = await Promise.resolve(
    touched && changedMeanwhile(request, 'agenda', parts.find(({ isPublic }) => isPublic === touched.isPublic)!),
  )
  const title = meetingName(t, createFormat(locale), meeting)
  return {
    title: t('network.agenda.editing'),
    crumbs: [
      { label: t('network.meeting.many'), path: meetings },
      { label: title, path: meetingPath(meeting.id) },
    ],
    meta: title,
    actions: (
      <ButtonLink look="secondary" to={meetingPath(meeting.id)}>
        {t('network.agenda.back')}
      </ButtonLink>
    ),
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={meetingConfirmations} />
        {meanwhile ?? <Refused form={form} />}
        <Text>{t(`network.agenda.rules.${meeting.state}`)}</Text>
        {[true, false].map((isPublic) => (
          <PartItems
            key={String(isPublic)}
            meeting={meeting}
            items={items.filter((item) => item.isPublic === isPublic)}
            isPublic={isPublic}
            version={parts.find((part) => part.isPublic === isPublic)?.version ?? 1}
            form={form}
          />
        ))}
        <AddItem meeting={meeting} form={form} />
      </Stack>
    ),
  }
}

const addRoute = `${meetings}/:id/agenda`

/** A refused step stands at the top; what is wrong in a field stands at the field. */
function Refused({ form }: { form: FormState | undefined }) {
  const { t } = useRender()
  const issue = form?.issues.find(({ field }) => field === '')
  if (!issue) return null
  return (
    <Alert kind="danger" title={t('network.meeting.not-done')}>
      <Text>{t(`error.${issue.code}`, issue.values)}</Text>
    </Alert>
  )
}

interface PartProps {
  readonly meeting: Meeting
  readonly items: readonly AgendaItem[]
  readonly isPublic: boolean
  readonly version: number
  readonly form: FormState | undefined
}

function PartItems({ meeting, items, isPublic, version, form }: PartProps) {
  const { t } = useRender()
  if (items.length === 0) return null
  const title = t(isPublic ? 'network.agenda.public' : 'network.agenda.internal')
  return (
    <Section title={title}>
      <AgendaList
        items={items}
        label={title}
        below={(item) => (
          <>
            <ItemSteps meeting={meeting} item={item} items={items} version={version} />
            <Reword meeting={meeting} item={item} version={version} form={form} />
          </>
        )}
      />
    </Section>
  )
}

interface ItemProps {
  readonly meeting: Meeting
  readonly item: AgendaItem
  /** Of its part, as the person sees it. */
  readonly version: number
}

function Reword({ meeting, item, version, form }: ItemProps & Pick<PartProps, 'form'>) {
  const { t } = useRender()
  const mine = form?.values['item'] === item.id && form.route.endsWith('/title') ? form : undefined
  return (
    <Details
      summary={
        <>
          {t('network.agenda.reword')}
          <span className="kern-sr-only"> {item.title}</span>
        </>
      }
      open={mine !== undefined}
    >
      <Form
        action={`${meetingPath(meeting.id)}/agenda/title`}
        labels={fieldLabels(t, 'agenda', ['title'])}
        initial={{ title: item.title }}
        prefix={`${item.id}-`}
        state={mine}
        withoutSummary={isConflict(mine)}
      >
        <Hidden name="item" value={item.id} />
        <Hidden name="version" value={version} />
        <TextArea name="title" rows={2} maxLength={500} />
        <ButtonRow>
          <Button look="secondary">{t('network.save')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}

function ItemSteps({ meeting, item, items, version }: ItemProps & Pick<PartProps, 'items'>) {
  const { t } = useRender()
  const { reorder, remove, withdraw } = agendaRules[meeting.state]
  const path = `${meetingPath(meeting.id)}/agenda`
  const moves = [...(item !== items[0] ? ['up'] : []), ...(item !== items.at(-1) ? ['down'] : [])]
  const steps = [
    ...(reorder ? moves.map((by) => ({ to: `${path}/move`, name: 'by', value: by })) : []),
    ...(remove ? [{ to: `${path}/step`, name: 'step', value: 'remove' }] : []),
    ...(withdraw ? [{ to: `${path}/step`, name: 'step', value: item.withdrawn ? 'restore' : 'withdraw' }] : []),
  ]
  if (steps.length === 0) return null
  return (
    <Row>
      {steps.map(({ to, name, value }) => (
        <Form key={value} action={to} labels={{}} prefix={`${item.id}-${value}-`} withoutSummary>
          <Hidden name="item" value={item.id} />
          <Hidden name="version" value={version} />
          <Hidden name={name} value={value} />
          <Button look="row">
            {t(`network.agenda.step.${value}`)}
            <span className="kern-sr-only"> {item.title}</span>
          </Button>
        </Form>
      ))}
    </Row>
  )
}

function AddItem({ meeting, form }: Pick<PartProps, 'meeting' | 'form'>) {
  const { t } = useRender()
  const open = meeting.isPublic && meeting.bodyIsPublic
  return (
    <Section title={t('network.agenda.add')}>
      <Form
        action={`${meetingPath(meeting.id)}/agenda`}
        route={addRoute}
        labels={fieldLabels(t, 'agenda', ['title', 'part'])}
        initial={{ part: open ? 'public' : 'internal' }}
        state={form}
      >
        <TextArea name="title" rows={2} maxLength={500} />
        {open ? (
          <RadioGroup
            name="part"
            choices={[
              { value: 'public', label: t('network.agenda.public') },
              { value: 'internal', label: t('network.agenda.internal'), hint: t('network.agenda.internal-hint') },
            ]}
          />
        ) : (
          <>
            <Hidden name="part" value="internal" />
            <Meta>{t('network.agenda.only-internal')}</Meta>
          </>
        )}
        <ButtonRow>
          <Button>{t('network.agenda.add')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}
