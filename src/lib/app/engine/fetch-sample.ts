import type { Clients } from './create-clients';

/**
 * The English recording that a visitor can try: ten seconds for an engine that is measured.
 *
 * @param home the app's own address, absolute, with a slash at its end
 * @throws AppError as ModelClient.fetchFile
 */
export async function fetchSample(models: Pick<Clients['models'], 'fetchFile'>, home: string) {
  const name = 'sample-en.flac';
  return { file: new File([await models.fetchFile(`${home}samples/${name}`)], name), language: 'en' };
}
