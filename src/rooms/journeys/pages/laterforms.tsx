/** Forms for what comes after the answer: what became of the appointment, the time after the end, taking back what was wrong. */
import { DateField, Details, Hidden, RadioGroup, Text, TextArea, useRender } from '../../../platform/ui/index.ts'
import { outcomesOfAppointment } from '../appointments.ts'
import { DeedForm, type DeedsProps } from './deedforms.tsx'
import { AfterFields, afterLabels, MeetingFields, meetingLabels } from './fields.tsx'
import { AppointmentWords } from './words.tsx'

/** Did it take place? Before its day it can only be moved or called off. */
export function Settle({ of, form, booked, folded }: DeedsProps & { readonly folded?: boolean }) {
  const { t, today } = useRender()
  if (!booked) return null
  const isAhead = booked.heldOn > today
  return (
    <DeedForm
      of={of}
      form={form}
      deed="settle"
      labels={{
        happened: t(isAhead ? 'journeys.deeds.what-changes' : 'journeys.deeds.happened'),
        movedOn: t('journeys.deeds.moved-on'),
        ...meetingLabels(t),
      }}
      initial={{
        place: booked.place,
        interpreter: booked.interpreterNeeded,
        language: booked.interpreterLanguage,
      }}
      button={t('journeys.deeds.settle')}
      folded={folded || isAhead ? t(`journeys.deeds.to-settle.${isAhead ? 'ahead' : 'past'}`) : undefined}
    >
      <Text>
        <AppointmentWords of={booked} />
      </Text>
      <RadioGroup
        name="happened"
        choices={outcomesOfAppointment
          .filter((one) => !isAhead || one !== 'tookPlace')
          .map((value) => ({
            value,
            label: t(`journeys.happened.${value === 'missed' && isAhead ? 'called-off' : value}`),
          }))}
      />
      <Details summary={t('journeys.deeds.moved-to')} open={form?.values['happened'] === 'moved'}>
        <DateField name="movedOn" optional />
        <MeetingFields />
      </Details>
    </DeedForm>
  )
}

/** The time after the end, agreed later or changed. */
export function Afterwards({ of, form }: DeedsProps) {
  const { t } = useRender()
  return (
    <DeedForm
      of={of}
      form={form}
      deed="after"
      labels={afterLabels(t)}
      {...(of.afterUntil && { initial: { afterUntil: of.afterUntil, afterNorm: of.afterNorm } })}
      button={t('journeys.deeds.after')}
      folded={t(of.afterUntil ? 'journeys.deeds.change-after' : 'journeys.deeds.to-after')}
    >
      <AfterFields />
    </DeedForm>
  )
}

/** Takes the last step back that the own side recorded. */
export function Correct({ of, form, wrong }: DeedsProps) {
  const { t, format } = useRender()
  if (!wrong) return null
  return (
    <DeedForm
      of={of}
      form={form}
      deed="correct"
      labels={{ correction: t('journeys.deeds.correction') }}
      button={t('journeys.deeds.correct')}
      folded={t('journeys.deeds.to-correct', {
        step: t(`journeys.history.${wrong.kind}`, { day: format.day(wrong.occurredOn) }),
      })}
    >
      <Hidden name="step" value={wrong.id} />
      <Text>{t('journeys.deeds.correct-text')}</Text>
      <TextArea name="correction" rows={2} maxLength={400} hint={t('journeys.deeds.correction-hint')} />
    </DeedForm>
  )
}
