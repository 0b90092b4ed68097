import type { ReactNode } from 'react'
import { NotFound } from '../../../../kernel/errors.ts'
import { may } from '../../../../platform/access/index.ts'
import { docxType, pdfType, toDocx, toPdf } from '../../../../platform/documents/index.ts'
import type { Download, Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat, type Format, type Translate } from '../../../../platform/i18n/index.ts'
import {
  Blank,
  ButtonLink,
  DecisionSheet,
  DescriptionList,
  Facts,
  Meta,
  Section,
  State,
  Table,
  Text,
  TickBoxes,
  useRender,
} from '../../../../platform/ui/index.ts'
import { agendaOf, organisationNamesOf } from '../../../network/index.ts'
import { composeSheet, type SheetContent } from '../documents/sheet.ts'
import { german, germanFormat } from '../german.ts'
import { proposalPath, sheetPath } from '../paths.ts'
import { type Decision, decisionsOf } from '../queries/decisions.ts'
import { evidenceIn, evidenceOf, figuresOf } from '../queries/evidence.ts'
import { findMeetingOfGroup, isDecidable } from '../queries/meetings.ts'
import { getProposal, listProposals, optionsOf, type Proposal, type ProposalOption } from '../queries/proposals.ts'
import { effectWords, figureWords, legalWords, levelWords, sourceWords, termWords } from './wording.ts'
import { crumbsToProposals } from './words.tsx'

/** The decision sheet: exactly one A4 page. */
export async function showSheet(request: PageRequest<'number'>): Promise<Page> {
  const { tx, actor, params, t, locale, tenant } = request
  const proposal = await getProposal(tx, actor, params.number)
  const format = createFormat(locale)
  const content = await contentOf(request, proposal, t, format)
  const [decision] = await decisionsOf(tx, proposal.id)
  return {
    title: await placeWords(request, proposal, t, format),
    name: t('steering.sheet.title'),
    layout: 'paper',
    crumbs: [
      ...crumbsToProposals(t),
      { label: t('steering.proposals.number', { number: proposal.number }), path: proposalPath(proposal.number) },
    ],
    actions: (
      <Actions
        proposal={proposal}
        records={may(actor, 'steering.prepare') && (await isDecidable(tx, actor, proposal, request.clock.today()))}
      />
    ),
    body: (
      <Sheet
        content={content}
        decision={decision?.round === proposal.round ? decision : undefined}
        demo={tenant.demo}
      />
    ),
  }
}

/** The sheet as a file. */
export async function sheetFile(request: PageRequest<'number' | 'form'>): Promise<Download> {
  const { params, tx, actor, tenant, clock } = request
  if (params.form !== 'docx' && params.form !== 'pdf') throw new NotFound(`there is no file ${params.form}`)
  const proposal = await getProposal(tx, actor, params.number)
  const document = composeSheet(await contentOf(request, proposal, german, germanFormat), {
    issuer: tenant.name,
    createdOn: proposal.submittedOn ?? clock.today(),
  })
  const filename = `${german('steering.sheet.file')}-${proposal.number}.${params.form}`
  return params.form === 'docx'
    ? { type: docxType, filename, body: await toDocx(document) }
    : { type: pdfType, filename, body: await toPdf(document) }
}

async function contentOf(
  { tx, actor, clock }: PageRequest,
  proposal: Proposal,
  t: Translate,
  format: Format,
): Promise<SheetContent> {
  const { responsibleId } = proposal
  const names = responsibleId ? await organisationNamesOf(tx, [responsibleId], clock.today()) : new Map()
  return {
    proposal,
    options: await optionsOf(tx, proposal.id),
    evidence: evidenceIn(await evidenceOf(tx, actor, proposal.id), proposal.round),
    head: await headOf({ tx, actor }, proposal, t, format),
    responsible: responsibleId ? names.get(responsibleId) : undefined,
  }
}

/** `KIM-Lenkungsgruppe · 10.12.2026, 14:00 Uhr · TOP N 3`. */
async function headOf(
  { tx, actor }: Pick<PageRequest, 'tx' | 'actor'>,
  { meetingId, agendaItemId }: Proposal,
  t: Translate,
  format: Format,
): Promise<string> {
  const meeting = meetingId ? await findMeetingOfGroup(tx, actor, meetingId) : undefined
  if (!meeting) return t('steering.sheet.no-meeting')
  const item = (await agendaOf(tx, actor, meeting.id)).find(({ id }) => id === agendaItemId)
  return [
    meeting.bodyName,
    meeting.startsAt
      ? t('steering.sheet.day-time', { day: format.day(meeting.heldOn), time: meeting.startsAt })
      : format.day(meeting.heldOn),
    ...(item?.number ? [t('steering.sheet.item', { number: item.number })] : []),
  ].join(' · ')
}

/** `Lenkungsgruppe 10.12.2026 · Vorschlag 2 von 4`: where among those of its meeting. */
async function placeWords(
  { tx, actor }: PageRequest,
  proposal: Proposal,
  t: Translate,
  format: Format,
): Promise<string> {
  const { meetingId, number } = proposal
  const meeting = meetingId ? await findMeetingOfGroup(tx, actor, meetingId) : undefined
  if (!meeting) return t('steering.proposals.number', { number })
  const order = await agendaOf(tx, actor, meeting.id)
  const { rows } = await listProposals(tx, actor, { meetingId: meeting.id, limit: 200 })
  const at = (one: Proposal) => order.findIndex(({ id }) => id === one.agendaItemId)
  const sorted = [...rows].sort((one, other) => at(one) - at(other) || one.number - other.number)
  return t('steering.sheet.place', {
    day: format.day(meeting.heldOn),
    place: sorted.findIndex((one) => one.number === number) + 1,
    count: rows.length,
  })
}

function Actions({ proposal, records }: { proposal: Proposal; records: boolean }) {
  const { t } = useRender()
  return (
    <>
      <ButtonLink look="secondary" to={`${sheetPath(proposal.number)}/docx`}>
        DOCX
      </ButtonLink>
      <ButtonLink look="secondary" to={`${sheetPath(proposal.number)}/pdf`}>
        {t('steering.sheet.print')}
      </ButtonLink>
      {records && (
        <ButtonLink to={`${proposalPath(proposal.number)}/decide`}>{t('steering.decision.record')}</ButtonLink>
      )}
    </>
  )
}

function Sheet({ content, decision, demo }: { content: SheetContent; decision: Decision | undefined; demo: boolean }) {
  const { t, format } = useRender()
  const { proposal, options, evidence, head, responsible } = content
  const figures = figuresOf(evidence[0])
  return (
    <DecisionSheet
      meta={head}
      marks={[...(demo ? ['DEMO'] : []), t('steering.sheet.not-public')]}
      title={proposal.title}
      ask={proposal.decisionText}
    >
      <Facts
        facts={[
          {
            label: t(`steering.sheet.people-${figures.kind}`),
            value: figureWords(t, format, figures.people),
            beside: t(`steering.sheet.unit-${figures.kind}`),
          },
          {
            label: t(`steering.sheet.days-${figures.kind}`),
            value: figureWords(t, format, figures.days),
            beside: t('steering.sheet.in-period'),
          },
          {
            label: t('steering.sheet.median'),
            value: `${figureWords(t, format, figures.median)} / ${figureWords(t, format, figures.target)}`,
            beside: t('steering.sheet.days'),
          },
          {
            label: t('steering.sheet.can-change'),
            value: levelWords(t, format, proposal),
            beside: proposal.changeNote ?? undefined,
            words: true,
          },
        ]}
      />
      <Section title={t('steering.sheet.about')}>
        {proposal.about.split(/\n\s*\n/).map((part) => (
          <Text key={part}>{part}</Text>
        ))}
      </Section>
      {options.length > 0 && <Options options={options} />}
      <Section title={t('steering.sheet.decision')}>
        <TickBoxes
          choices={boxes(t, options, decision, decision?.deferredUntil ? format.day(decision.deferredUntil) : null)}
        />
        <DescriptionList
          items={[
            {
              term: t('steering.proposals.responsible'),
              value: [
                decision?.responsible ?? responsible ?? t('steering.proposals.responsible-open'),
                proposal.involved && t('steering.proposals.involved-words', { who: proposal.involved }),
              ]
                .filter(Boolean)
                .join(' · '),
            },
            {
              term: t('steering.proposals.due'),
              value: decision
                ? termWords(t, format, decision.dueOn, decision.interimOn, true)
                : termWords(t, format, proposal.dueOn, proposal.interimOn),
            },
            { term: t('steering.proposals.votes'), value: <Votes decision={decision} /> },
          ]}
        />
      </Section>
      {evidence.length > 0 ? (
        evidence.map((release) => <Meta key={release.id}>{sourceWords(t, format, release)}</Meta>)
      ) : (
        <Meta>{t('steering.sheet.no-evidence')}</Meta>
      )}
    </DecisionSheet>
  )
}

function Votes({ decision }: { decision: Decision | undefined }) {
  const { t } = useRender()
  if (decision && decision.yes !== null)
    return <>{`${decision.yes} / ${decision.no ?? 0} / ${decision.abstained ?? 0}`}</>
  return (
    <>
      <Blank label={t('steering.decision.yes')} /> / <Blank label={t('steering.decision.no')} /> /{' '}
      <Blank label={t('steering.decision.abstained')} />
    </>
  )
}

function Options({ options }: { options: readonly ProposalOption[] }) {
  const { t, format } = useRender()
  const rows: readonly { key: string; cell: (one: ProposalOption) => ReactNode }[] = [
    { key: 'effect', cell: (one) => effectWords(t, format, one) },
    { key: 'effort', cell: (one) => one.effort ?? '–' },
    { key: 'legal', cell: (one) => <Legal option={one} /> },
    { key: 'risk', cell: (one) => one.risk ?? '–' },
  ]
  return (
    <Section title={t('steering.sheet.options')}>
      <Table
        caption={t('steering.sheet.options-caption')}
        rows={rows}
        keyOf={(row) => row.key}
        stacks
        columns={[
          {
            key: 'what',
            header: t('steering.sheet.row.what'),
            headerHidden: true,
            names: true,
            cell: (row) => t(`steering.sheet.row.${row.key}`),
          },
          ...options.map((one) => ({
            key: one.letter,
            header: t(one.recommended ? 'steering.sheet.option-recommended' : 'steering.sheet.option', {
              letter: one.letter,
              title: one.title,
            }),
            cell: (row: (typeof rows)[number]) => row.cell(one),
          })),
        ]}
      />
      <Meta>{t('steering.sheet.ranges')}</Meta>
    </Section>
  )
}

function Legal({ option }: { option: ProposalOption }) {
  const { t, format } = useRender()
  if (option.legal === 'none') return <>–</>
  return <State kind={option.legal === 'checked' ? 'done' : 'progress'}>{legalWords(t, format, option)}</State>
}

function boxes(
  t: Translate,
  options: readonly ProposalOption[],
  decision: Decision | undefined,
  deferredUntil: string | null,
) {
  const best = options.find(({ recommended }) => recommended) ?? options[0]
  const letter = decision?.option ?? best?.letter
  const line = (label: string, words: string | null | undefined) =>
    words ? (
      <> {words}</>
    ) : decision ? null : (
      <>
        {' '}
        <Blank label={label} />
      </>
    )
  return [
    {
      key: 'accepted',
      words: letter ? t('steering.sheet.box.accepted-as', { letter }) : t('steering.sheet.box.accepted'),
      ticked: decision?.kind === 'accepted',
    },
    { key: 'changed', words: t('steering.sheet.box.changed'), ticked: decision?.kind === 'changed' },
    {
      key: 'deferred',
      words: (
        <>
          {t('steering.sheet.box.deferred')}
          {line(t('steering.proposals.deferred-until'), deferredUntil)}
        </>
      ),
      ticked: decision?.kind === 'deferred',
    },
    {
      key: 'rejected',
      words: (
        <>
          {t('steering.sheet.box.rejected')}
          {line(t('steering.proposals.reason'), decision?.kind === 'rejected' ? decision.reason : null)}
        </>
      ),
      ticked: decision?.kind === 'rejected',
    },
    {
      key: 'escalated',
      words: t('steering.sheet.box.escalated'),
      ticked: decision !== undefined && ['toCommittee', 'toCouncil', 'toMinistry'].includes(decision.kind),
    },
  ]
}
