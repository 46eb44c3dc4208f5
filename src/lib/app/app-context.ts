import { createContext } from 'svelte';
import type { App } from './start-app';

/** The app, handed down from the layout to every page. */
export const [getApp, setApp] = createContext<App>();
