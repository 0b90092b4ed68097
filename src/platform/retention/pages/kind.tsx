import type { FormState } from '../../http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Columns,
  ConfirmationNote,
  Form,
  Hidden,
  History,
  Link,
  Note,
  RadioGroup,
  Section,
  Select,
  Stack,
  Strong,
  Text,
  TextArea,
  TextField,
  useRender,
} from '../../ui/index.ts'
import type { Rule } from '../domain.ts'
import type { DueCount, RetentionKind } from '../kind.ts'
import { largestRun, type Preview } from '../preview.ts'
import type { ControllerId, DecidedRule } from '../rules.ts'
import type { Run } from '../runs.ts'
import { KindFacts, Overdue, Sample, Staying, WhatRemains } from './preview.tsx'
import { kindPath, RunStateMark, reducing, useWords } from './words.tsx'

export interface KindProps {
  readonly kind: RetentionKind
  readonly controllerId: ControllerId
  readonly rule: Rule
  readonly history: readonly DecidedRule[]
  /** Undefined where nothing is ever due. */
  readonly preview: Preview | undefined
  readonly now: DueCount
  readonly run: Run | undefined
  readonly names: ReadonlyMap<string, string>
  readonly backupDays: number | null
  readonly mayDecide: boolean
  readonly form: FormState | undefined
}

export function KindPage(props: KindProps) {
  const { kind, controllerId, rule, preview, run, names } = props
  const { t } = useRender()
  const words = useWords()
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ rule: 'retention.done.rule', nothing: 'retention.done.nothing' }} />
      <Text>{t(`retention.kind.${kind.key}.covers`)}</Text>
      <Columns kind="side">
        <Stack gap="l">
          {preview ? <WhatGoes {...props} preview={preview} /> : <Kept now={props.now} />}
          <WhatRemains kind={kind} backupDays={props.backupDays} />
          {preview && preview.going.length > 0 && (
            <Section title={t('retention.preview.sample')}>
              <Sample records={preview.going.slice(0, 10)} />
            </Section>
          )}
        </Stack>
        <Stack gap="l">
          {run && (
            <Section title={t('retention.run.open')}>
              <Stack gap="s">
                <p>
                  <RunStateMark state={run.state} />
                </p>
                <p>
                  <Link to={`/admin/retention/runs/${run.id}`}>{t('retention.run.to', { count: run.due })}</Link>
                </p>
              </Stack>
            </Section>
          )}
          <Section title={t('retention.preview.facts')}>
            <Stack>
              <KindFacts kind={kind} rule={words.rule(rule)} controller={words.controller(controllerId, names)} />
              <KindButtons {...props} />
            </Stack>
          </Section>
          <RuleHistory history={props.history} names={names} />
        </Stack>
      </Columns>
    </Stack>
  )
}

function WhatGoes({ preview, kind, run, form, controllerId }: KindProps & { preview: Preview }) {
  const { t, format, may } = useRender()
  const count = preview.going.length
  const oldest = preview.going[0]?.since ?? null
  return (
    <>
      <Section title={t('retention.preview.goes')}>
        <Stack>
          <Text>
            <Strong>{t(`retention.preview.lead${reducing(kind)}`, { count })}</Strong>{' '}
            {oldest && t('retention.preview.oldest', { at: format.instant(oldest) })}{' '}
            {t('retention.preview.before', { at: format.instant(preview.before) })}
          </Text>
          {preview.due > largestRun && (
            <Note kind="attention">{t('retention.preview.more', { due: preview.due, most: largestRun })}</Note>
          )}
          {preview.due > 0 && <Overdue overdue={preview.overdue} />}
          {!kind.byItself && !run && count > 0 && may('retention.prepare') && (
            <Form
              action={kindPath(kind.key, controllerId, '/prepare')}
              labels={{}}
              route="/admin/retention/kinds/:kind/prepare"
              {...(form && { state: form })}
            >
              <ButtonRow>
                <Button>{t('retention.prepare')}</Button>
              </ButtonRow>
              <Text>{t('retention.prepare-text')}</Text>
            </Form>
          )}
        </Stack>
      </Section>
      <Section title={t('retention.preview.held')}>
        <Staying staying={preview.staying} />
      </Section>
    </>
  )
}

function Kept({ now }: { now: DueCount }) {
  const { t } = useRender()
  return (
    <Section title={t('retention.preview.goes')}>
      <Text>
        <Strong>{t('retention.preview.never')}</Strong> {t('retention.preview.there', { count: now.count })}
      </Text>
    </Section>
  )
}

function KindButtons({ kind, controllerId, mayDecide }: KindProps) {
  const { t, may } = useRender()
  const several = !kind.fixed && (kind.actions.length > 1 || !kind.actions.includes('keep'))
  const decides = mayDecide && several && may('retention.decide')
  const holds = kind.due !== undefined && may('retention.hold')
  if (!decides && !holds) return null
  return (
    <ButtonRow>
      {decides && (
        <ButtonLink to={kindPath(kind.key, controllerId, '/rule')} look="secondary">
          {t('retention.rule.change')}
        </ButtonLink>
      )}
      {holds && (
        <ButtonLink
          to={`/admin/retention/holds/new?kind=${kind.key}${controllerId === null ? '' : `&controller=${controllerId}`}`}
          look="secondary"
        >
          {t('retention.holds.set')}
        </ButtonLink>
      )}
    </ButtonRow>
  )
}

function RuleHistory({ history, names }: { history: readonly DecidedRule[]; names: ReadonlyMap<string, string> }) {
  const { t } = useRender()
  const words = useWords()
  if (history.length === 0) return null
  return (
    <Section title={t('retention.rule.history')}>
      <History
        entries={history.map((one) => ({
          key: String(one.version),
          at: one.decidedAt,
          who: one.decidedBy === null ? t('retention.system') : (names.get(one.decidedBy) ?? t('retention.somebody')),
          what: (
            <>
              <Strong>{words.rule(one)}</Strong> {one.reason}
            </>
          ),
        }))}
      />
    </Section>
  )
}

export interface RuleProps {
  readonly kind: RetentionKind
  readonly controllerId: ControllerId
  readonly rule: Rule
  readonly form: FormState | undefined
}

export function RulePage({ kind, controllerId, rule, form }: RuleProps) {
  const { t } = useRender()
  const words = useWords()
  const { period } = rule
  const proposed = kind.fallback
  const labels = {
    action: t('retention.rule.action'),
    period: t('retention.rule.period'),
    unit: t('retention.rule.unit'),
    archiveAnswerMonths: t('retention.rule.archive-months'),
    reason: t('retention.rule.reason'),
  }
  return (
    <Stack>
      <Text>{t(`retention.kind.${kind.key}.covers`)}</Text>
      <Text>
        {[
          t('retention.rule.proposal', {
            rule: words.rule({ ...proposed, period: proposed.action === 'keep' ? null : proposed.period }),
          }),
          rule.version === 0 && t('retention.rule.first'),
          kind.least && t('retention.rule.least', { period: words.period(kind.least) }),
        ]
          .filter(Boolean)
          .join(' ')}
      </Text>
      <Form
        action={kindPath(kind.key, controllerId, '/rule')}
        labels={labels}
        initial={{
          action: rule.action,
          period: period === null ? null : 'months' in period ? period.months : period.days,
          unit: period !== null && 'days' in period ? 'days' : 'months',
          archiveAnswerMonths: rule.archiveAnswerMonths ?? 6,
        }}
        {...(form && { state: form })}
      >
        <Hidden name="version" value={rule.version} />
        <RadioGroup
          name="action"
          choices={kind.actions.map((action) => ({
            value: action,
            label: t(`retention.action.${action}`),
            hint: t(`retention.action-means.${action}`),
          }))}
        />
        <TextField
          name="period"
          numeric
          width="s"
          {...(kind.actions.includes('keep') && { hint: t('retention.rule.period-hint') })}
        />
        <Select
          name="unit"
          options={['months', 'days'].map((unit) => ({ value: unit, label: t(`retention.rule.${unit}`) }))}
        />
        {kind.actions.includes('offer') && (
          <TextField name="archiveAnswerMonths" numeric width="s" hint={t('retention.rule.archive-hint')} />
        )}
        <TextArea name="reason" rows={4} maxLength={1000} hint={t('retention.rule.reason-hint')} />
        <ButtonRow>
          <Button>{t('retention.rule.save')}</Button>
          <ButtonLink to={kindPath(kind.key, controllerId)} look="tertiary">
            {t('retention.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Stack>
  )
}
