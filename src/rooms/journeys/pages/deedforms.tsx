/** The forms of the page of a hand-over: one for each thing that a side may do. */
import type { ReactNode } from 'react'
import type { FormState } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  Checkbox,
  DateField,
  Details,
  Form,
  type FormValue,
  Hidden,
  type Option,
  RadioGroup,
  Select,
  Text,
  TextArea,
  useRender,
} from '../../../platform/ui/index.ts'
import type { JurisdictionChange } from '../actions/jurisdiction.ts'
import { longestMessage } from '../actions/messages.ts'
import type { Appointment } from '../appointments.ts'
import { outcomes } from '../domain.ts'
import { type Deed, deedPath, deedRoute } from '../paths.ts'
import type { Opened } from '../queries/opened.ts'
import type { HandoverStep } from '../queries.ts'
import { AfterFields, afterLabels, MeetingFields, meetingLabels } from './fields.tsx'
import { cameBetween } from './notdone.tsx'

export interface DeedsProps {
  readonly of: Opened
  readonly form: FormState | undefined
  readonly reasons: readonly Option[]
  readonly change: JurisdictionChange | undefined
  /** Name of the other side. */
  readonly other: string
  /** What the other side asked last. */
  readonly question: string | undefined
  /** May record what the other side does, as the giver. */
  readonly mayGive: boolean
  /** The first appointment, while it is booked. */
  readonly booked: Appointment | undefined
  /** The step that the actor's side may take back as recorded wrongly. */
  readonly wrong: Pick<HandoverStep, 'id' | 'kind' | 'occurredOn'> | undefined
}

interface DeedFormProps extends Pick<DeedsProps, 'of' | 'form'> {
  readonly deed: Deed
  readonly labels: Readonly<Record<string, string>>
  readonly initial?: Readonly<Record<string, FormValue>>
  /** The words of the button. */
  readonly button: string
  readonly look?: 'primary' | 'secondary'
  /** Folded under these words until opened, or until it came back. */
  readonly folded?: string | undefined
  readonly children?: ReactNode
}

/** One deed: a form of its own, with the steps that the page showed. */
export function DeedForm({ of, form, deed, labels, initial, button, look, folded, children }: DeedFormProps) {
  const { t } = useRender()
  const route = deedRoute(deed)
  const body = (
    <Form
      action={deedPath(of.id, deed)}
      route={route}
      state={form}
      labels={labels}
      {...(initial && { initial })}
      prefix={`${deed}-`}
      failure={t(`journeys.deeds.failure.${deed}`)}
      withoutSummary={cameBetween(form) !== undefined}
    >
      <Hidden name="version" value={of.version} />
      {children}
      <ButtonRow>
        <Button look={look ?? (folded ? 'secondary' : 'primary')}>{button}</Button>
      </ButtonRow>
    </Form>
  )
  return folded ? (
    <Details summary={folded} open={form?.route === route}>
      {body}
    </Details>
  ) : (
    body
  )
}

export function Accept({ of, form, change }: DeedsProps) {
  const { t, format } = useRender()
  const day = change ? format.day(change.effectiveOn) : ''
  return (
    <DeedForm
      of={of}
      form={form}
      deed="accept"
      labels={{ acknowledged: t('journeys.deeds.acknowledge', { day }) }}
      button={t('journeys.deeds.accept')}
    >
      {change && change.acknowledgedOn === null && (
        <Checkbox
          name="acknowledged"
          hint={
            change.openItems ? (
              <>
                {t('journeys.deeds.acknowledge-open-items')}
                <span className="nl-lines"> {change.openItems}</span>
              </>
            ) : (
              t('journeys.deeds.acknowledge-hint')
            )
          }
        />
      )}
    </DeedForm>
  )
}

export function Acknowledge({ of, form, change }: DeedsProps) {
  const { t, format } = useRender()
  return (
    <DeedForm
      of={of}
      form={form}
      deed="acknowledge"
      labels={{}}
      look="secondary"
      button={t('journeys.deeds.do-acknowledge')}
    >
      <Text>{t('journeys.deeds.acknowledge-open', { day: change ? format.day(change.effectiveOn) : '' })}</Text>
      {change?.openItems && (
        <Text>
          {t('journeys.deeds.acknowledge-open-items')}
          <span className="nl-lines"> {change.openItems}</span>
        </Text>
      )}
    </DeedForm>
  )
}

export function Ask({ of, form, other }: DeedsProps) {
  const { t } = useRender()
  return (
    <DeedForm
      of={of}
      form={form}
      deed="ask"
      labels={{ question: t('journeys.deeds.question') }}
      button={t('journeys.deeds.ask')}
      folded={t('journeys.deeds.to-ask')}
    >
      <TextArea name="question" hint={t('journeys.deeds.question-hint', { other })} maxLength={longestMessage} />
    </DeedForm>
  )
}

export function Decline({ of, form, reasons, other }: DeedsProps) {
  const { t } = useRender()
  return (
    <DeedForm
      of={of}
      form={form}
      deed="decline"
      labels={{ reason: t('journeys.deeds.reason'), note: t('journeys.deeds.note') }}
      button={t('journeys.deeds.decline')}
      folded={t(of.state === 'accepted' ? 'journeys.deeds.to-decline-after' : 'journeys.deeds.to-decline')}
    >
      <Select
        name="reason"
        empty={t('journeys.deeds.choose')}
        options={reasons}
        hint={t('journeys.deeds.reason-hint')}
      />
      <TextArea
        name="note"
        optional
        hint={t('journeys.deeds.note-hint', { other })}
        rows={3}
        maxLength={longestMessage}
      />
    </DeedForm>
  )
}

export function Arrive({ of, form, reasons, folded }: DeedsProps & { readonly folded?: boolean }) {
  const { t, today } = useRender()
  return (
    <DeedForm
      of={of}
      form={form}
      deed="appointment"
      labels={{
        occurredOn: t('journeys.deeds.first-on'),
        lateReason: t('journeys.deeds.late-reason'),
        estimate: t('journeys.deeds.estimate'),
        ...meetingLabels(t),
      }}
      initial={{ occurredOn: today }}
      button={t('journeys.deeds.arrive')}
      folded={folded ? t(`journeys.deeds.to-arrive.${of.side}`) : undefined}
    >
      <DateField name="occurredOn" hint={of.state === 'accepted' ? t('journeys.deeds.first-on-hint') : undefined} />
      {of.state === 'accepted' && (
        <Details summary={t('journeys.deeds.meeting')} open={form?.route === deedRoute('appointment')}>
          <MeetingFields />
        </Details>
      )}
      <Select name="lateReason" optional empty={t('journeys.deeds.none')} options={reasons} />
      {of.side === 'sender' && <Checkbox name="estimate" />}
    </DeedForm>
  )
}

export function Complete({ of, form, folded }: DeedsProps & { readonly folded?: boolean }) {
  const { t, today } = useRender()
  return (
    <DeedForm
      of={of}
      form={form}
      deed="complete"
      labels={{
        occurredOn: t('journeys.deeds.completed-on'),
        outcome: t('journeys.where.outcome'),
        ...afterLabels(t),
      }}
      initial={{ occurredOn: today }}
      button={t('journeys.deeds.complete')}
      folded={folded ? t('journeys.deeds.to-complete') : undefined}
    >
      <RadioGroup
        name="outcome"
        choices={outcomes.map((outcome) => ({ value: outcome, label: t(`journeys.outcome.${outcome}`) }))}
      />
      <DateField name="occurredOn" />
      {of.afterUntil === null && (
        <Details summary={t('journeys.deeds.to-after')} open={form?.route === deedRoute('complete')}>
          <AfterFields optional />
        </Details>
      )}
    </DeedForm>
  )
}

export function Answer({ of, form, other, question }: DeedsProps) {
  const { t } = useRender()
  return (
    <DeedForm
      of={of}
      form={form}
      deed="answer"
      labels={{ answer: t('journeys.deeds.answer-label') }}
      button={t('journeys.deeds.answer')}
    >
      {question && <blockquote className="nl-quote">{question}</blockquote>}
      <TextArea name="answer" hint={t('journeys.deeds.answer-hint', { other })} maxLength={longestMessage} />
    </DeedForm>
  )
}

export function RecordHeard({ of, form, reasons, other }: DeedsProps) {
  const { t, today } = useRender()
  return (
    <DeedForm
      of={of}
      form={form}
      deed="record"
      labels={{
        heard: t('journeys.deeds.heard'),
        occurredOn: t('journeys.deeds.heard-on'),
        heardReason: t('journeys.deeds.reason'),
      }}
      initial={{ occurredOn: today }}
      button={t('journeys.deeds.record')}
      folded={t('journeys.deeds.to-record', { other })}
    >
      <Text>{t('journeys.deeds.record-text')}</Text>
      <RadioGroup
        name="heard"
        choices={(['accepted', 'declined'] as const).map((value) => ({ value, label: t(`journeys.stands.${value}`) }))}
      />
      <DateField name="occurredOn" />
      <Select
        name="heardReason"
        optional
        empty={t('journeys.deeds.none')}
        options={reasons}
        hint={t('journeys.deeds.heard-reason-hint')}
      />
    </DeedForm>
  )
}

export function Withdraw({ of, form, other }: DeedsProps) {
  const { t } = useRender()
  return (
    <DeedForm
      of={of}
      form={form}
      deed="withdraw"
      labels={{}}
      button={t('journeys.deeds.withdraw')}
      folded={t('journeys.deeds.to-withdraw')}
    >
      <Text>{t('journeys.deeds.withdraw-text', { other })}</Text>
    </DeedForm>
  )
}
