/** What a run does, in words and numbers: shared by the page of a kind (today) and that of a run (as prepared). */
import {
  DescriptionList,
  List,
  Note,
  Section,
  Stack,
  State,
  type StateKind,
  Table,
  Text,
  useRender,
} from '../../ui/index.ts'
import { type RetentionKind, retentionTraces, type TraceFate } from '../kind.ts'
import type { Preview } from '../preview.ts'
import { useWords } from './words.tsx'

const fates: Readonly<Record<TraceFate, StateKind>> = {
  erased: 'declined',
  reduced: 'progress',
  kept: 'standing',
  none: 'rest',
}

/** What becomes of each trace, what is left afterwards, and how long it lives on in backups. */
export function WhatRemains({ kind, backupDays }: { kind: RetentionKind; backupDays: number | null }) {
  const { t } = useRender()
  const rows = retentionTraces.map((trace) => ({ trace, fate: kind.traces[trace] }))
  return (
    <Section title={t('retention.preview.remains')}>
      <Stack>
        <Text>{t(`retention.kind.${kind.key}.remains`)}</Text>
        <Table
          caption={t('retention.preview.traces')}
          stacks
          rows={rows.filter(({ fate }) => fate !== 'none')}
          keyOf={({ trace }) => trace}
          columns={[
            {
              key: 'trace',
              header: t('retention.column.trace'),
              names: true,
              cell: ({ trace }) => t(`retention.trace.${trace}`),
            },
            {
              key: 'fate',
              header: t('retention.column.fate'),
              full: true,
              cell: ({ fate }) => <State kind={fates[fate]}>{t(`retention.fate.${fate}`)}</State>,
            },
          ]}
        />
        <Note kind={backupDays === null ? 'attention' : 'info'}>
          {backupDays === null
            ? t('retention.backups.unknown')
            : t('retention.backups.in-preview', { count: backupDays })}
        </Note>
      </Stack>
    </Section>
  )
}

/** Since how long what is due has been due. */
export function Overdue({ overdue }: { overdue: Preview['overdue'] }) {
  const { t, format } = useRender()
  return (
    <Table
      caption={t('retention.preview.overdue')}
      rows={overdue}
      keyOf={({ key }) => key}
      columns={[
        {
          key: 'class',
          header: t('retention.column.overdue'),
          names: true,
          cell: ({ key }) => t(`retention.overdue.${key}`),
        },
        {
          key: 'count',
          header: t('retention.column.count'),
          kind: 'number',
          cell: ({ count }) => format.number(count),
          total: format.number(overdue.reduce((sum, { count }) => sum + count, 0)),
        },
      ]}
    />
  )
}

/** What stays although it is due, by the reason. */
export function Staying({ staying }: { staying: Preview['staying'] }) {
  const { t } = useRender()
  const words = useWords()
  const codes = [...new Set(staying.map(({ code }) => code))]
  if (codes.length === 0) return <Text>{t('retention.preview.nothing-stays')}</Text>
  return (
    <List
      items={codes.map((code) => ({
        key: code,
        content: (
          <State kind="standing">
            {t('retention.preview.stays', { count: staying.filter((one) => one.code === code).length })}
          </State>
        ),
        meta: words.staying(code),
      }))}
    />
  )
}

/** Some records, the oldest first, so that somebody who knows them can say whether these are the right ones. */
export function Sample({ records }: { records: readonly { id: string; since: Date; label: string | null }[] }) {
  const { t, format } = useRender()
  return (
    <Table
      caption={t('retention.preview.sample-caption')}
      dense
      rows={records}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'label',
          header: t('retention.column.record'),
          names: true,
          cell: ({ id, label }) => label ?? <code className="nl-code">…{id.slice(-12)}</code>,
        },
        { key: 'since', header: t('retention.column.since'), cell: ({ since }) => format.instant(since) },
      ]}
    />
  )
}

/** Which rule holds and where it comes from. */
export function KindFacts({ kind, rule, controller }: { kind: RetentionKind; rule: string; controller: string }) {
  const { t } = useRender()
  return (
    <DescriptionList
      items={[
        { term: t('retention.preview.clock'), value: t(`retention.kind.${kind.key}.clock`) },
        { term: t('retention.preview.rule'), value: rule },
        { term: t('retention.preview.norm'), value: t(`retention.kind.${kind.key}.norm`) },
        { term: t('retention.preview.controller'), value: controller },
        {
          term: t('retention.preview.approval'),
          value: t(
            kind.byItself
              ? 'retention.approval.alone'
              : kind.fourEyes
                ? 'retention.approval.two'
                : 'retention.approval.one',
          ),
        },
      ]}
    />
  )
}
