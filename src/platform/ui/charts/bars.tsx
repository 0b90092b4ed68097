/** A bar in a table cell; the figure stands beside it. `of` is what fills the cell: the largest value of the column. */
export function CellBar({
  value,
  of,
  within,
}: {
  value: number
  of: number /** A second, larger amount behind it: places for a need. */
  within?: number
}) {
  const share = (amount: number) => (of > 0 ? Math.max(0, Math.min(100, (amount / of) * 100)) : 0)
  return (
    <svg
      className="nl-chart nl-bar"
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {within !== undefined && <rect className="track" width={share(within)} height="10" />}
      <rect className="bar" width={share(value)} height="10" />
    </svg>
  )
}
