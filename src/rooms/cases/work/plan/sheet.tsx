import { Meta, Note, useRender } from '../../../../platform/ui/index.ts'
import { planLabels } from './labels.ts'
import type { PlanSides, TwoSided } from './sides.ts'

/**
 * A plan side by side: German at the start, the person's language in a column of its own with its own direction. Readers of either
 * side find the same line.
 */
export function PlanSheet({ sides, signed }: { sides: PlanSides; signed?: boolean }) {
  const { t } = useRender()
  return (
    <div className="nl-stack nl-stack--l">
      {!sides.reviewed && <Note>{t('cases.plan.not-reviewed')}</Note>}
      {sides.goals.map((goal) => (
        <section key={goal.key} className="nl-stack nl-stack--s">
          <Pair sides={sides} text={goal.title} heading />
          {goal.until && <Pair sides={sides} text={withLabel(sides, 'until', goal.until)} />}
          {goal.steps.length > 0 && (
            <table className="kern-table kern-table--small nl-table">
              <caption className="kern-sr-only">{goal.title.german}</caption>
              <thead>
                <tr>
                  <Heads sides={sides} german />
                  {!sides.single && <Heads sides={sides} />}
                </tr>
              </thead>
              <tbody>
                {goal.steps.map((step) => (
                  <tr key={step.key} className="kern-table__row">
                    <td className="kern-table__cell" lang="de">
                      {step.title.german}
                      <Meta parts={[step.who.german, step.until && `${planLabels.de.until}: ${step.until.german}`]} />
                    </td>
                    {!sides.single && (
                      <td className="kern-table__cell">
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
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      ))}
      {signed && <Signatures sides={sides} />}
    </div>
  )
}

function Heads({ sides, german }: { sides: PlanSides; german?: boolean }) {
  const locale = german ? 'de' : sides.locale
  return (
    <th scope="col" className="kern-table__header">
      <span lang={locale} dir={german ? 'ltr' : sides.direction}>
        {planLabels[locale].step}
      </span>
    </th>
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

function Signatures({ sides }: { sides: PlanSides }) {
  const line = (text: TwoSided) => <Pair sides={sides} text={text} />
  const both = (key: 'confirm' | 'place' | 'signature'): TwoSided => ({
    german: planLabels.de[key],
    other: planLabels[sides.locale][key],
    untranslated: false,
  })
  return (
    <section className="nl-stack">
      {line(both('confirm'))}
      <div className="nl-signature">{line(both('place'))}</div>
      <div className="nl-signature">{line(both('signature'))}</div>
    </section>
  )
}
