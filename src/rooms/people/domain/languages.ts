export { languageName, languageTags } from '../../../platform/i18n/index.ts'
