import type { ReactNode } from 'react'
import { NotFound } from '../../../kernel/errors.ts'
import { may } from '../../../platform/access/index.ts'
import { compareTexts, DocumentBody } from '../../../platform/documents/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Alert,
  ButtonLink,
  Columns,
  ConfirmationNote,
  DescriptionList,
  Link,
  List,
  Meta,
  Name,
  Parts,
  Section,
  Stack,
  Tag,
  Text,
  useRender,
} from '../../../platform/ui/index.ts'
import { getMeeting, type Meeting } from '../../network/index.ts'
import { cut, isPartOf } from '../domain/wording.ts'
import { paperPath, resolutionPath, tracking } from '../paths.ts'
import { type Names, namesOn } from '../queries/names.ts'
import { dischargesOf, type Obligation, obligationsOf, stepsOf } from '../queries/obligations.ts'
import { findPaper, type Paper } from '../queries/papers.ts'
import { getResolution, type Resolution, versionsOfResolution } from '../queries/resolutions.ts'
import { settingOf } from './asking.ts'
import { evidenceOf, ObligationPart } from './obligation.tsx'
import { trackingConfirmations } from './resolutiondone.ts'
import { publicWords } from './words.tsx'

/** One resolution: its words with the obligations marked in them, and what became of each. */
export async function showResolution(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, clock, locale } = request
  const format = createFormat(locale)
  const on = settingOf(request)
  const resolution = await getResolution(tx, actor, params.id)
  const names = await namesOn(tx, actor, clock.today())
  const obligations = await obligationsOf(tx, actor, on, resolution.id)
  const ids = obligations.map(({ id }) => id)
  const steps = await stepsOf(tx, ids)
  const evidence = await evidenceOf(tx, actor, await dischargesOf(tx, ids))
  const versions = await versionsOfResolution(tx, actor, resolution)
  const paper = resolution.paperId ? await findPaper(tx, actor, resolution.paperId) : undefined
  const meeting = resolution.meetingId ? await findMeeting(request, resolution.meetingId) : undefined
  const edits = may(actor, 'council.edit') && resolution.replacedById === null
  // Passages that the correction took out of the wording oblige to nothing any more.
  const before = resolution.replacesId ? await obligationsOf(tx, actor, on, resolution.replacesId) : []
  const ended = before.filter(({ wording }) => !isPartOf(wording, resolution.wording))
  const panels = await request.slot('council.resolution', resolution.id)
  const obligationPanels = new Map<string, readonly ReactNode[]>()
  for (const id of ids) obligationPanels.set(id, await request.slot('council.obligation', id))
  const path = resolutionPath(resolution.id)
  return {
    title: resolution.title,
    headline: <Name>{resolution.title}</Name>,
    crumbs: [{ label: t('council.tracking'), path: tracking }],
    meta: (
      <Parts
        parts={[
          t('council.resolution.one'),
          names.body(resolution.bodyId),
          format.day(resolution.decidedOn),
          publicWords(t, resolution.isPublic),
        ]}
      />
    ),
    actions: edits && (
      <>
        <ButtonLink to={`${path}/obligations/new`}>{t('council.obligation.mark')}</ButtonLink>
        <ButtonLink look="secondary" to={`${path}/correct`}>
          {t('council.resolution.correct')}
        </ButtonLink>
      </>
    ),
    body: (
      <Stack>
        <ConfirmationNote texts={trackingConfirmations} />
        {resolution.replacedById !== null && (
          <Alert kind="warning" title={t('council.resolution.replaced')}>
            <p>
              <Link to={resolutionPath(resolution.replacedById)}>{t('council.resolution.see-current')}</Link>
            </p>
          </Alert>
        )}
        <Columns kind="side">
          <Stack gap="l">
            <Section title={t('council.resolution.field.wording')}>
              <Wording resolution={resolution} obligations={obligations} />
            </Section>
            <Section title={t('council.obligation.many', { count: obligations.length })}>
              {obligations.length === 0 ? (
                <Meta>{t(edits ? 'council.obligation.mark-next' : 'council.obligation.none-in-it')}</Meta>
              ) : (
                <Stack gap="l">
                  {obligations.map((one) => (
                    <ObligationPart
                      key={one.id}
                      one={one}
                      steps={steps.get(one.id) ?? []}
                      evidence={evidence.filter(({ obligationId }) => obligationId === one.id)}
                      names={names}
                      edits={edits}
                      panels={obligationPanels.get(one.id) ?? []}
                    />
                  ))}
                </Stack>
              )}
            </Section>
            {panels}
          </Stack>
          <Stack gap="l">
            <Facts resolution={resolution} names={names} paper={paper} meeting={meeting} />
            {versions.length > 1 && <Versions resolution={resolution} versions={versions} />}
          </Stack>
        </Columns>
        {resolution.replacesId !== null && <Corrected resolution={resolution} versions={versions} ended={ended} />}
      </Stack>
    ),
  }
}

async function findMeeting({ tx, actor }: PageRequest, id: string): Promise<Meeting | undefined> {
  try {
    return await getMeeting(tx, actor, id)
  } catch (error) {
    // A resolution may be public while its meeting is not: then it stands without a link to it.
    if (error instanceof NotFound) return undefined
    throw error
  }
}

/** The words as they were resolved; passages that oblige bear the number of their obligation. */
function Wording({ resolution, obligations }: { resolution: Resolution; obligations: readonly Obligation[] }) {
  const { t } = useRender()
  const passages = cut(resolution.wording, obligations)
  return (
    <blockquote className="nl-sheet__quote">
      <p className="nl-text nl-quoted">
        {passages.map((passage, index) =>
          passage.obligations.length === 0 ? (
            passage.text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the passages of one wording never change their order
            <span key={index}>
              <mark className="nl-passage">{passage.text}</mark>
              {endsHere(passages, index).map((position) => (
                <sup key={position}>
                  <Link to={`#o${obligations.find((one) => one.position === position)?.id ?? ''}`}>
                    <span className="kern-sr-only">{t('council.obligation.one')} </span>
                    {position}
                  </Link>
                </sup>
              ))}
            </span>
          ),
        )}
      </p>
    </blockquote>
  )
}

/** The obligations whose last piece this is: there their number stands. */
function endsHere(passages: ReturnType<typeof cut>, index: number): readonly number[] {
  const next = passages[index + 1]?.obligations ?? []
  return (passages[index]?.obligations ?? []).filter((position) => !next.includes(position))
}

interface FactsProps {
  readonly resolution: Resolution
  readonly names: Names
  readonly paper: Paper | undefined
  readonly meeting: Meeting | undefined
}

function Facts({ resolution, names, paper, meeting }: FactsProps) {
  const { t, format } = useRender()
  const key = names.bodyKey(resolution.bodyId)
  return (
    <Section title={t('council.resolution.facts')}>
      <Stack gap="s">
        {resolution.simulated && (
          <p>
            <Tag>{t('council.simulated')}</Tag>
          </p>
        )}
        <DescriptionList
          items={[
            { term: t('council.resolution.field.number'), value: resolution.number },
            {
              term: t('council.body'),
              value: key && (
                <Link to={`/network/bodies/${key}`}>
                  <Name>{names.body(resolution.bodyId)}</Name>
                </Link>
              ),
            },
            {
              term: t('council.resolution.field.decidedOn'),
              value: meeting ? (
                <Link to={`/meetings/${meeting.id}`}>{format.day(resolution.decidedOn)}</Link>
              ) : (
                format.day(resolution.decidedOn)
              ),
            },
            {
              term: t('council.paper.one'),
              value: paper && (
                <Link to={paperPath(paper.id)}>
                  <Name>{paper.number ?? paper.title}</Name>
                </Link>
              ),
            },
            {
              term: t('council.obligation.field.originator'),
              value: names.partyGroup(resolution.originatorId ?? paper?.originatorId ?? null),
            },
            {
              term: t('council.system'),
              value: resolution.address && <Link to={resolution.address}>{t('council.open-system')}</Link>,
            },
          ].filter(({ value }) => value)}
        />
        {key && (
          <p>
            <Link to={`${tracking}?body=${key}`}>{t('council.resolution.list-of-body')}</Link>
          </p>
        )}
      </Stack>
    </Section>
  )
}

function Versions({ resolution, versions }: { resolution: Resolution; versions: readonly Resolution[] }) {
  const { t, format } = useRender()
  return (
    <Section title={t('council.resolution.versions')}>
      <List
        items={versions.map((version, index) => ({
          key: version.id,
          content: (
            <Link to={resolutionPath(version.id)} {...(version.id === resolution.id && { current: 'true' as const })}>
              {t('council.resolution.version', {
                number: versions.length - index,
                at: format.instant(version.createdAt),
              })}
            </Link>
          ),
          meta: version.correctionReason,
        }))}
      />
    </Section>
  )
}

interface CorrectedProps {
  readonly resolution: Resolution
  readonly versions: readonly Resolution[]
  /** Obligations of the former version whose passage is gone. */
  readonly ended: readonly Obligation[]
}

/** What the correction changed: old and new words in one text, and why. */
function Corrected({ resolution, versions, ended }: CorrectedProps) {
  const { t, tenant, locale } = useRender()
  const before = versions.find(({ id }) => id === resolution.replacesId)
  if (!before) return null
  return (
    <Section title={t('council.resolution.corrected')}>
      <Stack>
        <Text>{t('council.resolution.because', { reason: resolution.correctionReason ?? '' })}</Text>
        {ended.length > 0 && (
          <>
            <Text>{t('council.resolution.ended', { count: ended.length })}</Text>
            <List items={ended.map(({ id, wording }) => ({ key: id, content: <Name>{wording}</Name> }))} />
          </>
        )}
        <DocumentBody
          top={2}
          paper={{
            title: t('council.resolution.compared'),
            language: locale === 'en' ? 'en' : 'de',
            issuer: tenant?.name ?? '',
            marks: [],
            createdOn: resolution.decidedOn,
            sources: [],
            blocks: [{ kind: 'comparison', runs: compareTexts(before.wording, resolution.wording) }],
          }}
        />
      </Stack>
    </Section>
  )
}
