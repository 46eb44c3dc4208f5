import type { Page } from '@playwright/test';

interface Entry<Value> {
  readonly key: IDBValidKey;
  readonly value: Value;
}

/** What a store of the app's database holds at this moment, by key. */
export function storeOnDevice<Value>(page: Page, store: string): Promise<readonly Entry<Value>[]> {
  return page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('superwhisper2');
      opening.addEventListener('error', reject);
      opening.addEventListener('success', () => resolve(opening.result));
    });
    const transaction = database.transaction(name);
    const [keys, values] = [
      transaction.objectStore(name).getAllKeys(),
      transaction.objectStore(name).getAll(),
    ];
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    database.close();
    return keys.result.map((key, index) => ({ key, value: values.result[index] }));
  }, store);
}
