import type { Day } from '../../../../kernel/day.ts'
import { Invalid } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { monthOf } from '../../../../kernel/period.ts'
import type { FormRequest, FormState, Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Columns,
  Form,
  type FormValue,
  Hidden,
  Meta,
  Panel,
  Parts,
  RadioGroup,
  Section,
  Select,
  Stack,
  Text,
  TextArea,
  useRender,
} from '../../../../platform/ui/index.ts'
import { type NewFinding, refuseTraces, reportFinding } from '../actions/reporting.ts'
import { quarterOf, quarterParts } from '../domain/quarter.ts'
import { longestText, type Report } from '../forms.ts'
import { reportPath } from '../paths.ts'
import { interfaceAt, readPlace } from '../place.ts'
import { type ReportingCase, readReportingCase } from '../source.ts'
import { type FindingWords, readWords } from '../words.ts'
import { Warnings, WhatLeaves } from './parts.tsx'

interface Subject {
  readonly file: ReportingCase
  readonly words: FindingWords
}

/** Two clicks: what it is, and send. Everything else is known from where it is reported. */
export async function showReport(request: PageRequest<'id'>): Promise<Page> {
  const subject = await subjectOf(request)
  const at = readPlace(request.query.get('at'))
  const { tx, actor, params, clock } = request
  const place = await interfaceAt({ tx, actor, today: clock.today() }, at, params.id, subject.words)
  return pageOf(request, subject.file, 'report', <Reporting {...subject} place={place} form={request.form} />)
}

async function subjectOf({ tx, actor, params, locale, clock }: PageRequest<'id'>): Promise<Subject> {
  const today = clock.today()
  return {
    file: await readReportingCase(tx, actor, params.id as Id<'case'>, today),
    words: await readWords(tx, actor, locale, today),
  }
}

/** Without a text it is sent at once; with one it is first shown as it would leave. */
export async function sendReport(request: FormRequest<'id'>, report: Report): Promise<string | Page> {
  const { tx, actor, params, clock, tenant } = request
  const subject = await subjectOf(request)
  const finding: NewFinding = {
    interfaceId: report.interface ?? null,
    hurdle: report.hurdle,
    text: report.text ?? null,
  }
  const values = { interface: report.interface ?? '', hurdle: report.hurdle, text: report.text ?? '' }
  if (report.do === 'edit')
    return pageOf(
      request,
      subject.file,
      'report',
      <Reporting {...subject} place={undefined} form={undefined} initial={values} />,
    )
  demandKnown(subject.words, finding)
  if (finding.text !== null && !report.confirmed) {
    refuseTraces(finding.text, subject.file.names)
    const check = <Check {...subject} finding={finding} today={clock.today()} values={values} />
    return pageOf(request, subject.file, 'check', check)
  }
  await reportFinding(tx, actor, subject.file, finding, { clock, tenant })
  return `/cases/${params.id}?done=${finding.text === null ? 'finding-counted' : 'finding-sent'}`
}

/** Throws Invalid for a hurdle or an interface that cannot be chosen. */
function demandKnown({ hurdles, interfaces }: FindingWords, { hurdle, interfaceId }: NewFinding): void {
  if (!hurdles.some(({ key }) => key === hurdle)) throw new Invalid([{ field: 'hurdle', code: 'not-an-option' }])
  if (interfaceId !== null && !interfaces.some(({ id }) => id === interfaceId))
    throw new Invalid([{ field: 'interface', code: 'not-an-option' }])
}

function pageOf({ t }: PageRequest<'id'>, file: ReportingCase, step: 'report' | 'check', body: Page['body']): Page {
  return {
    title: t(`cases.finding.${step}`),
    meta: <Parts parts={[file.reference, file.municipality]} />,
    crumbs: [
      { label: t('cases.title'), path: '/cases' },
      { label: file.reference, path: `/cases/${file.id}` },
    ],
    body,
  }
}

interface ReportingProps extends Subject {
  /** The interface that is chosen already. */
  readonly place: string | undefined
  readonly form: FormState | undefined
  readonly initial?: Readonly<Record<string, FormValue>>
}

function Reporting({ file, words, place, form, initial }: ReportingProps) {
  const { t, today } = useRender()
  const labels = {
    interface: t('cases.finding.interface'),
    hurdle: t('cases.finding.which'),
    text: t('cases.finding.text-field'),
  }
  return (
    <Columns kind="side">
      <Form
        action={reportPath(file.id)}
        labels={labels}
        state={form}
        initial={initial ?? { interface: place }}
        failure={t('cases.finding.not-sent')}
      >
        <Select
          name="interface"
          optional
          empty={t('cases.finding.no-interface')}
          options={words.interfaces.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <RadioGroup name="hurdle" choices={words.hurdles.map(({ key, label }) => ({ value: key, label }))} />
        <TextArea
          name="text"
          optional
          rows={3}
          maxLength={longestText}
          hint={t('cases.finding.text-hint', { count: longestText })}
        />
        <ButtonRow>
          <Button>{t('cases.finding.send')}</Button>
          <ButtonLink look="tertiary" to={`/cases/${file.id}`}>
            {t('cases.finding.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
      <Stack gap="l">
        <Section title={t('cases.finding.leaves')}>
          <Text>{t('cases.finding.leaves-text')}</Text>
          <Meta
            parts={[
              t('cases.finding.quarter-of', quarterParts(quarterOf(monthOf(today)))),
              file.municipalityId !== null && t('cases.finding.region-of'),
            ]}
          />
        </Section>
        <Panel title={t('cases.finding.stays')}>
          <Text>{t('cases.finding.stays-text')}</Text>
        </Panel>
      </Stack>
    </Columns>
  )
}

interface CheckProps extends Subject {
  readonly finding: NewFinding
  readonly today: Day
  readonly values: Readonly<Record<string, string>>
}

/** Exactly what leaves, with the places marked that seem to tell who somebody is. */
function Check({ file, words, finding, today, values }: CheckProps) {
  const { t } = useRender()
  const region = words.regionOfMunicipality(file.municipalityId)
  const shown = { ...finding, quarter: quarterOf(monthOf(today)), regionKey: region }
  return (
    <Columns kind="side">
      <Section title={t('cases.finding.leaves')}>
        <Stack>
          <WhatLeaves finding={shown} words={words} />
          <Warnings text={finding.text ?? ''} names={file.names} />
          <Form action={reportPath(file.id)} labels={{}}>
            {Object.entries(values).map(([name, value]) => (
              <Hidden key={name} name={name} value={value} />
            ))}
            <Hidden name="confirmed" value="on" />
            <ButtonRow>
              <Button>{t('cases.finding.send-so')}</Button>
              <Button look="secondary" name="do" value="edit">
                {t('cases.finding.change')}
              </Button>
            </ButtonRow>
          </Form>
        </Stack>
      </Section>
      <Stack>
        <Panel title={t('cases.finding.next')}>
          <Text>{t('cases.finding.next-text')}</Text>
        </Panel>
      </Stack>
    </Columns>
  )
}
