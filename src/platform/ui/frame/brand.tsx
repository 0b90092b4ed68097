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

/** The mark as a file of its own, for browser tabs. */
export const markFile = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>g{stroke:#1d43a8}@media(prefers-color-scheme:dark){g{stroke:#9db5f0}}</style><g fill="none" stroke-width="4" stroke-linecap="round"><path d="M3 11h4c9 0 9 10 18 10h4M3 21h4c9 0 9-10 18-10h4"/></g></svg>`
