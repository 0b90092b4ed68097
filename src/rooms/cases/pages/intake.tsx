import type { Id } from '../../../kernel/ids.ts'
import { isId } from '../../../kernel/ids.ts'
import { isSelectable, labelOf, readList, targetGroups } from '../../../platform/codelists/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Checkbox,
  Columns,
  Form,
  Hidden,
  Note,
  Panel,
  RadioGroup,
  Select,
  Stack,
  Text,
  TextArea,
} from '../../../platform/ui/index.ts'
import { familyOf, getPerson, personPath } from '../../people/index.ts'
import { accessPaths, criteria, decisions } from '../domain/intake.ts'
import { casesPath } from '../paths.ts'

/** Is case management right here, and may it begin? */
export async function showIntake(request: PageRequest): Promise<Page> {
  const { tx, actor, t, query, clock, form } = request
  const asked = String(form?.values['person'] ?? query.get('person') ?? '')
  if (!isId(asked)) return searchFirst(t)
  const person = await getPerson(tx, actor, asked as Id<'person'>)
  const family = await familyOf(tx, actor, person.id, clock.today())
  const name = person.name ?? person.code
  return {
    title: t('cases.intake.title'),
    meta: name,
    crumbs: [
      { label: t('cases.title'), path: casesPath },
      { label: name, path: personPath(person.id) },
    ],
    body: (
      <Columns kind="side">
        <Form
          action={`${casesPath}/new`}
          route={`${casesPath}/new`}
          labels={{
            ...Object.fromEntries(criteria.map((one) => [one, t(`cases.intake.criterion.${one}`)])),
            accessPath: t('cases.intake.access-path'),
            targetGroup: t('cases.intake.target-group'),
            withFamily: t('cases.intake.with-family'),
            own: t('cases.intake.own'),
            decision: t('cases.intake.decision'),
            reason: t('cases.intake.reason'),
          }}
          initial={{ withFamily: family !== undefined, decision: 'accept' }}
          failure={t('cases.intake.failure')}
          state={form}
        >
          <Hidden name="person" value={person.id} />
          {criteria.map((criterion) => (
            <RadioGroup
              key={criterion}
              name={criterion}
              hint={t(`cases.intake.criterion-hint.${criterion}`)}
              choices={[
                { value: 'yes', label: t('cases.intake.yes') },
                { value: 'no', label: t('cases.intake.no') },
              ]}
            />
          ))}
          <Select
            name="accessPath"
            empty={t('cases.choose')}
            options={accessPaths.map((path) => ({ value: path, label: t(`cases.access-path.${path}`) }))}
          />
          <Select name="targetGroup" optional empty={t('cases.choose')} options={await groups(request)} />
          {family && (
            <Checkbox name="withFamily" hint={t('cases.intake.with-family-hint', { n: family.members.length })} />
          )}
          <Checkbox name="own" hint={t('cases.intake.own-hint')} />
          <RadioGroup
            name="decision"
            choices={decisions.map((decision) => ({
              value: decision,
              label: t(`cases.intake.decide.${decision}`),
              hint: t(`cases.intake.decide-hint.${decision}`),
            }))}
          />
          <TextArea name="reason" optional hint={t('cases.intake.reason-hint')} rows={3} />
          <ButtonRow>
            <Button>{t('cases.intake.do')}</Button>
          </ButtonRow>
        </Form>
        <Stack>
          <Panel title={t('cases.intake.tell')}>
            <Stack gap="s">
              <Text>{t('cases.intake.tell-text')}</Text>
              <Note>{t('cases.intake.tell-sheet')}</Note>
            </Stack>
          </Panel>
        </Stack>
      </Columns>
    ),
  }
}

/** Search before create: a case begins with a person who was looked for. */
const searchFirst = (t: PageRequest['t']): Page => ({
  title: t('cases.intake.title'),
  layout: 'narrow',
  crumbs: [{ label: t('cases.title'), path: casesPath }],
  body: (
    <Stack>
      <Text>{t('cases.intake.search-first')}</Text>
      <ButtonRow>
        <ButtonLink to="/people">{t('cases.intake.search')}</ButtonLink>
      </ButtonRow>
    </Stack>
  ),
})

async function groups({ tx, locale, clock }: PageRequest) {
  const { entries } = await readList(tx, targetGroups)
  return entries
    .filter((entry) => isSelectable(entry, clock.today()))
    .map((entry) => ({ value: entry.key, label: labelOf(entry, locale) }))
}
