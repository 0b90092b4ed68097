import type { Land } from '../../../kernel/holidays.ts'
import type { FormState, PageRequest } from '../../../platform/http/index.ts'
import type { Deputy } from '../../../platform/identity/substitutions.ts'
import {
  Button,
  ButtonRow,
  type Description,
  DescriptionList,
  Details,
  Form,
  Hidden,
  Name,
  Section,
  Select,
  Stack,
  Text,
  useRender,
} from '../../../platform/ui/index.ts'
import type { JurisdictionChange } from '../actions/jurisdiction.ts'
import type { Appointment } from '../appointments.ts'
import { turns } from '../deadlines.ts'
import { deedPath, deedRoute } from '../paths.ts'
import type { Opened } from '../queries/opened.ts'
import type { Reasons } from '../reasons.ts'
import type { TeamMember } from '../team.ts'
import { cameBetween } from './notdone.tsx'
import { AppointmentWords, Due, StateWord } from './words.tsx'

export interface StandingProps {
  readonly of: Opened
  /** Name of the other side. */
  readonly other: string
  readonly reasons: Reasons
  readonly change: JurisdictionChange | undefined
  readonly booked: Appointment | undefined
  readonly land: Land
  readonly team: readonly TeamMember[]
  readonly actor: PageRequest['actor']['userId']
  /** Who stands in for whoever has it, or has given it. */
  readonly deputies: readonly Deputy[]
  readonly form: FormState | undefined
}

/** "Wo steht es": one sentence, the state, the day that is due, who has it. */
export function StandingPart({ of, other, reasons, change, booked, land, team, actor, deputies, form }: StandingProps) {
  const { t, format, today } = useRender()
  const owner = team.find(({ id }) => id === of.assignedTo)
  const day = (on: Opened['offeredOn']) => (on === null ? '' : format.day(on))
  const items: Description[] = [
    {
      term: t('journeys.where.state'),
      value: (
        <StateWord state={of.state} reason={reasons.word(of.reason)} sides={of.sides} booked={booked !== undefined} />
      ),
    },
    {
      term: t(`journeys.where.due.${of.state !== 'accepted' ? 'answer' : booked ? 'confirm' : 'first'}`),
      value:
        turns[of.state] !== null && of.replyBy !== null ? (
          <Due state={of.state} replyBy={of.replyBy} side={of.side} land={land} />
        ) : null,
    },
    { term: t('journeys.where.offered'), value: day(of.offeredOn) },
    { term: t('journeys.where.booked'), value: booked && <AppointmentWords of={booked} /> },
    { term: t('journeys.where.first'), value: day(of.firstOn) },
    {
      term: t('journeys.where.target'),
      value: of.targetDays === null ? null : t('journeys.where.days', { days: of.targetDays }),
    },
    {
      term: t('journeys.where.change'),
      value:
        change &&
        t(change.acknowledgedOn ? 'journeys.where.change-acknowledged' : 'journeys.where.change-open', {
          day: format.day(change.effectiveOn),
          on: day(change.acknowledgedOn),
        }),
    },
    { term: t('journeys.where.outcome'), value: of.outcome && t(`journeys.outcome.${of.outcome}`) },
    {
      term: t('journeys.where.after'),
      value:
        of.afterUntil &&
        t(`journeys.where.${of.afterUntil < today ? 'after-ended' : 'after-until'}.${of.side}`, {
          day: format.day(of.afterUntil),
          norm: of.afterNorm ?? '',
          other,
        }),
    },
    {
      term: t('journeys.where.deputy'),
      value:
        deputies.length === 0
          ? null
          : deputies.map(({ id, name, until }) => (
              <div key={id}>{t('journeys.where.deputy-until', { name, day: format.day(until) })}</div>
            )),
    },
    ...(of.side === 'receiver'
      ? [{ term: t('journeys.where.owner'), value: owner ? <Name>{owner.name}</Name> : t('journeys.where.team') }]
      : []),
  ]
  return (
    <Section title={t('journeys.where.title')}>
      <Stack>
        <Text>
          {t(`journeys.where.${of.side}.${booked ? 'booked' : of.state}`, {
            other,
            offered: day(of.offeredOn),
            answered: day(of.answeredOn),
            first: day(of.firstOn),
            ended: day(of.endedOn),
            held: day(booked?.heldOn ?? null),
          })}
        </Text>
        <DescriptionList items={items} />
        {of.side === 'receiver' && turns[of.state] !== null && <Owner of={of} team={team} actor={actor} form={form} />}
      </Stack>
    </Section>
  )
}

/** Taking it over, giving it to a colleague, letting go of it. */
function Owner({ of, team, actor, form }: Pick<StandingProps, 'of' | 'team' | 'actor' | 'form'>) {
  const { t } = useRender()
  const labels = { member: t('journeys.assign.member'), seen: '' }
  const action = deedPath(of.id, 'assign')
  const route = deedRoute('assign')
  const isMine = of.assignedTo === actor
  const others = team.filter(({ id }) => id !== of.assignedTo && id !== actor)
  return (
    <Stack gap="s">
      <Form action={action} route={route} state={form} labels={labels} prefix="take-" withoutSummary>
        <Hidden name="seen" value={of.assignedTo ?? ''} />
        <Hidden name="member" value={isMine ? '' : actor} />
        <ButtonRow>
          <Button look="secondary">{t(`journeys.assign.${isMine ? 'release' : 'take'}`)}</Button>
        </ButtonRow>
      </Form>
      {others.length > 0 && (
        <Details summary={t('journeys.assign.give')} open={form?.route === route && cameBetween(form) === undefined}>
          <Form action={action} route={route} state={form} labels={labels} prefix="give-" withoutSummary>
            <Hidden name="seen" value={of.assignedTo ?? ''} />
            <Select
              name="member"
              empty={t('journeys.assign.choose')}
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <ButtonRow>
              <Button look="secondary">{t('journeys.assign.hand')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </Stack>
  )
}
