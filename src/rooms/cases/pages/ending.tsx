import { versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Alert,
  Button,
  ButtonRow,
  Columns,
  DatedList,
  DescriptionList,
  Form,
  Hidden,
  Link,
  List,
  Name,
  Note,
  Panel,
  RadioGroup,
  Section,
  Select,
  Stack,
  Text,
  TextField,
} from '../../../platform/ui/index.ts'
import { handoverPath, handoversOf } from '../../journeys/index.ts'
import { organisationNames } from '../../network/index.ts'
import { attainments, closureReasons } from '../domain/closing.ts'
import { ended, phases, transitions } from '../domain/phases.ts'
import { casePath, casesPath } from '../paths.ts'
import { managersOf, teamsOf } from '../queries/caseload.ts'
import { type CaseFile, getCaseToWrite } from '../queries.ts'
import { openTasks } from '../work/index.ts'

const crumbs = (t: PageRequest['t'], file: CaseFile) => [
  { label: t('cases.title'), path: casesPath },
  { label: file.reference, path: casePath(file.id) },
]

/** Closing: why, how far the goals were reached, and what still waits. */
export async function showClosing(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, t, params, form } = request
  const file = await getCaseToWrite(tx, actor, params.id)
  const waiting = (await handoversOf(tx, actor, file.id)).filter(({ state }) =>
    ['prepared', 'offered', 'askedBack', 'accepted'].includes(state),
  )
  const tasks = await openTasks(tx, file.id)
  return {
    title: t('cases.closing.title'),
    meta: file.reference,
    crumbs: crumbs(t, file),
    body: (
      <Columns kind="side">
        <Form
          action={`${casePath(file.id)}/close`}
          route="/cases/:id/close"
          labels={{ reason: t('cases.closing.reason'), attainment: t('cases.closing.attainment') }}
          failure={t('cases.closing.failure')}
          state={form}
        >
          <Hidden name="version" value={versionOf(form, '/cases/:id/close', file.version)} />
          <RadioGroup
            name="reason"
            choices={closureReasons.map((reason) => ({ value: reason, label: t(`cases.closing.reasons.${reason}`) }))}
          />
          <RadioGroup
            name="attainment"
            hint={t('cases.closing.attainment-hint')}
            choices={attainments.map((step) => ({ value: String(step), label: t(`cases.closing.attained.${step}`) }))}
          />
          <ButtonRow>
            <Button>{t('cases.closing.do')}</Button>
          </ButtonRow>
        </Form>
        <Stack gap="l">
          {waiting.length > 0 && (
            <Section title={t('cases.closing.waiting')}>
              <Stack gap="s">
                <Note kind="attention">{t('cases.closing.waiting-text', { n: waiting.length })}</Note>
                <List
                  items={waiting.map((one) => ({
                    key: one.id,
                    content: <Link to={handoverPath(one.id)}>{t('cases.closing.handover')}</Link>,
                  }))}
                />
              </Stack>
            </Section>
          )}
          {tasks.length > 0 && (
            <Section title={t('cases.closing.tasks')}>
              <Stack gap="s">
                <Note>{t('cases.closing.tasks-text', { n: tasks.length })}</Note>
                <DatedList
                  items={tasks.map((task) => ({
                    key: task.id,
                    on: task.dueOn,
                    content: <Name>{task.title}</Name>,
                  }))}
                />
              </Stack>
            </Section>
          )}
          <Panel title={t('cases.closing.then')}>
            <Text>{t('cases.closing.then-text')}</Text>
          </Panel>
        </Stack>
      </Columns>
    ),
  }
}

/** Another phase, another team: what happens rarely, on one page. */
export async function showManage(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, t, params, form, locale, clock } = request
  const file = await getCaseToWrite(tx, actor, params.id)
  const path = casePath(file.id)
  const format = createFormat(locale)
  const names = await organisationNames(tx, clock.today())
  const nameOf = (id: string) => names.find((one) => one.id === id)?.name ?? ''
  const teams = (await teamsOf(tx, file.controllerId)).filter((id) => id !== file.organisationId)
  const managers: { value: string; label: string }[] = []
  for (const team of teams)
    for (const { id, name } of await managersOf(tx, team))
      managers.push({ value: id, label: `${name} (${nameOf(team)})` })
  const following = phases.filter((phase) => transitions[file.phase].includes(phase) && phase !== 'closed')
  return {
    title: t('cases.manage.title'),
    meta: file.reference,
    layout: 'narrow',
    crumbs: crumbs(t, file),
    body: (
      <Stack gap="l">
        <DescriptionList
          items={[
            { term: t('cases.phase-label'), value: t(`cases.phase.${file.phase}`) },
            { term: t('cases.team'), value: nameOf(file.organisationId) },
            { term: t('cases.since'), value: format.day(file.openedOn) },
            { term: t('cases.access-path-label'), value: file.accessPath && t(`cases.access-path.${file.accessPath}`) },
          ]}
        />
        {following.length > 0 && (
          <Section title={t('cases.manage.phase')}>
            <Form
              action={`${path}/phase`}
              route="/cases/:id/phase"
              labels={{ phase: t('cases.manage.next-phase') }}
              state={form}
            >
              <Hidden name="version" value={versionOf(form, '/cases/:id/phase', file.version)} />
              <Select
                name="phase"
                empty={t('cases.choose')}
                options={following.map((phase) => ({ value: phase, label: t(`cases.phase.${phase}`) }))}
              />
              <ButtonRow>
                <Button look="secondary">{t('cases.manage.phase-do')}</Button>
              </ButtonRow>
            </Form>
          </Section>
        )}
        {!ended.includes(file.phase) && (
          <Section title={t('cases.closing.title')}>
            <Link to={`${path}/close`}>{t('cases.closing.open')}</Link>
          </Section>
        )}
        <Section title={t('cases.move.title')}>
          {teams.length === 0 ? (
            <Alert kind="info" title={t('cases.move.none')}>
              {t('cases.move.none-text')}
            </Alert>
          ) : (
            <Form
              action={`${path}/move`}
              route="/cases/:id/move"
              labels={{
                organisation: t('cases.move.to'),
                manager: t('cases.move.manager'),
                afterDays: t('cases.move.after-days'),
                afterNorm: t('cases.move.after-norm'),
              }}
              initial={{ afterDays: '30' }}
              state={form}
            >
              <Note>{t('cases.move.text')}</Note>
              <Hidden name="version" value={versionOf(form, '/cases/:id/move', file.version)} />
              <Select
                name="organisation"
                empty={t('cases.choose')}
                options={teams.map((id) => ({ value: id, label: nameOf(id) }))}
              />
              <Select name="manager" optional empty={t('cases.nobody')} options={managers} />
              <TextField name="afterDays" numeric width="s" hint={t('cases.move.after-days-hint')} />
              <TextField name="afterNorm" hint={t('cases.move.after-norm-hint')} maxLength={200} />
              <ButtonRow>
                <Button look="secondary">{t('cases.move.do')}</Button>
              </ButtonRow>
            </Form>
          )}
        </Section>
      </Stack>
    ),
  }
}

/** Of the form that was sent; the others of the page begin anew. */
const versionOf = (form: PageRequest['form'], route: string, current: number): number =>
  form?.route === route ? versionFor(form, current) : current
