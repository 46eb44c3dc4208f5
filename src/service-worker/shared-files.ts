import { SharedFiles } from '../lib/library/shared-files';

declare const self: ServiceWorkerGlobalScope;

/** The address in the manifest to which the system sends what was shared with the app. */
export function isShare(request: Request): boolean {
  return request.method === 'POST' && new URL(request.url).pathname.endsWith('/share');
}

/** Keeps the files for the page that is opened now. */
export async function receiveShared(request: Request): Promise<Response> {
  const form = await request.formData();
  const files = form.getAll('files').filter((each) => each instanceof File);
  const shared = await SharedFiles.open();
  for (const file of files) await shared.keep(file);
  return Response.redirect(new URL('transcribe?shared', self.registration.scope).href, 303);
}
