/**
 * Lets the worker take its messages: a chain of awaited decoder and detector runs is all microtasks, behind which a
 * cancellation would wait until the end of the file. A message, because nested timers take 4 ms at least.
 */
export function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
