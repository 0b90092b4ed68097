import { State, type StateKind, useRender } from '../../ui/index.ts'
import type { Rule, RunState } from '../domain.ts'
import type { Period, RetentionKind } from '../kind.ts'
import type { ControllerId } from '../rules.ts'

/** What pages say about periods, rules and runs, always in the same words. */
export function useWords() {
  const { t } = useRender()
  const period = (value: Period) =>
    'months' in value ? t('retention.months', { count: value.months }) : t('retention.days', { count: value.days })
  return {
    period,
    rule: ({ action, period: value }: Pick<Rule, 'action' | 'period'>) =>
      value === null
        ? t('retention.action.keep')
        : t('retention.rule-words', { period: period(value), action: t(`retention.then.${action}`) }),
    kind: (key: string) => (t.has(`retention.kind.${key}.label`) ? t(`retention.kind.${key}.label`) : key),
    controller: (id: ControllerId, names: ReadonlyMap<string, string>) =>
      id === null ? t('retention.district') : (names.get(id) ?? t('retention.unknown-controller')),
    /** Why something stays: a hold, or a reason of its room. */
    staying: (code: string) => t(`retention.staying.${code}`),
    table: (name: string) => (t.has(`retention.table.${name}`) ? t(`retention.table.${name}`) : name),
  }
}

const marks: Readonly<Record<RunState, StateKind>> = {
  toOffer: 'attention',
  offered: 'progress',
  handing: 'attention',
  prepared: 'attention',
  erasing: 'progress',
  done: 'done',
  stopped: 'declined',
}

export function RunStateMark({ state }: { state: RunState }) {
  const { t } = useRender()
  return <State kind={marks[state]}>{t(`retention.state.${state}`)}</State>
}

/** Ending of the keys that speak of records which stay without what names a person. */
export function reducing(kind: Pick<RetentionKind, 'traces'>): '' | '-reduced' {
  return kind.traces.record === 'reduced' ? '-reduced' : ''
}

/** Address of a kind, with its controller where it has one. */
export function kindPath(key: string, controllerId: ControllerId, below = ''): string {
  return `/admin/retention/kinds/${key}${below}${controllerId === null ? '' : `?controller=${controllerId}`}`
}
