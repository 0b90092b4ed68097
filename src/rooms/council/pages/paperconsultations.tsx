import type { Day } from '../../../kernel/day.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  Details,
  Form,
  Hidden,
  Link,
  Meta,
  Name,
  Section,
  Select,
  Stack,
  Table,
  useRender,
} from '../../../platform/ui/index.ts'
import { consultationRoles } from '../domain/kinds.ts'
import { isDraft } from '../domain/states.ts'
import { consultationPath, paperPath } from '../paths.ts'
import type { Consultation, Place } from '../queries/consultations.ts'
import type { Names } from '../queries/names.ts'
import type { Paper } from '../queries/papers.ts'
import { votesWords } from './words.tsx'

interface MeetingOption {
  readonly id: string
  readonly bodyId: string
  readonly bodyName: string
  readonly heldOn: Day
  readonly isPublic: boolean
}

export interface ConsultationSectionProps {
  readonly paper: Paper
  readonly steps: readonly Consultation[]
  readonly places: ReadonlyMap<string, Place>
  readonly names: Names
  /** Given to those who may edit. */
  readonly bodies: readonly { readonly id: string; readonly name: string }[]
  readonly meetings: readonly MeetingOption[]
  readonly form: PageRequest['form']
}

/** The consultation sequence: body by body, when, in which role, with which result. */
export function ConsultationSection(props: ConsultationSectionProps) {
  const { paper, steps, places, names } = props
  const { t, format, may } = useRender()
  const edits = may('council.edit')
  return (
    <Section title={t('council.consultation.section')}>
      <Stack>
        {steps.length === 0 ? (
          <Meta>{t('council.consultation.none')}</Meta>
        ) : (
          <Table
            caption={t('council.consultation.many')}
            rows={steps}
            keyOf={(row) => row.id}
            stacks
            columns={[
              {
                key: 'body',
                header: t('council.body'),
                names: true,
                cell: (row) => <Name>{names.body(row.bodyId)}</Name>,
              },
              {
                key: 'meeting',
                header: t('council.consultation.meeting'),
                cell: (row) => <Meeting place={places.get(row.id)} />,
              },
              {
                key: 'role',
                header: t('council.consultation.role'),
                cell: (row) =>
                  row.authoritative && row.role !== 'decision'
                    ? t('council.consultation.authoritative', { role: t(`council.consultation.roles.${row.role}`) })
                    : t(`council.consultation.roles.${row.role}`),
              },
              {
                key: 'result',
                header: t('council.consultation.result'),
                cell: (row) => <ResultWords one={row} />,
              },
              ...(edits
                ? [
                    {
                      key: 'next',
                      header: t('council.next'),
                      headerHidden: true,
                      kind: 'action' as const,
                      cell: (row: Consultation) => <NextStep {...props} one={row} place={places.get(row.id)} />,
                    },
                  ]
                : []),
            ]}
          />
        )}
        {edits && !['final', 'withdrawn'].includes(paper.state) && <AddConsultation {...props} />}
      </Stack>
    </Section>
  )

  function Meeting({ place }: { place: Place | undefined }) {
    if (!place) return <span className="nl-muted">{t('council.consultation.no-meeting')}</span>
    const number = place.item?.number?.replace(' ', '\u00a0')
    return (
      <>
        <Link to={`/meetings/${place.meeting.id}`}>{format.day(place.meeting.heldOn)}</Link>
        {number && `, ${t('council.consultation.item', { number })}`}
        {place.meeting.cancelledOn !== null && ` (${t('council.consultation.cancelled')})`}
      </>
    )
  }
}

/** The result in words with the votes under it. */
export function ResultWords({ one }: { one: Consultation }) {
  const { t } = useRender()
  if (one.result === 'none') return <span className="nl-muted">{t('council.consultation.results.none')}</span>
  const votes = votesWords(t, one)
  return (
    <>
      {t(`council.consultation.results.${one.result}`)}
      {votes && <Meta>{votes}</Meta>}
      {one.resultNote && <Meta>{one.resultNote}</Meta>}
    </>
  )
}

function NextStep({
  paper,
  meetings,
  names,
  one,
  place,
  form,
}: ConsultationSectionProps & { one: Consultation; place: Place | undefined }) {
  const { t, format, today } = useRender()
  const body = names.body(one.bodyId) ?? ''
  if (one.result !== 'none') return null
  if (isDraft(paper.state)) return <RemoveStep paper={paper} one={one} body={body} />
  if (place && place.meeting.heldOn <= today && place.meeting.cancelledOn === null)
    return (
      <Link to={`${consultationPath(one.id)}/result`}>
        {t('council.consultation.record')}
        <span className="kern-sr-only"> {body}</span>
      </Link>
    )
  if (one.agendaItemId !== null || paper.state === 'withdrawn' || paper.state === 'final') return null
  const route = '/consultations/:id/agenda'
  const mine = form?.route === route && form.values['consultation'] === one.id ? form : undefined
  const options = meetings.filter((meeting) => meeting.bodyId === one.bodyId && meeting.heldOn >= today).toReversed()
  return (
    <Details summary={t('council.consultation.put')} open={mine !== undefined}>
      {options.length === 0 ? (
        <Meta>{t('council.consultation.no-choice', { body })}</Meta>
      ) : (
        <Form
          action={`${consultationPath(one.id)}/agenda`}
          route={route}
          labels={{ meeting: t('council.consultation.meeting') }}
          initial={{ meeting: one.meetingId ?? options[0]?.id }}
          state={mine}
          prefix={`${one.id}-`}
        >
          <Hidden name="version" value={one.version} />
          <Hidden name="consultation" value={one.id} />
          <Select
            name="meeting"
            options={options.map((meeting) => ({ value: meeting.id, label: format.day(meeting.heldOn) }))}
          />
          <ButtonRow>
            <Button look="secondary">{t('council.consultation.put-there')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Details>
  )
}

function RemoveStep({ paper, one, body }: { paper: Paper; one: Consultation; body: string }) {
  const { t } = useRender()
  return (
    <Form action={`${paperPath(paper.id)}/consultations/remove`} labels={{}} prefix={`${one.id}-`}>
      <Hidden name="row" value={one.id} />
      <Button look="row">
        {t('council.remove')}
        <span className="kern-sr-only"> {body}</span>
      </Button>
    </Form>
  )
}

function AddConsultation({ paper, bodies, form }: ConsultationSectionProps) {
  const { t } = useRender()
  const route = '/papers/:id/consultations'
  return (
    <Details summary={t('council.consultation.add')} open={form?.route === route}>
      <Form
        action={`${paperPath(paper.id)}/consultations`}
        route={route}
        labels={{
          body: t('council.body'),
          role: t('council.consultation.role'),
          meeting: t('council.consultation.meeting'),
        }}
        initial={{ role: paper.kind === 'report' ? 'information' : 'preparation' }}
        state={form}
        prefix="step-"
      >
        <Select
          name="body"
          options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
          empty={t('council.choose')}
        />
        <Select
          name="role"
          options={consultationRoles.map((role) => ({ value: role, label: t(`council.consultation.roles.${role}`) }))}
        />
        <ButtonRow>
          <Button look="secondary">{t('council.consultation.add')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}
