import type { WorkboxPlugin } from 'workbox-core';
import { headersFor } from './build-facts';

/**
 * Some hosts cannot send headers (GitHub Pages): there each response gets them here. Worker scripts too, for a page's
 * policy does not reach into a worker.
 */
export const missingHeaders: WorkboxPlugin = {
  handlerWillRespond: ({ request, response }) => Promise.resolve(withHeaders(request, response)),
};

function withHeaders({ url }: Request, response: Response): Response {
  if (response.headers.has('Cross-Origin-Embedder-Policy')) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(headersFor(url))) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
