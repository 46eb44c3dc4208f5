import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../../src/lib/core/errors';
import { settle, type FakeClients } from '../fake-clients';
import { QueuePage } from './queue-page';

let page: QueuePage;
let clients: FakeClients;

beforeEach(() => {
  page = new QueuePage();
  ({ clients } = page);
});

describe('the order of the queue', () => {
  test('a waiting recording moves past the one that waits before it, and its turn comes first', async () => {
    page.add('a.mp3', 'b.mp3', 'c.mp3');
    page.list.move(page.id(2), 'earlier');
    expect(page.names).toEqual(['a.mp3', 'c.mp3', 'b.mp3']);
    await clients.startEngine();
    await clients.finish();
    expect(clients.reading.map(({ name }) => name)).toEqual(['a.mp3', 'c.mp3']);
  });

  test('it moves past recordings that are done as if they were not there', async () => {
    page.add('a.mp3', 'b.mp3');
    await clients.startEngine();
    page.add('c.mp3');
    page.queue.pause(page.id(1));
    page.add('d.mp3');
    page.list.move(page.id(3), 'earlier');
    expect(page.names).toEqual(['a.mp3', 'b.mp3', 'd.mp3', 'c.mp3']);
  });

  test('the first cannot move further, nor one that is in progress', () => {
    page.add('a.mp3', 'b.mp3');
    page.list.move(page.id(1), 'earlier');
    page.list.move(page.id(0), 'later');
    expect(page.names).toEqual(['a.mp3', 'b.mp3']);
  });
});

describe('editing', () => {
  beforeEach(async () => {
    page.add('a.mp3');
    await clients.startEngine();
    clients.say('le litre', 'a la pression');
    clients.say('fin');
  });

  test('changes one segment, keeps what was transcribed, and is kept on the device', async () => {
    page.list.editSegment(page.id(0), 0, 1, 'a quitté la conférence');
    expect(page.texts(0)).toEqual(['le litre', 'a quitté la conférence', 'fin']);
    await settle();
    expect(page.library?.texts.get(page.id(0))?.[0]?.segments[1]).toMatchObject({
      text: 'a quitté la conférence',
      originalText: 'a la pression',
    });
  });

  test('a second change keeps the first original, and changing back forgets it', () => {
    page.list.editSegment(page.id(0), 0, 0, 'un');
    page.list.editSegment(page.id(0), 0, 0, 'deux');
    expect(page.list.text.windows?.[0]?.segments[0]?.originalText).toBe('le litre');
    expect(page.list.recordings[0]?.text.isEdited).toBe(true);
    page.list.editSegment(page.id(0), 0, 0, 'le litre');
    expect(page.list.recordings[0]?.text.isEdited).toBe(false);
  });

  test('text is still added while it is edited', () => {
    page.list.editSegment(page.id(0), 1, 0, 'corrigé');
    clients.say('suite');
    expect(page.texts(0)).toEqual(['le litre', 'a la pression', 'corrigé', 'suite']);
  });
});

describe('text that was held back', () => {
  const said = { startSeconds: 0, endSeconds: 2, text: 'le litre', language: 'fr' };
  const invented = { startSeconds: 2, endSeconds: 4, text: 'Sous-titrage ST’ 501', language: 'fr' };

  beforeEach(async () => {
    page.add('a.mp3');
    await clients.startEngine();
    clients.saySegments(10, [said, { ...invented, dropped: 'silence' }]);
  });

  test('is no part of the text until it is restored, which is kept on the device', async () => {
    expect(page.texts(0)).toEqual(['le litre']);
    page.list.restoreSegments(page.id(0), 0, [1]);
    expect(page.texts(0)).toEqual(['le litre', 'Sous-titrage ST’ 501']);
    await settle();
    expect(page.library?.texts.get(page.id(0))?.[0]?.segments).toEqual([
      said,
      { ...invented, restored: true },
    ]);
  });

  test('can be edited once it is restored', () => {
    page.list.restoreSegments(page.id(0), 0, [1]);
    page.list.editSegment(page.id(0), 0, 1, 'Fin.');
    expect(page.texts(0)).toEqual(['le litre', 'Fin.']);
  });
});

describe('taking files in', () => {
  test('the length of a waiting recording is known before its turn', async () => {
    clients.durations.set('b.mp3', 724);
    page.add('a.mp3', 'b.mp3');
    await settle();
    expect(page.list.recordings[1]).toMatchObject({ state: { kind: 'waiting' }, durationSeconds: 724 });
  });

  test('a file that cannot be read says so before its turn', async () => {
    clients.durations.set('notes.mp3', new AppError('audio-undecodable', 'text'));
    page.add('a.mp3', 'notes.mp3');
    await settle();
    expect(page.list.recordings[1]?.state).toEqual({ kind: 'failed', code: 'audio-undecodable' });
    expect(page.kinds[0]).toBe('loading-engine');
  });

  test('a look that fails for another reason leaves the recording in the queue', async () => {
    clients.durations.set('b.mp3', new AppError('worker-died', 'gone'));
    page.add('a.mp3', 'b.mp3');
    await settle();
    expect(page.kinds[1]).toBe('waiting');
  });
});

describe('taking changes back', () => {
  beforeEach(async () => {
    page.add('a.mp3', 'b.mp3');
    await clients.startEngine();
    clients.say('le litre', 'a la pression');
    clients.say('fin');
  });

  test('the last change comes first, and each can be made again', () => {
    page.list.editSegment(page.id(0), 0, 0, 'le livre');
    page.list.editSegment(page.id(0), 1, 0, 'suite');
    expect(page.list.undoEdit()).toEqual({ windowIndex: 1, segmentIndex: 0 });
    expect(page.texts(0)).toEqual(['le livre', 'a la pression', 'fin']);
    expect(page.list.undoEdit()).toEqual({ windowIndex: 0, segmentIndex: 0 });
    expect(page.texts(0)).toEqual(['le litre', 'a la pression', 'fin']);
    expect(page.list.undoEdit()).toBeNull();
    expect(page.list.recordings[0]?.text.isEdited).toBe(false);
    page.list.redoEdit();
    page.list.redoEdit();
    expect(page.texts(0)).toEqual(['le livre', 'a la pression', 'suite']);
    expect(page.list.redoEdit()).toBeNull();
  });

  test('a new change leaves nothing to be made again', () => {
    page.list.editSegment(page.id(0), 0, 0, 'un');
    page.list.undoEdit();
    page.list.editSegment(page.id(0), 0, 0, 'deux');
    expect(page.list.edits.canRedo(page.id(0))).toBe(false);
  });

  test('a segment that is emptied leaves the text, on the device too, and comes back', async () => {
    page.list.editSegment(page.id(0), 0, 1, '');
    expect(page.texts(0)).toEqual(['le litre', 'fin']);
    expect(page.list.recordings[0]?.text.segmentCount).toBe(2);
    page.list.undoEdit();
    expect(page.texts(0)).toEqual(['le litre', 'a la pression', 'fin']);
    await settle();
    expect(page.library?.texts.get(page.id(0))?.[0]?.segments[1]).not.toHaveProperty('originalText');
  });

  test('text that comes meanwhile stays', () => {
    page.list.editSegment(page.id(0), 1, 0, 'corrigé');
    clients.say('suite');
    page.list.undoEdit();
    expect(page.texts(0)).toEqual(['le litre', 'a la pression', 'fin', 'suite']);
  });

  test('the changes of one recording wait while another one is open', async () => {
    page.list.editSegment(page.id(0), 0, 0, 'le livre');
    await settle();
    page.list.select(page.id(1));
    await settle();
    expect(page.list.undoEdit()).toBeNull();
    page.list.select(page.id(0));
    // Still being read.
    expect(page.list.undoEdit()).toBeNull();
    await settle();
    page.list.undoEdit();
    expect(page.texts(0)).toEqual(['le litre', 'a la pression', 'fin']);
  });

  test('a text that is made anew, or gone, has no changes to take back', async () => {
    page.list.editSegment(page.id(0), 0, 0, 'le livre');
    await clients.finish();
    page.queue.again(page.id(0), { language: page.language });
    expect(page.list.edits.canUndo(page.id(0))).toBe(true);
    await clients.finish();
    await settle();
    clients.saySegments(10, [{ startSeconds: 5, endSeconds: 9, text: 'tout autre', language: 'fr' }]);
    await settle();
    expect(page.texts(0)).toEqual(['le livre', 'tout autre']);
    expect(page.list.edits.canUndo(page.id(0))).toBe(false);
    const id = page.id(0);
    page.list.editSegment(id, 0, 0, 'encore');
    page.list.clear();
    expect(page.list.edits.canUndo(id)).toBe(false);
  });
});

describe('what was added last', () => {
  test('is known until another recording is chosen', () => {
    page.add('a.mp3');
    page.add('b.mp3', 'c.mp3');
    expect(page.list.addedIds).toEqual([page.id(1), page.id(2)]);
    page.list.select(page.id(0));
    expect(page.list.addedIds).toEqual([]);
  });
});
