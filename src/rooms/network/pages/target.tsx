import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Checkbox,
  Columns,
  DateField,
  Form,
  Meta,
  Name,
  Path,
  RadioGroup,
  Section,
  Stack,
  TextArea,
  TextField,
} from '../../../platform/ui/index.ts'
import { targetUnits } from '../domain/kinds.ts'
import { pathOf } from '../paths.ts'
import { getInterface } from '../queries/interfaces.ts'
import { targetsOf } from '../queries/targets.ts'
import { TargetTable } from './interface.tsx'
import { crumbsTo } from './record.tsx'
import { fieldLabels } from './words.ts'

/** The form for the next target of an interface, with those that were agreed before. */
export async function showTargetForm(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, t, form, clock } = request
  const one = await getInterface(tx, actor, params.key, clock.today())
  const targets = await targetsOf(tx, one.id)
  const names = ['agreed', 'days', 'unit', 'validFrom', 'agreedBetween', 'note', 'backdated'] as const
  // The box is shown only where it is needed: nobody shall tick it on the way.
  const asked = form?.issues.some((issue) => issue.code === 'network-backdated') || form?.values['backdated'] === 'on'
  return {
    title: t('network.target.add'),
    crumbs: crumbsTo(t, 'interface', { key: one.key, title: one.name }),
    meta: (
      <Name>
        <Path from={one.fromLabel} to={one.toLabel} />
      </Name>
    ),
    body: (
      <Columns kind="equal">
        <Stack>
          <Form
            labels={fieldLabels(t, 'interface', names)}
            initial={{ agreed: 'days', unit: one.targetUnit ?? 'calendarDays', validFrom: clock.today() }}
            state={form}
            failure={t('network.target.not-set')}
          >
            <Meta>{t('network.target.text')}</Meta>
            <RadioGroup
              name="agreed"
              choices={(['days', 'none'] as const).map((value) => ({
                value,
                label: t(`network.target.agreed.${value}`),
              }))}
            />
            <TextField name="days" numeric width="s" optional maxLength={4} hint={t('network.target.days-hint')} />
            <RadioGroup
              name="unit"
              choices={targetUnits.map((unit) => ({
                value: unit,
                label: t(`network.target-unit.${unit}`),
                hint: t(`network.target-unit-hint.${unit}`),
              }))}
            />
            <DateField name="validFrom" />
            <TextField name="agreedBetween" optional maxLength={300} hint={t('network.target.agreed-hint')} />
            <TextArea name="note" optional maxLength={1000} rows={3} hint={t('network.target.note-hint')} />
            {asked && <Checkbox name="backdated" hint={t('network.target.backdated-hint')} />}
            <ButtonRow>
              <Button>{t('network.target.add')}</Button>
              <ButtonLink look="tertiary" to={pathOf('interface', one.key)}>
                {t('network.cancel')}
              </ButtonLink>
            </ButtonRow>
          </Form>
        </Stack>
        <Section title={t('network.target.history')}>
          {targets.length > 0 ? <TargetTable targets={targets} /> : <Meta>{t('network.target.none-today')}</Meta>}
        </Section>
      </Columns>
    ),
  }
}
