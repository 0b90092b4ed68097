export const importsPath = '/measures/import'
export const importPath = (id: string): string => `${importsPath}/${id}`
