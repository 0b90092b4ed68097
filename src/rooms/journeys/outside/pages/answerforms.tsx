import type { ReactNode } from 'react'
import type { Day } from '../../../../kernel/day.ts'
import type { FormState } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  Checkbox,
  DateField,
  Details,
  Form,
  Hidden,
  type Option,
  Select,
  Stack,
  Text,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { longestMessage } from '../../actions/messages.ts'
import type { Appointment } from '../../appointments.ts'
import { type HandoverKind, mayFollow } from '../../domain.ts'
import { AppointmentWords } from '../../pages/words.tsx'
import { answerDeedRoute } from '../paths.ts'
import type { Visited } from '../queries/visited.ts'

interface AnswerFormsProps {
  readonly of: Visited
  /** Address of the link, below the tenant. */
  readonly base: string
  readonly form: FormState | undefined
  readonly reasons: readonly Option[]
  /** The day of a change of jurisdiction that is to be acknowledged with the acceptance. */
  readonly mustAcknowledge: Day | undefined
  readonly giver: string
  /** The first appointment, while it is booked. */
  readonly booked: Appointment | undefined
}

/** What can be answered now: the next step open, the others folded. */
export function AnswerForms(props: AnswerFormsProps) {
  const { of } = props
  const may = (kind: HandoverKind) => mayFollow(of.state, kind, 'receiver')
  return (
    <Stack>
      {may('accepted') && <Accept {...props} />}
      {may('firstAppointment') && <Arrive {...props} folded={of.state !== 'accepted'} />}
      {may('askedBack') && <Ask {...props} />}
      {may('declined') && <Decline {...props} />}
    </Stack>
  )
}

interface DeedFormProps extends Pick<AnswerFormsProps, 'of' | 'base' | 'form'> {
  readonly deed: 'accept' | 'ask' | 'decline' | 'appointment'
  readonly labels?: Readonly<Record<string, string>>
  readonly initial?: Readonly<Record<string, string>>
  readonly folded?: boolean
  readonly children?: ReactNode
}

function DeedForm({ of, base, form, deed, labels = {}, initial, folded, children }: DeedFormProps) {
  const { t } = useRender()
  const route = answerDeedRoute(deed)
  const body = (
    <Form
      action={`${base}/${deed}`}
      route={route}
      state={form}
      prefix={`${deed}-`}
      labels={{ ...labels, label: t('journeys.outside.answer.label') }}
      {...(initial && { initial })}
      failure={t('journeys.outside.answer.not-sent')}
      kept={t('journeys.outside.answer.kept')}
      guarded
    >
      {children}
      <TextField name="label" maxLength={120} hint={t('journeys.outside.answer.label-hint')} />
      <Hidden name="version" value={of.version} />
      <ButtonRow>
        <Button look={folded ? 'secondary' : 'primary'}>{t(`journeys.outside.answer.${deed}`)}</Button>
      </ButtonRow>
    </Form>
  )
  return folded ? (
    <Details summary={t(`journeys.outside.answer.to-${deed}`)} open={form?.route === route}>
      {body}
    </Details>
  ) : (
    body
  )
}

function Accept({ mustAcknowledge, ...props }: AnswerFormsProps) {
  const { t, format } = useRender()
  const day = mustAcknowledge ? format.day(mustAcknowledge) : ''
  return (
    <DeedForm {...props} deed="accept" labels={{ acknowledged: t('journeys.outside.answer.acknowledge', { day }) }}>
      {mustAcknowledge && <Checkbox name="acknowledged" />}
    </DeedForm>
  )
}

function Ask(props: AnswerFormsProps) {
  const { t } = useRender()
  return (
    <DeedForm {...props} deed="ask" folded labels={{ question: t('journeys.outside.answer.question') }}>
      <TextArea
        name="question"
        maxLength={longestMessage}
        hint={t('journeys.outside.answer.question-hint', { giver: props.giver })}
      />
    </DeedForm>
  )
}

function Decline({ reasons, ...props }: AnswerFormsProps) {
  const { t } = useRender()
  const labels = { reason: t('journeys.outside.answer.reason'), note: t('journeys.outside.answer.note') }
  return (
    <DeedForm {...props} deed="decline" folded labels={labels}>
      <Select name="reason" options={reasons} empty={t('journeys.outside.answer.choose')} />
      <TextArea
        name="note"
        optional
        rows={3}
        maxLength={longestMessage}
        hint={t('journeys.outside.answer.note-hint')}
      />
    </DeedForm>
  )
}

function Arrive({ folded, ...props }: AnswerFormsProps & { readonly folded: boolean }) {
  const { t, today } = useRender()
  return (
    <DeedForm
      {...props}
      deed="appointment"
      folded={folded}
      labels={{
        occurredOn: t('journeys.outside.answer.first-on'),
        beginsAt: t('journeys.deeds.begins-at'),
        place: t('journeys.deeds.place'),
        interpreter: t('journeys.deeds.interpreter'),
      }}
      initial={{ occurredOn: today }}
    >
      {props.booked && (
        <Text>
          {t('journeys.outside.answer.booked')} <AppointmentWords of={props.booked} />
        </Text>
      )}
      <DateField name="occurredOn" hint={folded ? undefined : t('journeys.deeds.first-on-hint')} />
      {!folded && (
        <Details summary={t('journeys.deeds.meeting')} open={props.form?.route === answerDeedRoute('appointment')}>
          <TextField name="beginsAt" optional width="s" maxLength={5} hint={t('journeys.deeds.begins-at-hint')} />
          <TextField name="place" optional maxLength={200} />
          <Checkbox name="interpreter" />
        </Details>
      )}
    </DeedForm>
  )
}
