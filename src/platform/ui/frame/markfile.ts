/** The mark as a file of its own, for browser tabs. */
export const markFile = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>g{stroke:#1d43a8}@media(prefers-color-scheme:dark){g{stroke:#9db5f0}}</style><g fill="none" stroke-width="4" stroke-linecap="round"><path d="M3 11h4c9 0 9 10 18 10h4M3 21h4c9 0 9-10 18-10h4"/></g></svg>`
