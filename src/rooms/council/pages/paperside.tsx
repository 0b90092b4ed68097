import type { PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  DescriptionList,
  Details,
  Form,
  Hidden,
  Link,
  List,
  Meta,
  Name,
  Row,
  Section,
  Stack,
  Tag,
  TextArea,
  useRender,
} from '../../../platform/ui/index.ts'
import { isDraft, mayMovePaper } from '../domain/states.ts'
import { draftPath } from '../drafting/paths.ts'
import { paperPath, resolutionPath } from '../paths.ts'
import type { Names } from '../queries/names.ts'
import type { Paper, PaperVersion, WorkingText } from '../queries/papers.ts'
import type { Resolution } from '../queries/resolutions.ts'
import { PaperStateMark } from './words.tsx'

type Sent = PageRequest['form']

/** How the paper stands and what can be done with it as a whole. */
/** `draftId`: the platform composed the paper; then it is reviewed and released where it was composed. */
export function StateSection({ paper, form, draftId }: { paper: Paper; form: Sent; draftId: string | undefined }) {
  const { t, may, format } = useRender()
  const path = paperPath(paper.id)
  const step = (move: string, label: string, look: 'secondary' | 'tertiary' = 'secondary') => (
    <Form action={`${path}/${move}`} labels={{}} prefix={`${move}-`}>
      <Hidden name="version" value={paper.version} />
      <Button look={look}>{label}</Button>
    </Form>
  )
  return (
    <Section title={t('council.paper.field.state')}>
      <Stack>
        <Row>
          <PaperStateMark state={paper.state} />
          {paper.simulated && <Tag>{t('council.simulated')}</Tag>}
        </Row>
        {draftId !== undefined && may('council.read-internal') && (
          <Link to={draftPath(draftId)}>{t('council.paper.to-draft')}</Link>
        )}
        {may('council.edit') && isDraft(paper.state) && draftId === undefined && (
          <>
            <Row>
              {mayMovePaper(paper.state, 'submit') && step('submit', t('council.paper.submit'))}
              {paper.number === null && step('number', t('council.paper.give-number'))}
              {step('release', t('council.paper.release'))}
              {mayMovePaper(paper.state, 'return') && step('return', t('council.paper.return'), 'tertiary')}
            </Row>
            <Meta>{t('council.paper.release-means')}</Meta>
          </>
        )}
        {may('council.edit') && mayMovePaper(paper.state, 'withdraw') && <Withdraw paper={paper} form={form} />}
        <Meta parts={[t('council.changed-at', { at: format.instant(paper.changedAt) })]} />
        {may('council.read-internal') && <Link to={`${path}/history`}>{t('council.history.link')}</Link>}
      </Stack>
    </Section>
  )
}

function Withdraw({ paper, form }: { paper: Paper; form: Sent }) {
  const { t } = useRender()
  const route = '/papers/:id/withdraw'
  return (
    <Details summary={t('council.paper.withdraw')} open={form?.route === route}>
      <Form
        action={`${paperPath(paper.id)}/withdraw`}
        route={route}
        labels={{ reason: t('council.paper.field.reason') }}
        state={form}
        prefix="withdraw-"
      >
        <Hidden name="version" value={paper.version} />
        <TextArea name="reason" rows={2} maxLength={1000} hint={t('council.paper.withdraw-hint')} />
        <ButtonRow>
          <Button look="secondary">{t('council.paper.withdraw')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}

export function FactSection({
  paper,
  names,
  resolutions,
}: {
  paper: Paper
  names: Names
  resolutions: readonly Resolution[]
}) {
  const { t, format } = useRender()
  return (
    <Section title={t('council.paper.facts')}>
      <DescriptionList
        items={[
          { term: t('council.paper.field.number'), value: paper.number },
          { term: t('council.paper.field.leadUnit'), value: names.organisation(paper.leadUnitId) },
          { term: t('council.paper.field.rapporteurRole'), value: paper.rapporteurRole },
          { term: t('council.paper.field.originator'), value: names.partyGroup(paper.originatorId) },
          { term: t('council.paper.field.datedOn'), value: format.day(paper.datedOn) },
          {
            term: t('council.system'),
            value: paper.address && <Link to={paper.address}>{t('council.open-system')}</Link>,
          },
          {
            term: t('council.resolution.from-it', { count: resolutions.length }),
            value:
              resolutions.length > 0 &&
              resolutions.map((one) => (
                <p key={one.id}>
                  <Link to={resolutionPath(one.id)}>
                    <Name>{`${names.bodyShort(one.bodyId) ?? ''}, ${format.day(one.decidedOn)}`}</Name>
                  </Link>
                </p>
              )),
          },
        ].filter(({ value }) => value)}
      />
    </Section>
  )
}

interface VersionProps {
  readonly paper: Paper
  readonly versions: readonly PaperVersion[]
  readonly shown: number | undefined
  readonly pending: WorkingText | undefined
}

/** What was released, newest first, and the correction that is being prepared. */
export function VersionSection({ paper, versions, shown, pending }: VersionProps) {
  const { t, format } = useRender()
  const path = paperPath(paper.id)
  return (
    <Section title={t('council.paper.versions')}>
      <Stack gap="s">
        {pending && (
          <Meta>
            <Link to={`${path}?version=working`}>{t('council.paper.correction-pending')}</Link>
          </Meta>
        )}
        <List
          items={versions.map((version, index) => ({
            key: String(version.number),
            content: (
              <Link
                to={index === 0 ? path : `${path}?version=${version.number}`}
                {...(version.number === shown && { current: 'true' as const })}
              >
                {t('council.paper.version', { number: version.number, day: format.day(version.releasedOn) })}
              </Link>
            ),
            meta: version.reason,
            below: (
              <Row>
                {version.number > 1 && (
                  <Link to={`${path}/versions/${version.number}`}>{t('council.paper.what-changed')}</Link>
                )}
                <span className="nl-meta">{t('council.checksum', { start: version.checksum.slice(0, 12) })}</span>
              </Row>
            ),
          }))}
        />
      </Stack>
    </Section>
  )
}
