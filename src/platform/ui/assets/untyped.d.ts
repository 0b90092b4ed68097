/** The two build tools that bring no types; only what we call. */
declare module 'rtlcss' {
  const rtlcss: { process(css: string): string }
  export default rtlcss
}

declare module 'subset-font' {
  interface Options {
    readonly targetFormat: 'woff2' | 'truetype'
    readonly noHinting?: boolean
    readonly keepFeatures?: readonly string[]
  }
  export default function subsetFont(font: Buffer, text: string, options: Options): Promise<Buffer>
}
