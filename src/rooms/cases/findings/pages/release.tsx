import { NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { recordLook } from '../../../../platform/audit/index.ts'
import { versionFor } from '../../../../platform/http/changed.ts'
import type { FormState, Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  Columns,
  ConfirmationNote,
  Empty,
  Form,
  Hidden,
  Link,
  Name,
  Panel,
  RadioGroup,
  RowName,
  Section,
  Select,
  Stack,
  Table,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { quarterParts } from '../domain/quarter.ts'
import { returnReasons } from '../domain/states.ts'
import { releaseOnePath, releasePath } from '../paths.ts'
import { countToRelease, type Finding, findToRelease, listToRelease } from '../queries.ts'
import { type FindingWords, readWords } from '../words.ts'
import { Marked, Warnings, WhatLeaves } from './parts.tsx'
import { readTold, ToldList } from './told.tsx'

/** Texts shown at once; deciding about them brings the next ones up. */
const mostShown = 50

export async function showRelease(request: PageRequest): Promise<Page> {
  const { tx, actor, t, locale, clock } = request
  const rows = await listToRelease(tx, actor, mostShown)
  const total = await countToRelease(tx, actor)
  const words = await readWords(tx, actor, locale, clock.today())
  const told = await readTold(request)
  if (rows.length > 0) await noteLook(request, rows)
  return {
    title: t('cases.finding.release'),
    meta: t('cases.finding.release-meta', { count: total + told.length }),
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={done} />
        {(rows.length > 0 || told.length === 0) && <Waiting rows={rows} words={words} />}
        <ToldList rows={told} words={words} />
      </Stack>
    ),
  }
}

const done = {
  release: 'cases.finding.done.release',
  return: 'cases.finding.done.return',
  drop: 'cases.finding.done.drop',
}

const noteLook = ({ tx, actor }: PageRequest, rows: readonly Finding[]) =>
  recordLook(tx, actor, { event: 'cases.findings-read', subjectKind: 'cases.finding', ids: rows.map((row) => row.id) })

function Waiting({ rows, words }: { rows: readonly Finding[]; words: FindingWords }) {
  const { t } = useRender()
  if (rows.length === 0)
    return <Empty title={t('cases.finding.nothing-waits')}>{t('cases.finding.nothing-waits-next')}</Empty>
  return (
    <Table<Finding>
      caption={t('cases.finding.release')}
      stacks
      keyOf={(row) => row.id}
      rows={rows}
      columns={[
        {
          key: 'text',
          header: t('cases.finding.text'),
          names: true,
          cell: (row) => (
            <RowName meta={row.toldBy === 'person' ? t('cases.finding.told-by-person') : undefined}>
              <Marked text={row.text ?? ''} />
            </RowName>
          ),
        },
        { key: 'hurdle', header: t('cases.finding.hurdle'), cell: (row) => words.hurdle(row.hurdle) },
        {
          key: 'interface',
          header: t('cases.finding.interface'),
          cell: (row) => <Name>{words.interfaceOf(row.interfaceId)?.name ?? t('cases.finding.no-interface')}</Name>,
        },
        {
          key: 'quarter',
          header: t('cases.finding.quarter'),
          cell: (row) => t('cases.finding.quarter-of', quarterParts(row.quarter)),
        },
        {
          key: 'act',
          header: t('cases.finding.decide'),
          headerHidden: true,
          kind: 'action',
          cell: (row) => <Link to={releaseOnePath(row.id)}>{t('cases.finding.read')}</Link>,
        },
      ]}
    />
  )
}

export async function showDecision(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale, clock, form } = request
  const finding = await findToRelease(tx, actor, params.id as Id<'finding'>)
  if (!finding) throw new NotFound(`no text of a finding ${params.id} waits`)
  await noteLook(request, [finding])
  const words = await readWords(tx, actor, locale, clock.today())
  return {
    title: t('cases.finding.release-one'),
    meta: t('cases.finding.release-who'),
    crumbs: [{ label: t('cases.finding.release'), path: releasePath }],
    body: <Deciding finding={finding} words={words} form={form} />,
  }
}

function Deciding({ finding, words, form }: { finding: Finding; words: FindingWords; form: FormState | undefined }) {
  const { t } = useRender()
  const moves = finding.toldBy === 'person' ? (['release', 'drop'] as const) : (['release', 'return', 'drop'] as const)
  return (
    <Columns kind="side">
      <Stack gap="l">
        {/* The one before, after which this one came. */}
        <ConfirmationNote texts={done} />
        <Section title={t('cases.finding.leaves')}>
          <Stack>
            <WhatLeaves finding={finding} words={words} />
            <Warnings text={finding.text ?? ''} />
          </Stack>
        </Section>
        <Form
          labels={{ decision: t('cases.finding.decision'), reason: t('cases.finding.why') }}
          state={form}
          failure={t('cases.finding.not-decided')}
        >
          <Hidden name="version" value={versionFor(form, finding.version)} />
          <RadioGroup
            name="decision"
            choices={moves.map((move) => ({
              value: move,
              label: t(`cases.finding.move.${move}`),
              hint: t(`cases.finding.move-hint.${move}`),
            }))}
          />
          <Select
            name="reason"
            optional
            hint={t('cases.finding.why-hint')}
            empty={t('cases.finding.no-reason')}
            options={returnReasons.map((reason) => ({ value: reason, label: t(`cases.finding.reason.${reason}`) }))}
          />
          <ButtonRow>
            <Button>{t('cases.finding.decide')}</Button>
          </ButtonRow>
        </Form>
      </Stack>
      <Stack>
        <Panel title={t('cases.finding.look-for')}>
          <Text>{t('cases.finding.look-for-text')}</Text>
        </Panel>
      </Stack>
    </Columns>
  )
}
