/** The kiosk's own way from a reading to filled forms, for who measures it. */
export { prefillForms as fillForms } from '../src/intake/domain/prefill-forms.ts';
