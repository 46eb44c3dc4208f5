import type { BrowserContext } from '@playwright/test';
import { toEnd, typeWords, type Scene } from './activities';
import { openAt } from './scene';

/** The server goes so long before the browser does. */
const GONE_BEFORE_MS = 2_500;

export type Variant = 'alone' | 'second-window' | 'full-quota' | 'server-gone';

interface Circumstances {
  /** Before the clock starts. */
  readonly before?: (context: BrowserContext, scene: Scene) => Promise<void>;
  /** Beside the activity. */
  readonly during?: (scene: Scene, momentMs: number) => Promise<void>;
}

/** What makes a kill harder to bear. */
export const VARIANTS: Readonly<Record<Variant, Circumstances>> = {
  alone: {},
  'second-window': { before: typeInSecond },
  'full-quota': { before: fillQuota },
  'server-gone': {
    during: async ({ host }, momentMs) => {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, momentMs - GONE_BEFORE_MS)));
      await host.stop();
    },
  },
};

/** A second window on the same document, in which a person writes too. */
async function typeInSecond(context: BrowserContext, { page, host }: Scene): Promise<void> {
  const other = await openAt(context, host.url);
  await toEnd(other);
  await typeWords(other, 'other', 1);
  await page.bringToFront();
}

/** What is there stays, and nothing more comes in. */
async function fillQuota(context: BrowserContext, { page, host }: Scene): Promise<void> {
  const session = await context.newCDPSession(page);
  const { origin } = new URL(host.url);
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage });
}
