/** The model that ships with the app: its manifest and its parts lie under static/models. */
export const SHIPPED_MODEL: { readonly id: string; readonly name: string; readonly sizeBytes: number } = {
  id: 'whisper-base-q8_0',
  name: 'Whisper base',
  sizeBytes: 81_768_585,
};
