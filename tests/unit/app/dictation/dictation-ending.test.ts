import { AppError } from '../../../../src/lib/core/errors';
import { describe, expect, test, vi } from 'vitest';
import { ENGINE, settle } from '../fake-clients';
import { DictationPage, utterance } from './dictation-page';

describe('the end of a dictation', () => {
  test('its sound is forgotten when its text is on the disk, and not before', async () => {
    const page = new DictationPage();
    let kept: () => void = () => undefined;
    page.target.whenKept.mockImplementation(() => new Promise((resolve) => (kept = resolve)));
    await page.start();
    await page.hear();
    page.dictation.stop();
    await page.end();
    expect([page.kind, page.forgotten, page.released]).toEqual(['idle', [], []]);
    kept();
    await settle();
    expect([page.forgotten, page.released]).toEqual([['sound'], ['sound']]);
  });

  test('somebody is at work until the last text is written, not only while somebody speaks', async () => {
    const page = new DictationPage();
    await page.start();
    await page.hear();
    page.dictation.stop();
    expect([page.kind, page.work.here]).toEqual(['finishing', ['dictation']]);
    await page.end();
    expect(page.work.here).toEqual([]);
  });

  test('an end that is not waited for lets everything go, and its sound is offered', async () => {
    const page = new DictationPage();
    await page.start();
    await page.hear();
    page.dictation.stop();
    page.dictation.cancel();
    page.listening[0]?.resolve({ seconds: 3, lostSamples: 0, unkeptSeconds: 0 });
    await settle();
    expect([page.kind, page.closed, page.forgotten, page.offered]).toEqual(['idle', 1, [], 1]);
    expect(page.writing[0]?.signal.aborted).toBe(true);
    page.writing[0]?.onEvent(utterance('Zu spät.'));
    expect(page.target.insert).not.toHaveBeenCalled();
  });

  test('a listener that dies before its last turn is taken ends it at once, and its sound is offered', async () => {
    const page = new DictationPage();
    await page.start();
    await page.hear();
    page.dictation.stop();
    page.listening[0]?.resolve({ seconds: 3, lostSamples: 0, unkeptSeconds: 0 });
    page.taking[0]?.reject(new AppError('worker-died', 'gone'));
    await settle();
    expect(page.dictation.state).toEqual({ kind: 'failed', code: 'worker-died' });
    expect([page.forgotten, page.offered]).toEqual([[], 1]);
  });

  test('a second stop does not wait for a microphone that does not answer, and one that comes later is closed', async () => {
    const page = new DictationPage();
    const { openMicrophone } = page;
    let answer: () => void = () => undefined;
    page.openMicrophone = async (options) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return openMicrophone(options);
    };
    await page.start();
    page.dictation.stop();
    expect(page.kind).toBe('opening');
    page.dictation.stop();
    await settle();
    expect(page.kind).toBe('idle');
    answer();
    await settle();
    expect([page.closed, page.listening.length]).toEqual([1, 0]);
  });

  test('while another window dictates there is no microphone', async () => {
    const page = new DictationPage();
    page.target.claim.mockResolvedValue(false);
    await page.start();
    expect(page.dictation.state).toEqual({ kind: 'failed', code: 'dictating-elsewhere' });
    expect(page.asked).toEqual([]);
  });

  test('an end in which nothing moves for a minute and a half is given up, and its sound is offered', async () => {
    vi.useFakeTimers();
    const page = new DictationPage();
    void page.dictation.start();
    await vi.advanceTimersByTimeAsync(0);
    page.listening[0]?.onEvent({ type: 'hearing' });
    page.clients.keeping.at(-1)?.resolve(ENGINE.model.id);
    await vi.advanceTimersByTimeAsync(0);
    page.clients.loading.at(-1)?.resolve(ENGINE);
    await vi.advanceTimersByTimeAsync(200_000);
    expect(page.kind).toBe('listening');
    page.dictation.stop();
    await vi.advanceTimersByTimeAsync(80_000);
    page.writing[0]?.onEvent(utterance('Doch noch.'));
    await vi.advanceTimersByTimeAsync(80_000);
    expect(page.kind).toBe('finishing');
    await vi.advanceTimersByTimeAsync(20_000);
    // The listener does not answer either.
    expect(page.dictation.state).toEqual({ kind: 'failed', code: 'engine-failed' });
    expect(page.offered).toBe(1);
    vi.useRealTimers();
  });
});
