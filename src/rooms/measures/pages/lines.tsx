/** Several lines that somebody typed, as they typed them. */
export function Lines({ text }: { text: string | null }) {
  if (!text) return null
  return text.split('\n').map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text never change their order
    <span key={index}>
      {index > 0 && <br />}
      {line}
    </span>
  ))
}
