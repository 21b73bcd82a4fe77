/** What becomes of unknown and doubled fields: an error, a warning, nothing (metav1's FieldValidation directives). */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore'
