import { defaultMemoryBudget } from '../core/models/memory-budget';

declare global {
  // A page has the one, a worker the other.
  interface Navigator {
    /** In GB, rounded, and capped at a figure that the browser chooses. Chromium's alone. */
    readonly deviceMemory?: number;
    /** Chromium's alone. */
    readonly userAgentData?: { readonly mobile: boolean };
  }
  interface WorkerNavigator {
    readonly deviceMemory?: number;
    readonly userAgentData?: { readonly mobile: boolean };
  }
}

/** What models may take together on this device, in bytes. */
export function deviceMemoryBudget(): number {
  const { deviceMemory, userAgentData, userAgent } = navigator;
  const isMobile = userAgentData?.mobile ?? /Mobi|Android|iPhone|iPad/.test(userAgent);
  return defaultMemoryBudget(deviceMemory ?? null, isMobile);
}
