import { createFigureText } from '../../../core/performance/figure-text';
import type { VerdictWords } from '../../../core/performance/verdict-words';

/** What is said of the criteria of the page Performance. */
export const verdictsEn = {
  title: 'Go or no-go',
  explain:
    'Ten criteria, measured on this device with clips that come with the app. The figures stay on this device. Please do not dictate meanwhile, and leave the page open.',
  table: 'Criteria',
  columns: { criterion: 'Criterion', figure: 'Measured', limit: 'Limit', verdict: 'Verdict' },
  run: 'Measure',
  again: 'Measure again',
  /** For those who hear a button without its row. */
  named: (button: string, criterion: string) => `${button}: ${criterion}`,
  runAll: { all: 'Measure all', rest: 'Measure what is missing', again: 'Measure all again' },
  goOn: 'Continue',
  cancel: 'Cancel',
  interrupted: 'The measurement was interrupted. What was measured is kept.',
  progress: (criterion: string, done: string, of: string) => `${criterion}: ${done} of ${of}`,
  progressOnce: (criterion: string) => `${criterion}…`,
  refusal: {
    busy: 'A dictation or a transcription is running. Measure when it has ended; what was measured is kept.',
    elsewhere: 'This device is already being measured, here or in another window. Wait until that has ended.',
  },
  words: {
    criteria: {
      'final-p50': 'Delay to the final text, p50',
      'final-p95': 'Delay to the final text, p95',
      'word-errors': 'Word errors',
      silence: 'A minute of silence',
      'iterations-100': 'One clip 100 times',
      'phrases-100': '100 different phrases',
      'long-file': 'A recording of 16 minutes',
      memory: 'Memory',
      temperature: 'Temperature of the graphics card',
      requests: 'Requests to other addresses',
    },
    figures: {
      'final-p50': 'delay',
      'final-p95': 'delay',
      'final-unwritten': 'phrases without text',
      'word-errors': 'word errors',
      'silence-words': 'words written',
      'equal-texts': 'equal texts',
      'iteration-failures': 'failures',
      'phrase-texts': 'phrases with text',
      'phrase-failures': 'failures',
      'long-errors': 'word errors',
      'long-speed': 'processing time / audio time',
      'long-missing': 'missing words in a row',
      'long-failures': 'failures',
      memory: 'memory',
      temperature: 'temperature',
      requests: 'requests',
    },
    kinds: { go: 'Go', 'no-go': 'No', 'not-measured': 'Not measured' },
    whole: {
      go: 'Go: this device meets every criterion that can be measured on it.',
      'no-go': 'No-go: this device misses at least one criterion.',
      'not-measured': 'No verdict yet: not all criteria have been measured.',
    },
    advice: {
      'final-p50':
        'The text comes late after each phrase. Choose a smaller model for dictation, close other programs, or use the graphics card (see Engine details).',
      'final-p95':
        'Some phrases take too long. Close other programs and tabs, plug the device in, and measure again; if that does not help, choose a smaller model for dictation.',
      'final-unwritten':
        'Some dictated phrases got no text. Measure again with nothing else running; if it happens again, reload the page.',
      'word-errors':
        'Too many words are wrong. Choose a larger model for recordings on the page Models, and check that it writes English and French.',
      'silence-words':
        'Words were written although nobody spoke. Measure again with another model; one that invents words is not fit for long recordings.',
      'equal-texts':
        'The same clip did not always give the same text. If the graphics card is in use, update its driver; otherwise reload the page and measure again.',
      'iteration-failures':
        'The engine failed at least once on the same clip. Reload the page and measure again; if it fails again, choose another model.',
      'phrase-texts':
        'Some phrases got no text. Choose a larger model for recordings, or one that writes English and French.',
      'phrase-failures':
        'The engine failed at least once. Reload the page and measure again; if it fails again, choose another model.',
      'long-errors':
        'A long recording has too many wrong words. Choose a larger model for recordings on the page Models.',
      'long-speed':
        'A long recording takes longer than it lasts. Choose a smaller model for recordings, or use the graphics card.',
      'long-missing':
        'A stretch of the long recording has no text. Measure again; if it is missing again, choose another model, and report the problem from the page Privacy.',
      'long-failures': 'The long recording could not be read to its end. Free some memory and measure again.',
      memory:
        'The page takes more memory than a small device has to spare. Choose a smaller model, or one and the same model for dictation and recordings.',
      temperature:
        'The graphics card gets hotter than the limit. Clean its fans, give it more air, or lower its power limit.',
      requests:
        'Something was asked of another address. The page Privacy names it. A model that you downloaded counts too: reload this page and measure again.',
    },
    notMeasured: {
      never: 'Not measured yet.',
      unfinished: 'The measurement was not finished.',
      stale: 'Measured with another version, model or device. Measure again.',
    },
    unknown: {
      'final-p50': 'There was no clip to measure with.',
      'final-p95': 'There was no phrase with a text to time.',
      'word-errors': 'There was no clip to measure with.',
      silence: 'It could not be measured here.',
      'iterations-100': 'There was no clip to measure with.',
      'phrases-100': 'Fewer than 100 different phrases come with this version.',
      'long-file': 'There was no clip to measure with.',
      memory: 'This browser does not tell a page its memory. Chrome and Edge do.',
      temperature:
        'No graphics card can be read here: that takes the app’s own server on this computer (npm start). This is neither a go nor a no.',
      requests: 'This browser runs no service worker for this page, so nothing counts its requests.',
    },
    failed: (sentence: string) => `The measurement failed. ${sentence}`,
    limit: {
      'at-most': (limit: string) => `at most ${limit}`,
      'at-least': (limit: string) => `at least ${limit}`,
      below: (limit: string) => `below ${limit}`,
    },
    named: (figure: string, value: string) => `${figure}: ${value}`,
    figureText: createFigureText('en'),
  } satisfies VerdictWords,
};

export type VerdictMessages = typeof verdictsEn;
