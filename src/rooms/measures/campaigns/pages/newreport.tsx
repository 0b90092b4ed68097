import { NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { Button, ButtonRow, DateField, Form, Meta, Name, Stack, TextField } from '../../../../platform/ui/index.ts'
import { organisationNames } from '../../../network/index.ts'
import { getMeasure } from '../../queries/measures.ts'
import { mayReport, standingIn } from '../actions/reporting.ts'
import { reportsOf } from '../queries/reports.ts'
import { AnswerFields, answerLabels } from './answeritem.tsx'
import { LastSaid, StandingState } from './parts.tsx'

/** A report that nobody asked for: something happened, or an approved one has to be corrected. */
export async function showNewReport({ tx, actor, params, t, form, clock }: PageRequest<'id'>): Promise<Page> {
  const today = clock.today()
  const measure = await getMeasure(tx, actor, params.id as Id<'measure'>, today)
  if (!mayReport(actor, measure)) throw new NotFound('measure of another unit')
  const last = (await reportsOf(tx, actor, measure.id)).find((report) => report.state === 'approved')
  const office = (await organisationNames(tx, today)).find((one) => one.id === actor.organisationId)
  return {
    title: `${measure.number} ${measure.title}`,
    headline: (
      <>
        {measure.number} <Name>{measure.title}</Name>
      </>
    ),
    name: t('measures.report.new'),
    meta: t('measures.report.new'),
    crumbs: [
      { label: t('measures.title'), path: '/measures' },
      { label: `${measure.number} ${measure.title}`, path: `/measures/${measure.id}` },
    ],
    layout: 'narrow',
    body: (
      <Stack>
        <StandingState of={standingIn(measure)} />
        {last && <LastSaid last={{ ...last, state: last.measureState }} />}
        <Form
          labels={{ ...answerLabels(t), asOf: t('measures.report.field.asOf'), label: t('measures.answer.send.label') }}
          initial={{ asOf: today, label: office?.name ?? null }}
          {...(form && { state: form })}
        >
          <DateField name="asOf" />
          <AnswerFields asked={standingIn(measure)} />
          <TextField name="label" maxLength={120} hint={t('measures.answer.send.label-hint')} />
          <ButtonRow>
            <Button>{t('measures.report.submit')}</Button>
          </ButtonRow>
          <Meta>{t('measures.report.submit-hint')}</Meta>
        </Form>
      </Stack>
    ),
  }
}
