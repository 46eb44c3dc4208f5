import type { WholeRecording } from '../../../src/lib/library/whole-recording';

/** A finished recording of one window, with everything that can be kept of one. */
export function wholeRecording(id: string, name: string, text: string): WholeRecording {
  const words = [{ text, startSeconds: 0.1, endSeconds: 0.7, probability: 0.123456789 }];
  const segments = [
    { startSeconds: 0.1, endSeconds: 0.7, text, language: 'fr', words, originalText: `${text}!` },
    { startSeconds: 1, endSeconds: 2, text: 'Merci.', language: 'fr', dropped: 'silence' as const },
    {
      startSeconds: 1.5,
      endSeconds: 1.8,
      text: 'Oui.',
      language: 'fr',
      formerText: 'Ouïe.',
      restored: true as const,
    },
  ];
  return {
    recording: {
      id,
      name,
      sizeBytes: 5,
      addedMs: Date.UTC(2026, 0, 2),
      position: 0,
      state: { kind: 'done', endedEarly: false },
      readingVersion: 2,
      startsOver: false,
      reread: null,
      language: null,
      cutSilence: false,
      durationSeconds: 2,
      audioSeconds: 2,
      passedOverSeconds: 3.5,
      speed: 3.25,
    },
    windows: [{ startSeconds: 0, endSeconds: 2, language: 'fr', otherLanguage: 'de', segments }],
    point: {
      startSample: 512,
      foundWindows: 1,
      speechSamples: 2,
      detector: { state: Float32Array.of(0.1, -3e-20), context: Float32Array.of(0.2) },
      gain: { peaks: [0.5], gain: 2 },
      regions: { state: { kind: 'silence', edgeFrames: 0 }, probabilities: [0.3], frame: 7, freeSample: 512 },
      passedOver: { firstFrame: 1, speech: [0, 2], outside: [3] },
      openWindow: { regions: [], freeSample: 0, voice: { firstFrame: 0, voice: Uint8Array.of(255) } },
    },
    peaks: Uint8Array.of(1, 2, 255),
  };
}
