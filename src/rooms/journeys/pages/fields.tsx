/** Fields that several forms of a hand-over share: when and where an appointment is, and the time after the end. */
import { languageName, languageTags } from '../../../platform/i18n/index.ts'
import { Checkbox, DateField, Select, Stack, TextField, useRender } from '../../../platform/ui/index.ts'

type Translate = ReturnType<typeof useRender>['t']

export const meetingLabels = (t: Translate) => ({
  beginsAt: t('journeys.deeds.begins-at'),
  place: t('journeys.deeds.place'),
  interpreter: t('journeys.deeds.interpreter'),
  language: t('journeys.deeds.interpreter-language'),
})

/** Time, place and interpreter of an appointment. */
export function MeetingFields() {
  const { t, locale } = useRender()
  return (
    <Stack>
      <TextField name="beginsAt" optional width="s" maxLength={5} hint={t('journeys.deeds.begins-at-hint')} />
      <TextField name="place" optional maxLength={200} />
      <Checkbox name="interpreter" />
      <Select
        name="language"
        optional
        empty={t('journeys.deeds.choose')}
        options={languageTags.map((tag) => ({ value: tag, label: languageName(tag, locale) }))}
      />
    </Stack>
  )
}

export const afterLabels = (t: Translate) => ({
  afterUntil: t('journeys.deeds.after-until'),
  afterNorm: t('journeys.deeds.after-norm'),
})

/** Until when the giving side may still read, and on which legal basis. */
export function AfterFields({ optional }: { optional?: boolean }) {
  const { t } = useRender()
  return (
    <Stack>
      <DateField name="afterUntil" {...(optional && { optional })} hint={t('journeys.deeds.after-until-hint')} />
      <TextField
        name="afterNorm"
        {...(optional && { optional })}
        maxLength={200}
        hint={t('journeys.deeds.after-norm-hint')}
      />
    </Stack>
  )
}
