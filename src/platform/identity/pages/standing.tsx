import type { Capacity } from '../../access/capacities.ts'
import { substitutionReasons } from '../../access/tables.ts'
import type { FormState } from '../../http/index.ts'
import {
  Button,
  ButtonRow,
  Checkbox,
  ConfirmationNote,
  DateField,
  Empty,
  Form,
  Hidden,
  RowName,
  Section,
  Select,
  Stack,
  State,
  type StateKind,
  Table,
  Text,
  useRender,
} from '../../ui/index.ts'
import type { MemberChoice, Substitution, SubstitutionState } from '../substitutions.ts'
import { GrantDays } from './grants.tsx'

const kinds: Readonly<Record<SubstitutionState, StateKind>> = { running: 'standing', planned: 'open', over: 'rest' }

export interface StandingProps {
  readonly actorId: string
  readonly capacities: readonly Capacity[]
  /** Which of them the actor acts in now. */
  readonly current: Capacity | undefined
  readonly nameOf: (organisationId: string | null) => string
  readonly substitutions: readonly Substitution[]
  readonly choices: readonly MemberChoice[]
  /** A role of a demo tenant: nobody who could be away. */
  readonly demo: boolean
  readonly form: FormState | undefined
}

/** For whom one acts, who stands in for one, and for whom one stands in. */
export function StandingPage(props: StandingProps) {
  const { t } = useRender()
  return (
    <Stack gap="l">
      <ConfirmationNote
        texts={{
          acting: 'identity.standing.acting-done',
          set: 'identity.substitution.set',
          ended: 'identity.substitution.ended',
        }}
      />
      <Capacities {...props} />
      <Section title={t('identity.substitution.title')}>
        <Stack>
          <Text>{t('identity.substitution.own-text')}</Text>
          <SubstitutionTable {...props} endPath="/account/access" none="identity.substitution.none-own" />
          {props.demo ? (
            <Text>{t('identity.substitution.demo')}</Text>
          ) : (
            <SubstitutionForm action="/account/access" route="/account/access" {...props} />
          )}
        </Stack>
      </Section>
    </Stack>
  )
}

function Capacities({ capacities, current, nameOf }: StandingProps) {
  const { t } = useRender()
  const named = (roles: Capacity['roles']) => roles.map((role) => t(`access.role.${role}`)).join(', ')
  const words = ({ roles, ownRoles }: Capacity) => {
    const passed = roles.filter((role) => !ownRoles.includes(role))
    const some = passed.length > 0 && ownRoles.length > 0
    return (
      <RowName meta={some ? t('identity.standing.in-place', { roles: named(passed) }) : undefined}>
        {named(roles)}
      </RowName>
    )
  }
  return (
    <Section title={t('identity.standing.title')}>
      <Stack>
        <Text>{t(capacities.length > 1 ? 'identity.standing.text-many' : 'identity.standing.text-one')}</Text>
        <Table
          caption={t('identity.standing.title')}
          stacks
          rows={capacities}
          keyOf={({ organisationId, controllerId }) => `${organisationId} ${controllerId}`}
          columns={[
            {
              key: 'organisation',
              header: t('identity.organisation'),
              names: true,
              cell: (capacity) => (
                <RowName meta={capacity.ownRoles.length === 0 ? t('identity.standing.only-in-place') : undefined}>
                  {nameOf(capacity.organisationId)}
                </RowName>
              ),
            },
            { key: 'roles', header: t('identity.roles'), full: true, cell: words },
            {
              key: 'now',
              header: t('identity.standing.now'),
              headerHidden: true,
              kind: 'action',
              cell: (capacity) =>
                capacity === current ? (
                  <State kind="standing">{t('identity.standing.now')}</State>
                ) : (
                  <Form
                    action="/account/access/act"
                    labels={{}}
                    prefix={`${capacity.organisationId}-${capacity.controllerId}-`}
                  >
                    <Hidden name="organisation" value={capacity.organisationId ?? ''} />
                    <Hidden name="controller" value={capacity.controllerId ?? ''} />
                    <Button look="row">{t('identity.standing.change')}</Button>
                  </Form>
                ),
            },
          ]}
        />
      </Stack>
    </Section>
  )
}

interface TableProps {
  readonly substitutions: readonly Substitution[]
  readonly actorId: string
  /** Below which a substitution is ended: `<endPath>/<id>/end`. */
  readonly endPath: string
  /** Everybody's may be ended here, not only one's own. */
  readonly all?: boolean
  readonly none: string
}

export function SubstitutionTable({ substitutions, actorId, endPath, all, none }: TableProps) {
  const { t } = useRender()
  if (substitutions.length === 0) return <Empty title={t(none)}>{all && t('identity.substitution.none-text')}</Empty>
  const ends = ({ absentId, state }: Substitution) => state !== 'over' && (all || absentId === actorId)
  return (
    <Table
      caption={t('identity.substitution.title')}
      stacks
      rows={substitutions}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'absent',
          header: t('identity.substitution.absent'),
          names: true,
          cell: ({ absent, reason }) => <RowName meta={t(`identity.substitution.reasons.${reason}`)}>{absent}</RowName>,
        },
        {
          key: 'substitute',
          header: t('identity.substitution.substitute'),
          cell: ({ substitute, includesGuarded }) => (
            <RowName meta={includesGuarded ? t('identity.substitution.with-guarded') : undefined}>{substitute}</RowName>
          ),
        },
        { key: 'days', header: t('identity.grants.days'), cell: (one) => <GrantDays grant={one} /> },
        {
          key: 'state',
          header: t('identity.users.state'),
          cell: ({ state, endedAt }) => (
            <State kind={kinds[state]}>
              {t(endedAt ? 'identity.substitution.state.ended' : `identity.substitution.state.${state}`)}
            </State>
          ),
        },
        {
          key: 'by',
          header: t('identity.substitution.by'),
          cell: ({ setBy }) => setBy ?? t('identity.grants.platform'),
        },
        {
          key: 'end',
          header: t('identity.grants.end'),
          headerHidden: true,
          kind: 'action',
          cell: (one) =>
            ends(one) ? (
              <Form action={`${endPath}/${one.id}/end`} labels={{}} prefix={`${one.id}-`}>
                <Button look="row">{t('identity.substitution.end')}</Button>
              </Form>
            ) : null,
        },
      ]}
    />
  )
}

interface FormProps {
  readonly action: string
  readonly route: string
  readonly actorId: string
  readonly choices: readonly MemberChoice[]
  readonly form: FormState | undefined
  /** For others too: the absent one is chosen, and the guarded roles may be passed on. */
  readonly others?: boolean
  readonly mayPassGuarded?: boolean
}

export function SubstitutionForm({ action, route, actorId, choices, form, others, mayPassGuarded }: FormProps) {
  const { t, today } = useRender()
  const labels = {
    absent: t('identity.substitution.absent'),
    substitute: t('identity.substitution.substitute'),
    validFrom: t('identity.substitution.from'),
    validTo: t('identity.substitution.to'),
    reason: t('identity.substitution.reason'),
    includesGuarded: t('identity.substitution.guarded'),
  }
  const options = (some: readonly MemberChoice[]) => some.map(({ id, name }) => ({ value: id, label: name }))
  const own = choices.find(({ id }) => id === actorId)
  const substitutes = choices.filter(
    ({ id, inside, controllerId }) => inside && (others || (id !== actorId && controllerId === own?.controllerId)),
  )
  return (
    <Form
      action={action}
      labels={labels}
      initial={{ validFrom: today, reason: 'absence' }}
      route={route}
      {...(form && { state: form })}
      failure={t('identity.substitution.failure')}
    >
      {others && <Select name="absent" empty={t('identity.substitution.choose')} options={options(choices)} />}
      <Select name="substitute" empty={t('identity.substitution.choose')} options={options(substitutes)} />
      <DateField name="validFrom" />
      <DateField name="validTo" />
      <Select
        name="reason"
        options={substitutionReasons.map((reason) => ({
          value: reason,
          label: t(`identity.substitution.reasons.${reason}`),
        }))}
      />
      {mayPassGuarded && <Checkbox name="includesGuarded" />}
      <ButtonRow>
        <Button>{t('identity.substitution.button')}</Button>
      </ButtonRow>
    </Form>
  )
}
