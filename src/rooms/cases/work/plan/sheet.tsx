import { Meta, Note, Stack, useRender } from '../../../../platform/ui/index.ts'
import { planLabels } from './labels.ts'
import type { PlanSides, TwoSided } from './sides.ts'

/**
 * A plan side by side: German at the start, the person's language in a column of its own with its own direction. Readers of either
 * side find the same line.
 */
export function PlanSheet({ sides }: { sides: PlanSides }) {
  const { t } = useRender()
  return (
    <Stack gap="l">
      {!sides.reviewed && <Note>{t('cases.plan.not-reviewed')}</Note>}
      {sides.goals.map((goal) => (
        <div key={goal.key}>
          <Stack gap="s">
            <Pair sides={sides} text={goal.title} heading />
            {goal.until && <Pair sides={sides} text={withLabel(sides, 'until', goal.until)} />}
            <ol className="nl-list">
              {goal.steps.map((step) => (
                <li key={step.key} className={sides.single ? undefined : 'nl-twosided'}>
                  <div lang="de">
                    {step.title.german}
                    <Meta parts={[step.who.german, step.until && `${planLabels.de.until}: ${step.until.german}`]} />
                  </div>
                  {!sides.single && (
                    <div lang={sides.locale} dir={sides.direction}>
                      <Other sides={sides} text={step.title} />
                      <Meta
                        parts={[
                          <bdi key="who">{step.who.other}</bdi>,
                          step.until && (
                            <span key="until">
                              {planLabels[sides.locale].until}: <bdi>{step.until.other}</bdi>
                            </span>
                          ),
                        ]}
                      />
                    </div>
                  )}
                </li>
              ))}
            </ol>
          </Stack>
        </div>
      ))}
    </Stack>
  )
}

const withLabel = (sides: PlanSides, label: 'until', text: TwoSided): TwoSided => ({
  ...text,
  german: `${planLabels.de[label]}: ${text.german}`,
  other: `${planLabels[sides.locale][label]}: ${text.other}`,
})

/** Both sides of one line. */
function Pair({ sides, text, heading }: { sides: PlanSides; text: TwoSided; heading?: boolean }) {
  const german = <span lang="de">{text.german}</span>
  return (
    <div className={sides.single ? undefined : 'nl-twosided'}>
      {heading ? <h2 className="nl-h3">{german}</h2> : <p className="nl-meta">{german}</p>}
      {!sides.single && (
        <p className={heading ? 'nl-h3' : 'nl-meta'} lang={sides.locale} dir={sides.direction}>
          <Other sides={sides} text={text} />
        </p>
      )}
    </div>
  )
}

/** The person's side; where nobody typed in a translation, the German words, marked. */
function Other({ sides, text }: { sides: PlanSides; text: TwoSided }) {
  if (!text.untranslated) return text.other
  return (
    <>
      <bdi lang="de">{text.german}</bdi> <small className="nl-muted">({planLabels[sides.locale].onlyGerman})</small>
    </>
  )
}
