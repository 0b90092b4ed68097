import type { FormState } from '../../http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  DateField,
  DescriptionList,
  Empty,
  Form,
  Hidden,
  Link,
  PageCount,
  Pager,
  RadioGroup,
  RowName,
  Select,
  Stack,
  State,
  Table,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'
import { holdReasons, releaseCodes } from '../domain.ts'
import { type Hold, holdsPerPage } from '../holds.ts'
import type { RetentionKind } from '../kind.ts'
import type { ControllerId } from '../rules.ts'
import { useWords } from './words.tsx'

export interface HoldsProps {
  readonly holds: readonly Hold[]
  readonly total: number
  readonly page: number
  readonly names: ReadonlyMap<string, string>
}

export function HoldsPage({ holds, total, page, names }: HoldsProps) {
  const { t, format } = useRender()
  const target = useTarget(names)
  return (
    <Stack>
      <ConfirmationNote texts={{ set: 'retention.done.hold-set', released: 'retention.done.hold-released' }} />
      <Text>{t('retention.holds.text')}</Text>
      {holds.length === 0 ? (
        <Empty title={t('retention.holds.none')}>{t('retention.holds.none-text')}</Empty>
      ) : (
        <>
          <PageCount total={total} size={holdsPerPage} page={page} />
          <Table
            caption={t('retention.holds.title')}
            stacks
            rows={holds}
            keyOf={({ id }) => id}
            columns={[
              {
                key: 'target',
                header: t('retention.holds.what'),
                names: true,
                cell: (hold) => (
                  <RowName meta={hold.reference}>
                    <Link to={`/admin/retention/holds/${hold.id}`}>{target(hold)}</Link>
                  </RowName>
                ),
              },
              {
                key: 'reason',
                header: t('retention.holds.reason'),
                cell: ({ reason }) => t(`retention.hold-reason.${reason}`),
              },
              {
                key: 'until',
                header: t('retention.holds.until'),
                cell: ({ until }) => (until ? format.day(until) : t('retention.holds.open-end')),
              },
              { key: 'state', header: t('retention.column.state'), cell: (hold) => <HoldState hold={hold} /> },
            ]}
          />
          <Pager total={total} size={holdsPerPage} page={page} />
        </>
      )}
    </Stack>
  )
}

/** Setting a hold, for who may. */
export function HoldsActions() {
  const { t, may } = useRender()
  return may('retention.hold') ? (
    <ButtonLink to="/admin/retention/holds/new">{t('retention.holds.set')}</ButtonLink>
  ) : null
}

function HoldState({ hold }: { hold: Hold }) {
  const { t, today } = useRender()
  if (hold.releasedAt) return <State kind="finished">{t('retention.hold-state.released')}</State>
  if (hold.until && hold.until < today) return <State kind="rest">{t('retention.hold-state.over')}</State>
  return <State kind="standing">{t('retention.hold-state.holds')}</State>
}

/** What a hold is about, in words. */
function useTarget(names: ReadonlyMap<string, string>) {
  const { t } = useRender()
  const words = useWords()
  return ({ target, kind, controllerId, recordId }: Hold) => {
    const what = kind === null ? t('retention.holds.everything') : words.kind(kind)
    const whose = controllerId === null ? '' : ` · ${words.controller(controllerId, names)}`
    if (target !== 'record') return `${what}${whose}`
    // The end of the id, on one line with the sign that more went before.
    return `${what}, ${t('retention.holds.one-record', { id: `…\u2060${recordId?.slice(-12)}` })}`
  }
}

export function HoldPage({
  hold,
  names,
  form,
}: {
  hold: Hold
  names: ReadonlyMap<string, string>
  form: FormState | undefined
}) {
  const { t, format, may } = useRender()
  const target = useTarget(names)
  const who = (id: string | null) => (id === null ? t('retention.system') : (names.get(id) ?? t('retention.somebody')))
  return (
    <Stack>
      <HoldState hold={hold} />
      <DescriptionList
        items={[
          { term: t('retention.holds.what'), value: target(hold) },
          {
            term: t('retention.holds.record'),
            value: hold.recordId && <code className="nl-code">{hold.recordId}</code>,
          },
          { term: t('retention.holds.reason'), value: t(`retention.hold-reason.${hold.reason}`) },
          { term: t('retention.holds.reference'), value: hold.reference },
          {
            term: t('retention.holds.until'),
            value: hold.until ? format.day(hold.until) : t('retention.holds.open-end'),
          },
          { term: t('retention.holds.set-by'), value: `${who(hold.setBy)}, ${format.instant(hold.setAt)}` },
          {
            term: t('retention.holds.released-by'),
            value: hold.releasedAt && `${who(hold.releasedBy)}, ${format.instant(hold.releasedAt)}`,
          },
          {
            term: t('retention.holds.released-why'),
            value: hold.releaseCode && t(`retention.release.${hold.releaseCode}`),
          },
        ]}
      />
      {!hold.releasedAt && may('retention.hold') && (
        <Form
          action={`/admin/retention/holds/${hold.id}/release`}
          labels={{ code: t('retention.holds.released-why') }}
          {...(form && { state: form })}
        >
          <Select
            name="code"
            empty={t('retention.choose')}
            options={releaseCodes.map((code) => ({ value: code, label: t(`retention.release.${code}`) }))}
          />
          <Text>{t('retention.holds.release-text')}</Text>
          <ButtonRow>
            <Button look="secondary">{t('retention.holds.release')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Stack>
  )
}

export interface NewHoldProps {
  readonly kinds: readonly RetentionKind[]
  readonly kind: string | undefined
  readonly controllerId: ControllerId
  /** Controllers of whose data there are some. */
  readonly controllers: readonly { readonly id: string; readonly name: string }[]
  readonly form: FormState | undefined
}

export function NewHoldPage({ kinds, kind, controllerId, controllers, form }: NewHoldProps) {
  const { t } = useRender()
  const words = useWords()
  const labels = {
    target: t('retention.holds.target'),
    kind: t('retention.column.kind'),
    controller: t('retention.preview.controller'),
    record: t('retention.holds.record'),
    reason: t('retention.holds.reason'),
    reference: t('retention.holds.reference'),
    until: t('retention.holds.until-day'),
  }
  return (
    <Stack>
      <Text>{t('retention.holds.new-text')}</Text>
      <Form
        action="/admin/retention/holds/new"
        labels={labels}
        initial={{ target: 'kind', kind: kind ?? null, controller: controllerId }}
        {...(form && { state: form })}
      >
        <Hidden name="from" value={kind ?? ''} />
        <RadioGroup
          name="target"
          choices={(['record', 'kind', 'controller'] as const).map((target) => ({
            value: target,
            label: t(`retention.holds.targets.${target}`),
            hint: t(`retention.holds.targets-mean.${target}`),
          }))}
        />
        <Select
          name="kind"
          hint={t('retention.holds.kind-hint')}
          empty={t('retention.choose')}
          options={kinds.filter((one) => one.due).map(({ key }) => ({ value: key, label: words.kind(key) }))}
        />
        <TextField name="record" maxLength={80} hint={t('retention.holds.record-hint')} />
        <Select
          name="controller"
          empty={t('retention.district')}
          options={controllers.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          name="reason"
          empty={t('retention.choose')}
          options={holdReasons.map((reason) => ({ value: reason, label: t(`retention.hold-reason.${reason}`) }))}
        />
        <TextField name="reference" optional maxLength={120} hint={t('retention.holds.reference-hint')} />
        <DateField name="until" optional hint={t('retention.holds.until-hint')} />
        <ButtonRow>
          <Button>{t('retention.holds.set')}</Button>
          <ButtonLink to="/admin/retention/holds" look="tertiary">
            {t('retention.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Stack>
  )
}
