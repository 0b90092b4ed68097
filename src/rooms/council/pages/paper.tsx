import { may } from '../../../platform/access/index.ts'
import { DocumentBody } from '../../../platform/documents/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Alert,
  ButtonLink,
  Columns,
  ConfirmationNote,
  Link,
  Name,
  Note,
  Parts,
  Stack,
  Text,
  useRender,
} from '../../../platform/ui/index.ts'
import { bodyNames, choosableMeetings } from '../../network/index.ts'
import { isDraft, mayCorrect } from '../domain/states.ts'
import { findDraftOfPaper } from '../drafting/queries.ts'
import { paperPath, papers } from '../paths.ts'
import { consultationsOf, placesOf } from '../queries/consultations.ts'
import { namesOn } from '../queries/names.ts'
import {
  attachmentsOf,
  choosablePapers,
  findWorkingText,
  getPaper,
  type Paper,
  relatedPapers,
  versionsOf,
} from '../queries/papers.ts'
import { listResolutions } from '../queries/resolutions.ts'
import { sameText } from './comparing.tsx'
import { ConsultationSection } from './paperconsultations.tsx'
import { type Shown, shownDocument, shownOf } from './paperdocument.ts'
import { paperConfirmations } from './paperdone.ts'
import { AttachmentSection, RelatedSection } from './paperrelated.tsx'
import { FactSection, StateSection, VersionSection } from './paperside.tsx'
import { publicWords, Refused } from './words.tsx'

/** One paper: its way through the bodies and the sheet itself; at its side how it stands, its versions and what belongs to it. */
export async function showPaper(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, query, clock, locale, form } = request
  const today = clock.today()
  const format = createFormat(locale)
  const paper = await getPaper(tx, actor, params.id)
  const names = await namesOn(tx, actor, today)
  const versions = await versionsOf(tx, paper.id)
  const working = await findWorkingText(tx, actor, paper.id)
  const shown = await shownOf(tx, actor, paper, query.get('version'))
  const steps = await consultationsOf(tx, [paper.id])
  const places = await placesOf(tx, actor, steps)
  const edits = may(actor, 'council.edit')
  const resolutions = await listResolutions(tx, actor, { paperId: paper.id, limit: 20 })
  const [latest] = versions
  const pending = latest && working && !sameText(latest, working) ? working : undefined
  const draft = await findDraftOfPaper(tx, actor, paper.id)
  const panels = await request.slot('council.paper', paper.id)
  return {
    title: paper.title,
    headline: <Name>{paper.title}</Name>,
    crumbs: [{ label: t('council.papers'), path: papers }],
    meta: (
      <Parts
        parts={[
          paper.number ?? t('council.paper.without-number'),
          t(`council.paper.kind.${paper.kind}`),
          publicWords(t, paper.isPublic),
          names.partyGroup(paper.originatorId) ?? names.organisation(paper.leadUnitId),
          format.day(paper.datedOn),
        ]}
      />
    ),
    actions: <Actions paper={paper} edits={edits} composed={working?.composed ?? false} />,
    body: (
      <Stack>
        <ConfirmationNote texts={paperConfirmations} />
        <Refused form={form} />
        {paper.state === 'withdrawn' && (
          <Alert kind="warning" title={t('council.paper.withdrawn')}>
            <Text>{t('council.paper.withdrawn-next')}</Text>
          </Alert>
        )}
        <WhichVersion paper={paper} shown={shown} latest={latest?.number} pending={pending !== undefined} />
        <Columns kind="side">
          <Stack gap="l">
            <ConsultationSection
              paper={paper}
              steps={steps}
              places={places}
              names={names}
              bodies={edits ? await bodyNames(tx) : []}
              meetings={edits ? await choosableMeetings(tx, actor) : []}
              form={form}
            />
            <DocumentBody paper={await shownDocument(tx, actor, paper, shown)} />
            {panels}
          </Stack>
          <Stack gap="l">
            <StateSection paper={paper} form={form} draftId={draft?.id} />
            <FactSection paper={paper} names={names} resolutions={resolutions.rows} />
            {versions.length > 0 && (
              <VersionSection paper={paper} versions={versions} shown={shown.version?.number} pending={pending} />
            )}
            <RelatedSection
              paper={paper}
              related={await relatedPapers(tx, actor, paper.id)}
              choices={edits ? await choosablePapers(tx, actor) : []}
              form={form}
            />
            <AttachmentSection paper={paper} attachments={await attachmentsOf(tx, paper.id)} form={form} />
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}

function Actions({ paper, edits, composed }: { paper: Paper; edits: boolean; composed: boolean }) {
  const { t, query } = useRender()
  const version = query.get('version')
  const file = (form: string) => `${paperPath(paper.id)}/files/${form}${version ? `?version=${version}` : ''}`
  return (
    <>
      {edits && !composed && (isDraft(paper.state) || mayCorrect(paper.state)) && (
        <ButtonLink to={`${paperPath(paper.id)}/edit`} look={isDraft(paper.state) ? 'primary' : 'secondary'}>
          {t(isDraft(paper.state) ? 'council.edit' : 'council.paper.correct')}
        </ButtonLink>
      )}
      <ButtonLink look="secondary" to={file('docx')}>
        DOCX
      </ButtonLink>
      <ButtonLink look="secondary" to={file('pdf')}>
        PDF
      </ButtonLink>
    </>
  )
}

interface WhichProps {
  readonly paper: Paper
  readonly shown: Shown
  readonly latest: number | undefined
  /** A correction is being prepared. */
  readonly pending: boolean
}

/** Says when the sheet is not the version that holds. */
function WhichVersion({ paper, shown, latest, pending }: WhichProps) {
  const { t, format } = useRender()
  const path = paperPath(paper.id)
  if (latest === undefined) return null
  if (shown.version === undefined)
    return (
      <Note kind="attention">
        {t('council.paper.shows-working')} <Link to={path}>{t('council.paper.show-current')}</Link>
      </Note>
    )
  if (shown.version.number < latest)
    return (
      <Note kind="attention">
        {t('council.paper.shows-old', { number: shown.version.number, day: format.day(shown.version.releasedOn) })}{' '}
        <Link to={path}>{t('council.paper.show-current')}</Link>
      </Note>
    )
  return pending ? (
    <Note>
      {t('council.paper.correction-pending')}{' '}
      <Link to={`${path}?version=working`}>{t('council.paper.show-working')}</Link>
    </Note>
  ) : null
}
