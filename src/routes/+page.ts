import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';

// Dictation will live here; until then the first page is Transcribe.
export function load(): never {
  redirect(307, resolve('/transcribe'));
}
