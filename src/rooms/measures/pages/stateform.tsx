import type { Id } from '../../../kernel/ids.ts'
import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Checkbox,
  DateField,
  Empty,
  Form,
  Hidden,
  Link,
  List,
  Meta,
  RadioGroup,
  Select,
  Stack,
  TextArea,
} from '../../../platform/ui/index.ts'
import { measureStates } from '../domain/kinds.ts'
import { canStall, needsReason, transitions } from '../domain/states.ts'
import { getMeasure, type Measure } from '../queries/measures.ts'
import { statesOf } from '../queries/states.ts'
import { merging } from './editing.tsx'
import { fieldLabels } from './historywords.ts'
import { MeasureStateMark } from './words.tsx'

/** A new state: only those that may follow are offered. */
export async function showStateForm(request: PageRequest<'id'>): Promise<Page> {
  const { t, form, clock } = request
  const measure = await measureOf(request)
  const next = transitions[measure.state]
  const { alert } = await conflict(request, measure)
  const path = `/measures/${measure.id}`
  return {
    ...frame(request, measure, 'measures.state-form.open'),
    body: (
      <Stack gap="l">
        {alert}
        <Present measure={measure} {...request} />
        {next.length === 0 ? (
          <Empty title={t('measures.state-form.final')}>
            <Link to={`${path}/correct`}>{t('measures.correction.open')}</Link>
          </Empty>
        ) : (
          <Form
            labels={{ ...fieldLabels(t, 'measure', ['since', 'reason']), state: t('measures.state-form.state') }}
            initial={{ since: clock.today() }}
            state={form}
            withoutSummary={isConflict(form)}
          >
            <Hidden name="version" value={versionFor(form, measure.version)} />
            <RadioGroup
              name="state"
              choices={next.map((state) => ({
                value: state,
                label: t(`measures.state.${state}`),
                hint: t(`measures.state-hint.${state}`),
              }))}
            />
            <DateField name="since" />
            <TextArea
              name="reason"
              optional
              rows={3}
              maxLength={1000}
              hint={t('measures.state-form.reason-hint', {
                states: next
                  .filter(needsReason)
                  .map((state) => t(`measures.state.${state}`))
                  .join(', '),
              })}
            />
            <Buttons t={t} back={path} />
          </Form>
        )}
      </Stack>
    ),
  }
}

/** That it does not get on, or that it does again. */
export async function showStallForm(request: PageRequest<'id'>): Promise<Page> {
  const { t, form, clock } = request
  const measure = await measureOf(request)
  const stalls = measure.stalledSince !== null
  const { alert } = await conflict(request, measure)
  const path = `/measures/${measure.id}`
  return {
    ...frame(request, measure, stalls ? 'measures.stall-form.end' : 'measures.stall-form.open'),
    body: (
      <Stack gap="l">
        {alert}
        <Present measure={measure} {...request} />
        {canStall(measure.state) ? (
          <Form
            labels={{
              stalled: t('measures.stall-form.open'),
              since: t(stalls ? 'measures.stall-form.since-again' : 'measures.stall-form.since'),
              reason: t(stalls ? 'measures.stall-form.what-helped' : 'measures.stall-form.why'),
            }}
            initial={{ since: clock.today() }}
            state={form}
            withoutSummary={isConflict(form)}
          >
            <Hidden name="version" value={versionFor(form, measure.version)} />
            <Hidden name="stalled" value={stalls ? 'no' : 'yes'} />
            <DateField name="since" />
            <TextArea name="reason" optional={stalls} rows={3} maxLength={1000} />
            <Buttons t={t} back={path} />
          </Form>
        ) : (
          <Empty title={t('measures.stall-form.cannot')} />
        )}
      </Stack>
    ),
  }
}

/** A state that was entered wrongly: first which, then what is right. */
export async function showCorrection(request: PageRequest<'id'>): Promise<Page> {
  const { t, tx, form, query, locale } = request
  const measure = await measureOf(request)
  const format = createFormat(locale)
  const states = await statesOf(tx, measure.id)
  const chosen = states.find((row) => String(row.number) === (form?.values['number'] ?? query.get('number')))
  const { alert } = await conflict(request, measure)
  const path = `/measures/${measure.id}`
  return {
    ...frame(request, measure, 'measures.correction.open'),
    body: (
      <Stack gap="l">
        {alert}
        <p className="nl-text">{t('measures.correction.text')}</p>
        {chosen ? (
          <Form
            labels={{
              ...fieldLabels(t, 'measure', ['since', 'state']),
              number: t('measures.correction.which'),
              stalled: t('measures.state.stalled'),
              reason: t('measures.correction.reason'),
            }}
            initial={{ state: chosen.state, since: chosen.since, stalled: chosen.stalled }}
            state={form}
            withoutSummary={isConflict(form)}
          >
            <Hidden name="version" value={versionFor(form, measure.version)} />
            <Hidden name="number" value={chosen.number} />
            <p className="nl-text">
              {t('measures.correction.wrong', {
                state: t(`measures.state.${chosen.stalled ? 'stalled' : chosen.state}`),
                day: format.day(chosen.since),
              })}
            </p>
            <Select
              name="state"
              options={measureStates.map((state) => ({ value: state, label: t(`measures.state.${state}`) }))}
            />
            <Checkbox name="stalled" hint={t('measures.correction.stalled-hint')} />
            <DateField name="since" />
            <TextArea name="reason" rows={3} maxLength={1000} />
            <Buttons t={t} back={path} />
          </Form>
        ) : (
          <List
            items={states.toReversed().map((row) => ({
              key: String(row.number),
              content: <MeasureStateMark state={row.state} stalled={row.stalled} />,
              meta: t('measures.since', { day: format.day(row.since) }),
              below: (
                <Link to={`?number=${row.number}`}>
                  {t('measures.correction.choose', {
                    state: t(`measures.state.${row.stalled ? 'stalled' : row.state}`),
                    day: format.day(row.since),
                  })}
                </Link>
              ),
            }))}
          />
        )}
      </Stack>
    ),
  }
}

const measureOf = ({ tx, actor, params, clock }: PageRequest<'id'>) =>
  getMeasure(tx, actor, params.id as Id<'measure'>, clock.today())

const conflict = (request: PageRequest, { id, version }: Measure) =>
  merging(request, { kind: 'measure', id, version }, [], {})

function frame({ t }: PageRequest, measure: Measure, key: string): Omit<Page, 'body'> {
  return {
    title: t(key),
    meta: t('measures.measure.named', { number: measure.number, title: measure.title }),
    crumbs: [
      { label: t('measures.title'), path: '/measures' },
      { label: measure.title, path: `/measures/${measure.id}` },
    ],
    layout: 'narrow',
  }
}

function Present({ measure, t, locale }: { measure: Measure } & Pick<PageRequest, 't' | 'locale'>) {
  const format = createFormat(locale)
  return (
    <Stack gap="s">
      <MeasureStateMark state={measure.state} stalled={false} />
      <Meta
        parts={[
          t('measures.since', { day: format.day(measure.stateSince) }),
          measure.stalledSince && t('measures.stalled-since', { day: format.day(measure.stalledSince) }),
        ]}
      />
    </Stack>
  )
}

function Buttons({ t, back }: { t: PageRequest['t']; back: string }) {
  return (
    <ButtonRow>
      <Button>{t('measures.state-form.save')}</Button>
      <ButtonLink look="tertiary" to={back}>
        {t('measures.cancel')}
      </ButtonLink>
    </ButtonRow>
  )
}
