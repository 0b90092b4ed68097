import type { FormState } from '../../http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Columns,
  ConfirmationNote,
  DateField,
  DescriptionList,
  Form,
  Hidden,
  Link,
  List,
  Note,
  Section,
  Select,
  Stack,
  StepTrack,
  Strong,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'
import { type RunState, refusalToApprove, spokenStopCodes } from '../domain.ts'
import type { RetentionKind } from '../kind.ts'
import type { Preview } from '../preview.ts'
import type { DeletionRecord } from '../records.ts'
import type { Run } from '../runs.ts'
import { KindFacts, Sample, Staying, WhatRemains } from './preview.tsx'
import { RecordFacts } from './records.tsx'
import { kindPath, reducing, useWords } from './words.tsx'

export interface RunProps {
  readonly run: Run
  readonly kind: RetentionKind
  readonly approvers: readonly string[]
  /** What would go and what would stay if the batch ran now. */
  readonly sorted: Pick<Preview, 'going' | 'staying'>
  readonly taken: number
  readonly record: DeletionRecord | undefined
  /** Of controllers and of members. */
  readonly names: ReadonlyMap<string, string>
  readonly backupDays: number | null
  readonly userId: string
  readonly mayDecide: boolean
  readonly ruleChanged: boolean
  readonly form: FormState | undefined
}

export function RunPage(props: RunProps) {
  const { run, kind, sorted, names, record } = props
  const { t, format } = useRender()
  const words = useWords()
  const open = run.endedAt === null
  return (
    <Stack gap="l">
      <ConfirmationNote
        texts={{
          prepared: 'retention.done.prepared',
          offered: 'retention.done.offered',
          answered: 'retention.done.answered',
          handed: 'retention.done.handed',
          approved: 'retention.done.approved',
          begun: 'retention.done.begun',
          stopped: 'retention.done.stopped',
        }}
      />
      <Track run={run} />
      <Text>{t(`retention.kind.${kind.key}.covers`)}</Text>
      <Columns kind="side">
        <Stack gap="l">
          <Section title={t(open ? 'retention.preview.goes' : 'retention.run.was')}>
            <Stack>
              {open ? (
                <Text>
                  <Strong>{t(`retention.run.lead${reducing(kind)}`, { count: sorted.going.length })}</Strong>{' '}
                  {run.oldest && t('retention.preview.oldest', { at: format.instant(run.oldest) })}{' '}
                  {t('retention.preview.before', { at: format.instant(run.dueBefore) })}
                </Text>
              ) : (
                <Text>{t(record ? 'retention.run.ended' : 'retention.run.stopped-before')}</Text>
              )}
              {record && <RecordFacts record={record} names={names} />}
              {run.stopCode && <Note>{t(`retention.stop.${run.stopCode}`)}</Note>}
              {open && props.ruleChanged && <Note kind="attention">{t('retention.run.rule-changed')}</Note>}
            </Stack>
          </Section>
          {open && (
            <Section title={t('retention.preview.held')}>
              <Staying staying={sorted.staying} />
            </Section>
          )}
          {open && <WhatRemains kind={kind} backupDays={props.backupDays} />}
          {open && sorted.going.length > 0 && (
            <Section title={t('retention.preview.sample')}>
              <Sample records={sorted.going.slice(0, 10)} />
            </Section>
          )}
          {open && <NextStep {...props} />}
        </Stack>
        <Stack gap="l">
          <Section title={t('retention.run.facts')}>
            <DescriptionList
              empty="–"
              items={[
                { term: t('retention.column.prepared'), value: format.instant(run.preparedAt) },
                {
                  term: t('retention.run.prepared-by'),
                  value:
                    run.preparedBy === null
                      ? t('retention.system')
                      : (names.get(run.preparedBy) ?? t('retention.somebody')),
                },
                {
                  term: t('retention.run.approved-by'),
                  value:
                    props.approvers.length > 0
                      ? format.list(props.approvers.map((id) => names.get(id) ?? t('retention.somebody')))
                      : null,
                },
                {
                  term: t('retention.run.needs'),
                  value: t('retention.run.needs-count', { count: run.approvalsNeeded }),
                },
                ...(run.offeredOn
                  ? [
                      { term: t('retention.run.offered-on'), value: format.day(run.offeredOn) },
                      { term: t('retention.run.answer-due'), value: run.answerDueOn && format.day(run.answerDueOn) },
                    ]
                  : []),
              ]}
            />
          </Section>
          <Section
            title={words.kind(kind.key)}
            aside={<Link to={kindPath(kind.key, run.controllerId)}>{t('retention.run.to-kind')}</Link>}
          >
            <KindFacts kind={kind} rule={words.rule(run)} controller={words.controller(run.controllerId, names)} />
          </Section>
        </Stack>
      </Columns>
    </Stack>
  )
}

function Track({ run }: { run: Run }) {
  const { t } = useRender()
  const steps: readonly RunState[] =
    run.action === 'offer'
      ? ['toOffer', 'offered', 'handing', 'prepared', 'erasing', 'done']
      : ['prepared', 'erasing', 'done']
  const at = run.state === 'stopped' ? 'stopped' : run.state
  const shown = at === 'stopped' ? [...steps.slice(0, 1), 'stopped' as const] : steps
  const current = shown.indexOf(at)
  return (
    <StepTrack
      label={t('retention.column.state')}
      steps={shown.map((state, index) => ({
        label: t(`retention.step.${state}`),
        state: index < current ? 'past' : index === current ? (state === 'done' ? 'past' : 'current') : 'next',
      }))}
    />
  )
}

/** The one step that is due, for who may take it; for everybody else who that is. */
function NextStep(props: RunProps) {
  const { run, mayDecide } = props
  const { t, may } = useRender()
  if (run.state === 'erasing') return <Note>{t('retention.run.erasing')}</Note>
  if (!mayDecide || !may('retention.decide')) return <Note>{t('retention.run.who-decides')}</Note>
  return (
    <Section title={t(`retention.next.${run.state}`)}>
      <Stack gap="l">
        {run.state === 'toOffer' && <ToOffer {...props} />}
        {run.state === 'offered' && <Answer {...props} />}
        {run.state === 'handing' && <Handing {...props} />}
        {run.state === 'prepared' && <Approve {...props} />}
        <Stop {...props} />
      </Stack>
    </Section>
  )
}

const of = (form: FormState | undefined) => (form ? { state: form } : {})

function Approve({ run, kind, approvers, userId, sorted, form }: RunProps) {
  const { t } = useRender()
  const refusal = refusalToApprove(run, approvers, userId)
  if (refusal) return <Note>{t(`error.${refusal}`)}</Note>
  const last = approvers.length + 1 >= run.approvalsNeeded
  return (
    <Form
      action={`/admin/retention/runs/${run.id}/approve`}
      route="/admin/retention/runs/:id/approve"
      labels={{}}
      prefix="approve-"
      {...of(form)}
    >
      <Hidden name="version" value={run.version} />
      <Text>
        {t(last ? `retention.approve.last${reducing(kind)}` : 'retention.approve.first', {
          count: sorted.going.length,
        })}
      </Text>
      <ButtonRow>
        <Button>
          {t(last ? 'retention.approve.delete' : 'retention.approve.button', { count: sorted.going.length })}
        </Button>
      </ButtonRow>
    </Form>
  )
}

function ListLinks({ run }: { run: Run }) {
  const { t } = useRender()
  return (
    <List
      items={['csv', 'json'].map((form) => ({
        key: form,
        content: (
          <Link to={`/admin/retention/runs/${run.id}/list/${form}`} download={`anbietungsliste.${form}`}>
            {t(`retention.archive.list-${form}`)}
          </Link>
        ),
      }))}
    />
  )
}

function ToOffer({ run, form }: RunProps) {
  const { t, today, format } = useRender()
  return (
    <Stack>
      <Text>{t('retention.archive.to-offer')}</Text>
      <ListLinks run={run} />
      <Form
        action={`/admin/retention/runs/${run.id}/offered`}
        route="/admin/retention/runs/:id/offered"
        labels={{ day: t('retention.archive.sent-on') }}
        initial={{ day: format.day(today) }}
        prefix="offer-"
        {...of(form)}
      >
        <Hidden name="version" value={run.version} />
        <DateField name="day" />
        <ButtonRow>
          <Button>{t('retention.archive.sent')}</Button>
        </ButtonRow>
      </Form>
    </Stack>
  )
}

function Answer({ run, form }: RunProps) {
  const { t, format } = useRender()
  return (
    <Stack>
      <Text>{run.answerDueOn && t('retention.archive.waiting', { day: format.day(run.answerDueOn) })}</Text>
      <ListLinks run={run} />
      <Form
        action={`/admin/retention/runs/${run.id}/answer`}
        route="/admin/retention/runs/:id/answer"
        labels={{ taken: t('retention.archive.taken') }}
        prefix="answer-"
        {...of(form)}
      >
        <Hidden name="version" value={run.version} />
        <TextField name="taken" optional maxLength={2000} hint={t('retention.archive.taken-hint', { last: run.due })} />
        <ButtonRow>
          <Button>{t('retention.archive.note-answer')}</Button>
        </ButtonRow>
      </Form>
    </Stack>
  )
}

function Handing({ run, taken, form }: RunProps) {
  const { t, today, format } = useRender()
  return (
    <Stack>
      <Text>{t('retention.archive.handing', { count: taken })}</Text>
      <ButtonRow>
        <ButtonLink to={`/admin/retention/runs/${run.id}/package`} look="secondary">
          {t('retention.archive.package')}
        </ButtonLink>
      </ButtonRow>
      <Form
        action={`/admin/retention/runs/${run.id}/handed`}
        route="/admin/retention/runs/:id/handed"
        labels={{ day: t('retention.archive.handed-on') }}
        initial={{ day: format.day(today) }}
        prefix="hand-"
        {...of(form)}
      >
        <Hidden name="version" value={run.version} />
        <DateField name="day" />
        <ButtonRow>
          <Button>{t('retention.archive.handed')}</Button>
        </ButtonRow>
      </Form>
    </Stack>
  )
}

function Stop({ run, form }: RunProps) {
  const { t } = useRender()
  return (
    <Form
      action={`/admin/retention/runs/${run.id}/stop`}
      route="/admin/retention/runs/:id/stop"
      labels={{ code: t('retention.stop.why') }}
      prefix="stop-"
      {...of(form)}
    >
      <Hidden name="version" value={run.version} />
      <Select
        name="code"
        empty={t('retention.choose')}
        options={spokenStopCodes.map((code) => ({ value: code, label: t(`retention.stop.${code}`) }))}
      />
      <ButtonRow>
        <Button look="secondary">{t('retention.stop.button')}</Button>
      </ButtonRow>
    </Form>
  )
}
