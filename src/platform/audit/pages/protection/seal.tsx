import type { FormState } from '../../../http/index.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  Columns,
  ConfirmationNote,
  DateField,
  DescriptionList,
  Empty,
  FileField,
  Form,
  List,
  Section,
  Stack,
  Table,
  Text,
  useRender,
} from '../../../ui/index.ts'
import type { KeptCheck } from '../../checks.ts'
import type { Consistency } from '../../consistency.ts'
import type { SealState } from '../../entries.ts'
import type { AskedPeriod } from './period.ts'
import { CheckState } from './start.tsx'

export interface SealProps {
  readonly state: SealState
  readonly checks: readonly KeptCheck[]
  readonly names: ReadonlyMap<string, string>
  readonly period: AskedPeriod
  /** Entries that are checked while somebody waits. */
  readonly most: number
  readonly form: FormState | undefined
}

export function SealPage(props: SealProps) {
  const { t } = useRender()
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ checked: 'protection.seal.done' }} />
      <Text>{t('protection.seal.text')}</Text>
      <Columns kind="side">
        <Stack gap="l">
          <Section title={t('protection.seal.check')}>
            <Check {...props} />
          </Section>
          <Section title={t('protection.export.title')}>
            <Export {...props} />
          </Section>
          <Section title={t('protection.compare.title')}>
            <Compare form={props.form} />
          </Section>
        </Stack>
        <Section title={t('audit.seal.title')}>
          <State state={props.state} />
        </Section>
      </Columns>
    </Stack>
  )
}

function Check({ state, checks, names, most, form }: SealProps) {
  const { t, format } = useRender()
  return (
    <Stack>
      <Text>{t('protection.seal.check-text', { count: state.size })}</Text>
      {state.size > most ? (
        <Text>{t('protection.seal.by-command')}</Text>
      ) : (
        <Form
          labels={{}}
          route="/admin/data-protection/seal"
          action="/admin/data-protection/seal"
          {...(form && { state: form })}
        >
          <ButtonRow>
            <Button>{t('protection.seal.button')}</Button>
          </ButtonRow>
        </Form>
      )}
      {checks.length === 0 ? (
        <Empty title={t('protection.seal.never')}>{t('protection.seal.never-text')}</Empty>
      ) : (
        <Table
          caption={t('protection.seal.checks')}
          stacks
          rows={checks}
          keyOf={({ id }) => id}
          columns={[
            {
              key: 'at',
              header: t('protection.seal.at'),
              names: true,
              cell: (check) => format.instant(check.checkedAt),
            },
            { key: 'result', header: t('protection.seal.result'), cell: (check) => <CheckState check={check} /> },
            {
              key: 'entries',
              header: t('protection.seal.entries'),
              kind: 'number',
              cell: (check) => format.number(check.entries),
            },
            {
              key: 'range',
              header: t('protection.seal.range'),
              cell: (check) =>
                check.firstMs === null || check.lastMs === null
                  ? '–'
                  : format.range(format.instant(check.firstMs), format.instant(check.lastMs)),
            },
            {
              key: 'who',
              header: t('audit.who'),
              cell: ({ checkedBy }) =>
                checkedBy ? (names.get(checkedBy) ?? t('audit.by.gone')) : t('audit.by.system'),
            },
          ]}
        />
      )}
      {checks[0] && checks[0].findings.length > 0 && (
        <Alert kind="warning" title={t('protection.seal.findings')}>
          <List
            items={checks[0].findings.map((finding, index) => ({
              key: String(index),
              content: t(`protection.finding.${finding.code}`),
              meta:
                finding.entry ??
                (finding.size === undefined ? null : t('protection.seal.at-size', { size: finding.size })),
            }))}
          />
        </Alert>
      )}
    </Stack>
  )
}

function Export({ period, form }: SealProps) {
  const { t, format } = useRender()
  return (
    <Stack>
      <Text>{t('protection.export.text')}</Text>
      <Form
        action="/admin/data-protection/seal/export"
        route="/admin/data-protection/seal/export"
        labels={{ from: t('audit.from'), to: t('audit.to') }}
        initial={{ from: format.day(period.from), to: format.day(period.to) }}
        prefix="export-"
        failure={t('protection.export.failure')}
        {...(form && { state: form })}
      >
        <DateField name="from" />
        <DateField name="to" />
        <ButtonRow>
          <Button look="secondary">{t('protection.export.button')}</Button>
        </ButtonRow>
      </Form>
    </Stack>
  )
}

function Compare({ form }: { form: FormState | undefined }) {
  const { t } = useRender()
  return (
    <Stack>
      <Text>{t('protection.compare.text')}</Text>
      <Form
        action="/admin/data-protection/seal/compare"
        route="/admin/data-protection/seal/compare"
        labels={{ one: t('protection.compare.one'), other: t('protection.compare.other') }}
        prefix="compare-"
        failure={t('protection.compare.failure')}
        kept={t('protection.compare.kept')}
        files
        {...(form && { state: form })}
      >
        <FileField name="one" accept=".jsonl" />
        <FileField name="other" accept=".jsonl" />
        <ButtonRow>
          <Button look="secondary">{t('protection.compare.button')}</Button>
        </ButtonRow>
      </Form>
    </Stack>
  )
}

function State({ state }: { state: SealState }) {
  const { t, format } = useRender()
  return (
    <DescriptionList
      empty="–"
      items={[
        { term: t('audit.seal.size'), value: format.number(state.size) },
        { term: t('audit.seal.at'), value: state.sealedMs === null ? null : format.instant(state.sealedMs) },
        { term: t('audit.seal.pending'), value: format.number(state.pending) },
        { term: t('audit.seal.key'), value: state.keyId && <code className="nl-code">{state.keyId}</code> },
      ]}
    />
  )
}

/** What two exports say about each other. */
export function ComparedPage({ result }: { result: Consistency }) {
  const { t } = useRender()
  const { kind, ...values } = result
  return (
    <Stack>
      <Alert kind={kind === 'consistent' ? 'success' : 'warning'} title={t(`protection.compared.${kind}.title`)}>
        <p>{t(`protection.compared.${kind}.text`, values)}</p>
      </Alert>
      <ButtonRow>
        <ButtonLink to="/admin/data-protection/seal" look="secondary">
          {t('protection.compare.again')}
        </ButtonLink>
      </ButtonRow>
    </Stack>
  )
}
