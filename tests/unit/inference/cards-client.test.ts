import { afterEach, expect, test, vi } from 'vitest';
import { cardsOf } from '../../../src/lib/inference/cards-client';
import type { CardsReport } from '../../../src/lib/core/performance/cards/card-reading';

/** What stands for the browser's own: Node has none. */
class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static readonly opened: FakeEventSource[] = [];
  readyState = 1;

  constructor(readonly url: string) {
    super();
    FakeEventSource.opened.push(this);
  }

  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }
}

vi.stubGlobal('EventSource', FakeEventSource);
afterEach(() => void FakeEventSource.opened.splice(0));

function listening() {
  const heard: { reports: CardsReport[]; silences: number } = { reports: [], silences: 0 };
  const closing = new AbortController();
  const onReport = (report: CardsReport) => void heard.reports.push(report);
  cardsOf('http://127.0.0.1:5320/')({ onReport, onSilence: () => heard.silences++ }, closing.signal);
  const source = FakeEventSource.opened[0]!;
  const tell = (data: string) => source.dispatchEvent(new MessageEvent('message', { data }));
  return { heard, closing, source, tell };
}

test('what the server of the app tells is heard, and nothing that is no report', () => {
  const { heard, source, tell } = listening();
  expect(source.url).toBe('http://127.0.0.1:5320/api/graphics-cards');
  const report = { time: 1, cards: [], problem: null };
  for (const text of ['<!doctype html>', JSON.stringify(report), '{}']) tell(text);
  expect(heard).toEqual({ reports: [report], silences: 0 });
});

test('a server that is not there is silence', () => {
  const { heard, source } = listening();
  source.dispatchEvent(new Event('error'));
  expect(heard).toEqual({ reports: [], silences: 1 });
});

test('it ends with whoever listens', () => {
  const { closing, source } = listening();
  closing.abort();
  expect(source.readyState).toBe(FakeEventSource.CLOSED);
  const before = FakeEventSource.opened.length;
  cardsOf('http://127.0.0.1:5320/')(
    { onReport: () => undefined, onSilence: () => undefined },
    closing.signal,
  );
  expect(FakeEventSource.opened.length).toBe(before);
});
