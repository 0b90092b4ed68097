/**
 * The mark: two tracks with a seam between them; what arrives in pieces leaves as one line. Drawn for this project.
 * It is never mirrored, not even on right-to-left pages.
 */
export function Mark() {
  return (
    <svg className="nl-mark" viewBox="0 0 44 20" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round">
        <path d="M2 6h3M10.5 6h5M21 6c6 0 6 8 12 8h9" />
        <path d="M2 14h5M12.5 14h3M21 14c6 0 6-8 12-8h9" />
      </g>
    </svg>
  )
}
