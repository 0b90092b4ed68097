import type { FormState } from '../../../../platform/http/index.ts'
import { Button, Form, List, Section, Stack, TextArea, useRender } from '../../../../platform/ui/index.ts'
import { proposalPath } from '../paths.ts'
import type { Proposal, ProposalComment } from '../queries/proposals.ts'

interface Props {
  readonly proposal: Proposal
  readonly comments: readonly ProposalComment[]
  readonly offices: ReadonlyMap<string, string>
  readonly takesPart: boolean
  readonly form: FormState | undefined
}

/** What offices say to a proposal between meetings. */
export function CommentSection({ proposal, comments, offices, takesPart, form }: Props) {
  const { t, format } = useRender()
  if (comments.length === 0 && !takesPart) return null
  return (
    <Section title={t('steering.comments.title')}>
      <Stack>
        {comments.length > 0 && (
          <List
            items={comments.map(({ id, text, organisationId, givenAt }) => ({
              key: id,
              content: text,
              meta: [
                (organisationId && offices.get(organisationId)) ?? t('steering.comments.without-office'),
                format.instant(givenAt),
              ].join(' · '),
            }))}
          />
        )}
        {takesPart && (
          <Form
            action={`${proposalPath(proposal.number)}/comments`}
            route="/steering/proposals/:number/comments"
            prefix="comment-"
            labels={{ text: t('steering.comments.text') }}
            state={form}
          >
            <TextArea name="text" rows={3} maxLength={2000} hint={t('steering.comments.hint')} />
            <Button look="secondary">{t('steering.comments.add')}</Button>
          </Form>
        )}
      </Stack>
    </Section>
  )
}
