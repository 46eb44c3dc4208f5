import { SharedFiles, withinLimits } from '../lib/library/shared-files';

declare const self: ServiceWorkerGlobalScope;

/** The address in the manifest to which the system sends what was shared with the app; any site can as well. */
export function isShare(request: Request): boolean {
  return request.method === 'POST' && new URL(request.url).pathname === inScope('share').pathname;
}

/** Keeps the files for the page that is opened now, which asks before they are anything but files that wait. */
export async function receiveShared(request: Request): Promise<Response> {
  // The page says so where nothing is found there.
  await keepFilesOf(request).catch(() => undefined);
  return Response.redirect(inScope('transcribe?shared').href, 303);
}

async function keepFilesOf(request: Request): Promise<void> {
  const form = await request.formData();
  const files = form.getAll('files').filter((each) => each instanceof File);
  if (files.length === 0) return;
  const shared = await SharedFiles.open();
  await shared.keep({ id: crypto.randomUUID(), atMs: Date.now(), ...withinLimits(files) });
  shared.close();
}

function inScope(path: string): URL {
  return new URL(path, self.registration.scope);
}
