import { dayOfInstant } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import { may } from '../../../../platform/access/index.ts'
import { recordLook } from '../../../../platform/audit/index.ts'
import { ExportLink } from '../../../../platform/exports/index.ts'
import { type Page, type PageRequest, pageNumber } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Columns,
  ConfirmationNote,
  DatedList,
  Empty,
  Form,
  Link,
  Meta,
  PageCount,
  Pager,
  Panel,
  RowName,
  Section,
  Stack,
  Table,
  Text,
  TextArea,
  useRender,
} from '../../../../platform/ui/index.ts'
import { findingsExport } from '../../exports/findings.ts'
import { fateOf } from '../fate.ts'
import { longestText } from '../forms.ts'
import { type FindingNews, newsText } from '../news.ts'
import { findingPath, findingsPath, releasePath } from '../paths.ts'
import { countOwn, countToRelease, findOwn, listOwn, newsOf, type OwnFinding } from '../queries.ts'
import { type FindingWords, readWords } from '../words.ts'
import { FindingStateMark, WhatLeaves } from './parts.tsx'

const perPage = 25

/** "Meine Hinweise": what became of each. */
export async function showOwn(request: PageRequest): Promise<Page> {
  const { tx, actor, query, t, locale, clock } = request
  const number = pageNumber(query)
  const rows = await listOwn(tx, actor, perPage, (number - 1) * perPage)
  const total = await countOwn(tx, actor)
  const waiting = may(actor, 'cases.release-findings') ? await countToRelease(tx, actor) : 0
  const words = await readWords(tx, actor, locale, clock.today())
  if (rows.length > 0)
    await recordLook(tx, actor, {
      event: 'cases.findings-read',
      subjectKind: 'cases.finding',
      ids: rows.map((row) => row.id),
    })
  return {
    title: t('cases.finding.own'),
    meta: t('cases.finding.own-meta', { count: total }),
    actions: (
      <>
        {waiting > 0 && (
          <ButtonLink to={releasePath} look="secondary">
            {t('cases.finding.to-release', { count: waiting })}
          </ButtonLink>
        )}
        {total > 0 && <ExportLink of={findingsExport} />}
      </>
    ),
    body: <OwnFindings rows={rows} total={total} page={number} words={words} />,
  }
}

function OwnFindings({
  rows,
  total,
  page,
  words,
}: {
  rows: readonly OwnFinding[]
  total: number
  page: number
  words: FindingWords
}) {
  const { t, format } = useRender()
  if (total === 0) return <Empty title={t('cases.finding.none')}>{t('cases.finding.none-next')}</Empty>
  return (
    <Stack>
      <ConfirmationNote texts={{ sent: 'cases.finding.done.sent', withdrawn: 'cases.finding.done.withdrawn' }} />
      <Table<OwnFinding>
        caption={t('cases.finding.own')}
        stacks
        keyOf={(row) => row.id}
        rows={rows}
        columns={[
          {
            key: 'finding',
            header: t('cases.finding.one'),
            names: true,
            cell: (row) => (
              <RowName meta={words.interfaceOf(row.interfaceId)?.name ?? t('cases.finding.no-interface')}>
                <Link to={findingPath(row.id)}>{words.hurdle(row.hurdle)}</Link>
              </RowName>
            ),
          },
          { key: 'on', header: t('cases.finding.reported-on'), cell: (row) => format.day(dayOf(row)) },
          {
            key: 'state',
            header: t('cases.finding.became'),
            cell: (row) => (
              <>
                <FindingStateMark state={row.state} />
                <Meta>{fateOf(row, t, format)}</Meta>
              </>
            ),
          },
          {
            key: 'case',
            header: t('cases.finding.case'),
            kind: 'action',
            cell: (row) => <Link to={`/cases/${row.caseId}`}>{t('cases.finding.to-case')}</Link>,
          },
        ]}
      />
      <PageCount total={total} size={perPage} page={page} />
      <Pager total={total} size={perPage} page={page} />
    </Stack>
  )
}

const dayOf = (row: OwnFinding) => dayOfInstant(row.reportedAt.getTime(), 'Europe/Berlin')

export async function showFinding(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale, clock, form } = request
  const finding = await findOwn(tx, actor, params.id)
  if (!finding) throw new NotFound(`there is no finding ${params.id}`)
  const words = await readWords(tx, actor, locale, clock.today())
  return {
    title: words.hurdle(finding.hurdle),
    meta: <FindingStateMark state={finding.state} />,
    crumbs: [{ label: t('cases.finding.own'), path: findingsPath }],
    body: <OneFinding finding={finding} news={await newsOf(tx, finding.id)} words={words} form={form} />,
  }
}

interface Shown {
  readonly finding: OwnFinding
  readonly news: readonly FindingNews[]
  readonly words: FindingWords
  readonly form: PageRequest['form']
}

function OneFinding({ finding, news, words, form }: Shown) {
  const { t, format } = useRender()
  return (
    <Columns kind="side">
      <Stack gap="l">
        <Section title={t('cases.finding.leaves')}>
          <WhatLeaves finding={finding} words={words} />
        </Section>
        {finding.state === 'returned' && <Again finding={finding} form={form} />}
        {finding.state === 'reported' && (
          <Form labels={{}} state={form}>
            <ButtonRow>
              <Button look="secondary" name="do" value="withdraw">
                {t('cases.finding.withdraw')}
              </Button>
            </ButtonRow>
          </Form>
        )}
      </Stack>
      <Stack>
        <Panel title={t('cases.finding.became')}>
          {news.length === 0 && <Text>{fateOf(finding, t, format)}</Text>}
          {news.length > 0 && (
            <>
              <Text>{t('cases.finding.led-to', { topic: finding.topicTitle ?? '' })}</Text>
              <DatedList
                items={news.map((one) => ({
                  key: `${one.kind} ${one.on} ${one.title}`,
                  on: one.on,
                  content: newsText(one, t, format),
                }))}
              />
            </>
          )}
          <Link to={`/cases/${finding.caseId}`}>{t('cases.finding.to-case')}</Link>
        </Panel>
      </Stack>
    </Columns>
  )
}

function Again({ finding, form }: { finding: OwnFinding; form: PageRequest['form'] }) {
  const { t } = useRender()
  return (
    <Section title={t('cases.finding.again')}>
      <Form labels={{ text: t('cases.finding.text-field') }} state={form} initial={{ text: finding.text }}>
        <TextArea
          name="text"
          rows={4}
          maxLength={longestText}
          hint={t('cases.finding.text-hint', { count: longestText })}
        />
        <ButtonRow>
          <Button name="do" value="send">
            {t('cases.finding.send-again')}
          </Button>
          <Button look="secondary" name="do" value="without">
            {t('cases.finding.send-without')}
          </Button>
          <Button look="tertiary" name="do" value="withdraw">
            {t('cases.finding.withdraw')}
          </Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}
