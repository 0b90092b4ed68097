import type { PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  Details,
  FileField,
  Form,
  Hidden,
  Link,
  List,
  Meta,
  Name,
  Section,
  Select,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../../platform/ui/index.ts'
import { relationKinds } from '../domain/kinds.ts'
import { isDraft } from '../domain/states.ts'
import { paperPath } from '../paths.ts'
import type { Attachment, Paper, RelatedPaper } from '../queries/papers.ts'

type Sent = PageRequest['form']

interface RelatedProps {
  readonly paper: Paper
  readonly related: readonly RelatedPaper[]
  /** Given to those who may edit. */
  readonly choices: readonly { readonly id: string; readonly number: string | null; readonly title: string }[]
  readonly form: Sent
}

export function RelatedSection({ paper, related, choices, form }: RelatedProps) {
  const { t, format, may } = useRender()
  const edits = may('council.edit')
  if (related.length === 0 && !edits) return null
  const route = '/papers/:id/related'
  const others = choices.filter(({ id }) => id !== paper.id)
  return (
    <Section title={t('council.related.many')}>
      <Stack gap="s">
        {related.length === 0 && <Meta>{t('council.related.none')}</Meta>}
        {related.length > 0 && (
          <List
            items={related.map((one) => ({
              key: `${one.id}-${one.direction}`,
              content: (
                <Link to={paperPath(one.id)}>
                  <Name>{[one.number, one.title].filter(Boolean).join(' ')}</Name>
                </Link>
              ),
              meta: `${t(`council.related.${one.direction}.${one.relation}`)} · ${format.day(one.datedOn)}`,
              below: edits && one.direction === 'earlier' && (
                <Form action={`${paperPath(paper.id)}/related/remove`} labels={{}} prefix={`${one.id}-`}>
                  <Hidden name="row" value={one.id} />
                  <Button look="row">{t('council.remove')}</Button>
                </Form>
              ),
            }))}
          />
        )}
        {edits && others.length > 0 && (
          <Details summary={t('council.related.add')} open={form?.route === route}>
            <Form
              action={`${paperPath(paper.id)}/related`}
              route={route}
              labels={{ paper: t('council.related.paper'), relation: t('council.related.kind') }}
              initial={{ relation: 'related' }}
              state={form}
              prefix="related-"
            >
              <Select
                name="paper"
                options={others.map(({ id, number, title }) => ({
                  value: id,
                  label: [number, title].filter(Boolean).join(' '),
                }))}
                empty={t('council.choose')}
              />
              <Select
                name="relation"
                options={relationKinds.map((kind) => ({ value: kind, label: t(`council.related.earlier.${kind}`) }))}
              />
              <ButtonRow>
                <Button look="secondary">{t('council.related.add')}</Button>
              </ButtonRow>
            </Form>
          </Details>
        )}
      </Stack>
    </Section>
  )
}

export function AttachmentSection({
  paper,
  attachments,
  form,
}: {
  paper: Paper
  attachments: readonly Attachment[]
  form: Sent
}) {
  const { t, may } = useRender()
  const edits = may('council.edit') && isDraft(paper.state)
  if (attachments.length === 0 && !edits) return null
  const path = `${paperPath(paper.id)}/attachments`
  const route = '/papers/:id/attachments'
  return (
    <Section title={t('council.attachment.many')}>
      <Stack gap="s">
        {attachments.length === 0 && <Meta>{t('council.attachment.none')}</Meta>}
        {attachments.length > 0 && (
          <List
            items={attachments.map((one) => ({
              key: one.id,
              content: (
                <Link to={one.address ?? `${path}/${one.id}`}>
                  <Name>{one.name}</Name>
                </Link>
              ),
              below: edits && (
                <Form action={`${path}/remove`} labels={{}} prefix={`${one.id}-`}>
                  <Hidden name="row" value={one.id} />
                  <Button look="row">{t('council.remove')}</Button>
                </Form>
              ),
            }))}
          />
        )}
        {edits && (
          <Details summary={t('council.attachment.add')} open={form?.route === route}>
            <Form
              action={path}
              route={route}
              labels={{
                name: t('council.attachment.name'),
                file: t('council.attachment.file'),
                address: t('council.attachment.address'),
              }}
              state={form}
              prefix="attachment-"
              files
            >
              <TextField name="name" maxLength={300} />
              <FileField name="file" optional />
              <TextField name="address" optional type="url" maxLength={1000} hint={t('council.attachment.or')} />
              <ButtonRow>
                <Button look="secondary">{t('council.attachment.add')}</Button>
              </ButtonRow>
            </Form>
            {paper.isPublic && <Text>{t('council.attachment.public')}</Text>}
          </Details>
        )}
      </Stack>
    </Section>
  )
}
