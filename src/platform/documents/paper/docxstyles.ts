import type { IStylesOptions } from 'docx'

export const ink = '171A2B'
export const muted = '535A78'
export const hair = 'C3C7D6'
export const axis = '8F95B2'
export const accent = '1F45B0'
/** Offices have it seldom; Word then takes what it finds, so sizes leave room. */
export const fontName = 'Fira Sans'

/** Styles by the names that Word knows, so that an office's own template takes over when the text is pasted into it. */
export function stylesOf(language: string): IStylesOptions {
  const heading = (size: number, before: number, after: number) => ({
    run: { size, bold: true, color: ink, font: fontName },
    paragraph: { spacing: { before, after }, keepNext: true, keepLines: true },
  })
  const own = (
    id: string,
    name: string,
    run: NonNullable<IStylesOptions['paragraphStyles']>[number]['run'],
    paragraph: NonNullable<IStylesOptions['paragraphStyles']>[number]['paragraph'],
  ) => ({ id, name, basedOn: 'Normal', quickFormat: true, run, paragraph })
  const edge = { style: 'single', size: 16, space: 8, color: '6D83C9' } as const
  return {
    default: {
      document: {
        run: { font: fontName, size: 21, color: ink, language: { value: language, eastAsia: language } },
        paragraph: { spacing: { after: 140, line: 276 } },
      },
      title: heading(38, 240, 120),
      heading1: heading(26, 360, 140),
      heading2: heading(23, 280, 110),
      heading3: heading(21, 240, 100),
      listParagraph: { paragraph: { spacing: { after: 80 } } },
      hyperlink: { run: { color: accent, underline: { type: 'single' } } },
    },
    paragraphStyles: [
      own('Quote', 'Quote', {}, { border: { left: edge }, indent: { left: 220 }, spacing: { before: 60, after: 100 } }),
      own('QuoteSource', 'Quote Source', { size: 18, color: muted }, { indent: { left: 220 } }),
      own('Caption', 'caption', { size: 18, color: muted }, { spacing: { before: 220, after: 60 } }),
      own('Subject', 'Subject Line', { bold: true }, { spacing: { after: 160 } }),
      own('Fact', 'Fact', {}, { spacing: { after: 60 } }),
      own('Key', 'Comparison Key', { size: 18, color: muted }, { spacing: { after: 60 }, keepNext: true }),
      own(
        'Comparison',
        'Comparison',
        {},
        { border: { left: { ...edge, color: hair } }, indent: { left: 220 }, spacing: { after: 100 } },
      ),
      own(
        'TableHeader',
        'Table Header',
        { size: 18, color: muted },
        { spacing: { after: 0, line: 240 }, keepNext: true },
      ),
      own('TableText', 'Table Text', { size: 19 }, { spacing: { after: 0, line: 250 } }),
      own('AfterTable', 'After Table', { size: 12 }, { spacing: { after: 60, line: 200 } }),
      own(
        'Source',
        'Source',
        { size: 18, color: muted },
        { indent: { left: 400, hanging: 400 }, spacing: { after: 60 } },
      ),
      own(
        'IssuerLine',
        'Issuer Line',
        { bold: true, size: 22 },
        { border: { bottom: { style: 'single', size: 10, space: 4, color: ink } }, spacing: { after: 120 } },
      ),
      own(
        'RunningLine',
        'Running Line',
        { size: 18, color: muted },
        { border: { bottom: { style: 'single', size: 4, space: 4, color: hair } } },
      ),
      own('FootLine', 'Foot Line', { size: 18, color: muted }, { spacing: { after: 0 } }),
    ],
  }
}
