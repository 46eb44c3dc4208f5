import { Database } from '../../library/database';
import { DayRecords } from '../../library/day-records';
import { isDeletionAsked } from '../../library/deletion-mark';
import type { MarkRequests, MetricsRequests } from '../../protocol/metrics';
import { serve } from '../../protocol/rpc';
import { announceLife } from '../../runtime/worker-life';
import { DayKeeper } from './day-keeper';

const store = new DayRecords(new Database());
const keeper = new DayKeeper({ store, now: () => new Date(), isDeletionAsked });

announceLife();
serve<MetricsRequests>(self, {
  marks: async ({ version, batches }) => {
    keeper.take(version, batches);
    return null;
  },
  listen: async ({ version, port }) => {
    serve<MarkRequests>(port, {
      marks: async (batches) => {
        keeper.take(version, batches);
        return null;
      },
    });
    return null;
  },
  days: () => keeper.days(),
  keep: async () => {
    await keeper.keep();
    return null;
  },
});
