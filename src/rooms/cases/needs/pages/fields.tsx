import type { ReactNode } from 'react'
import { isConflict, versionFor } from '../../../../platform/http/changed.ts'
import type { FormState } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  DateField,
  Form,
  Hidden,
  Select,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { LifeDomains } from '../../work/domains.ts'
import type { Reasons, StoredNeed } from '../queries.ts'
import { NeedLanguage } from './parts.tsx'

interface Props {
  readonly form: FormState | undefined
  readonly need?: StoredNeed
  readonly domains: LifeDomains
  readonly reasons: Reasons
  readonly back: string
}

/** The labels of the fields, for the form and for what is compared after a conflict. */
export const needLabels = (t: ReturnType<typeof useRender>['t']) => ({
  topic: t('cases.need.topic'),
  language: t('cases.need.language'),
  neededOn: t('cases.need.needed-on'),
  reason: t('cases.need.reason'),
})

/** Topic, language, day and why it is not met: for recording and correcting. */
export function NeedFields({ form, need, domains, reasons, back }: Props): ReactNode {
  const { t, today } = useRender()
  return (
    <Form
      labels={needLabels(t)}
      state={form}
      initial={need ? { ...need } : { neededOn: today }}
      failure={t('cases.need.not-saved')}
      withoutSummary={isConflict(form)}
    >
      {need && <Hidden name="version" value={versionFor(form, need.version)} />}
      <Select name="topic" empty={t('cases.choose')} options={[...domains.choosable(today, need?.topic)]} />
      <NeedLanguage />
      <DateField name="neededOn" hint={t('cases.need.needed-on-hint')} />
      <Select
        name="reason"
        optional={need?.state !== 'givenUp'}
        empty={t('cases.need.reason-unknown')}
        options={[...reasons.choosable(today, need?.reason)]}
      />
      <ButtonRow>
        <Button>{t(need ? 'cases.need.save' : 'cases.need.record')}</Button>
        <ButtonLink look="tertiary" to={back}>
          {t('cases.finding.cancel')}
        </ButtonLink>
      </ButtonRow>
    </Form>
  )
}
