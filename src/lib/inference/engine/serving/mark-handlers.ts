import type { MarkSender } from '../../../protocol/mark-sender';
import type { MarkRequests, MarkSourceRequests } from '../../../protocol/metrics';
import { RpcClient, type Handlers } from '../../../protocol/rpc';

/** Where marks of this thread go. */
export function markHandlers(sender: Pick<MarkSender, 'connect'>): Handlers<MarkSourceRequests> {
  return {
    'send-marks': ({ port }) => {
      const client = new RpcClient<MarkRequests>(port);
      sender.connect((batches) => client.call('marks', batches));
      return Promise.resolve(null);
    },
  };
}
