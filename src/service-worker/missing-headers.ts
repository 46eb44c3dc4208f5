import type { WorkboxPlugin } from 'workbox-core';
import { BUILD_FACTS } from './build-facts';

/**
 * Some hosts cannot send headers (GitHub Pages): there each response gets them here. Worker scripts too, for a page's
 * policy does not reach into a worker.
 */
export const missingHeaders: WorkboxPlugin = {
  handlerWillRespond: ({ response }) => Promise.resolve(withHeaders(response)),
};

function withHeaders(response: Response): Response {
  if (response.headers.has('Cross-Origin-Embedder-Policy')) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(BUILD_FACTS.headers)) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
