import type { Clock } from '../../../kernel/clock.ts'
import { createTranslate, readCatalogues } from '../../../platform/i18n/index.ts'
import { DescriptionList, List, renderReport, Section, Stack, uiFolder, useRender } from '../../../platform/ui/index.ts'
import type { Analysis } from '../analysis.ts'
import { sumOfDays } from '../durations.ts'
import { guessesOf } from '../guesses.ts'
import type { Words } from '../language.ts'
import { notesOf } from '../notes.ts'
import { inLine } from '../width.ts'
import { Edges } from './edges.tsx'
import { Worst } from './worst.tsx'

/** The answer as one HTML file that stands alone: nothing is loaded, no script, readable without colour and by ear. */
export async function asHtml(analysis: Analysis, words: Words, clock: Clock): Promise<string> {
  const catalogues = await readCatalogues([uiFolder, new URL('../', import.meta.url)])
  const t = createTranslate(words.t.locale, catalogues)
  const { source, question, edges } = analysis
  const attribute = t(`report.by-${question.kind}`, { attribute: inLine(question.attribute) })
  return renderReport({
    t,
    title: finding(analysis, { ...words, t }),
    name: t('report.name', { file: source.name }),
    meta: `${source.name} · ${attribute}`,
    body: <Body analysis={analysis} words={{ ...words, t }} />,
    today: clock.today(),
  })

  function finding({ edges: [worst] }: Analysis, { format }: Words): string {
    if (!worst || edges.length === 0) return t('note.nothing')
    const total = worst.measure === 'lost' ? worst.lost.total : worst.waiting.total
    const values = {
      from: inLine(worst.from),
      to: inLine(worst.to),
      days: sumOfDays(format, total),
      n: worst.n + worst.open,
    }
    return t(`report.finding-${worst.measure}`, values)
  }
}

function Body({ analysis, words }: { analysis: Analysis; words: Words }) {
  const worst = analysis.edges.find((edge) => edge.n > 0)
  const [, total = '', ...rest] = notesOf(analysis, analysis.edges, words)
  return (
    <Stack gap="l">
      {analysis.edges.length > 0 && <Edges analysis={analysis} note={total} />}
      {worst && <Worst analysis={analysis} edge={worst} />}
      <Trail analysis={analysis} notes={rest} lines={guessesOf(analysis, words)} />
    </Stack>
  )
}

/** Where the figures come from: counted, ranked, read, guessed, odd. */
function Trail({ analysis, notes, lines }: { analysis: Analysis; notes: readonly string[]; lines: readonly string[] }) {
  const { t, format } = useRender()
  const { source, question } = analysis
  const items = [...notes, ...lines].map((line, at) => ({ key: String(at), content: line }))
  return (
    <Section title={t('report.trail')}>
      <Stack>
        <DescriptionList
          items={[
            { term: t('report.file'), value: source.name },
            { term: t('report.events'), value: format.number(analysis.events) },
            { term: t('report.cases'), value: format.number(analysis.cases) },
            { term: t('report.attribute'), value: question.attribute },
          ]}
        />
        <List items={items} />
      </Stack>
    </Section>
  )
}
