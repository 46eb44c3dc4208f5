import type { WhisperDimensions } from '../checkpoint/dimensions';
import type { CatalogueEntry, CatalogueFile, PublishedWordErrors } from './catalogue-entry';

/** @returns the entry of that name, or null */
export function catalogueEntry(id: string): CatalogueEntry | null {
  return MODEL_CATALOGUE.find((entry) => entry.id === id) ?? null;
}

/** How many bytes an entry's files are together. */
export function entrySizeBytes({ files }: CatalogueEntry): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** Of the large files of the hub; each size agrees with the ggml format to the byte. */
const GGML_SOURCE = 'the pointer files of the repository';
const LIBRISPEECH = 'LibriSpeech test-clean';
/** Files of 8-bit weights. */
const TRANSCRIBE_CPP = 'https://github.com/handy-computer/transcribe.cpp/blob/main/docs/models/whisper.md';
/** 16-bit weights, greedy, recordings of at most 30 s. */
const DISTIL_FR_CARD = 'https://huggingface.co/eustlb/distil-large-v3-fr';
const FRENCH_MEAN = 'Common Voice 17, MLS, VoxPopuli and FLEURS, mean';
/** Figures of Radford et al. 2022. */
const CV11_CARD = 'https://huggingface.co/bofenghuang/whisper-medium-cv11-french';
const FRENCH_CARD = 'https://huggingface.co/bofenghuang/whisper-large-v3-french';
const DISTIL_CARD = 'https://huggingface.co/distil-whisper/distil-large-v3.5';
const DISTIL_SETS = 'short recordings of sets that it was not trained on';
const ARGMAX = 'https://huggingface.co/datasets/argmaxinc/whisperkit-evals-multilingual';

function english(percent: number, set = LIBRISPEECH, source = TRANSCRIBE_CPP): PublishedWordErrors {
  return { language: 'en', percent, set, source };
}

function french(percent: number, set = FRENCH_MEAN, source = DISTIL_FR_CARD): PublishedWordErrors {
  return { language: 'fr', percent, set, source };
}

function onHub(repository: string, file: string, sizeBytes: number, sha256: string): CatalogueFile {
  return { path: `${repository}/resolve/main/${file}`, sizeBytes, sha256 };
}

interface Size {
  readonly vocabularySize?: number;
  readonly state: number;
  readonly heads: number;
  readonly layers: number;
  readonly textLayers?: number;
  readonly melBands?: number;
}

/** As openai/whisper publishes them: `ModelDimensions` of each checkpoint. */
function dimensions(size: Size): WhisperDimensions {
  const { vocabularySize = 51_865, state, heads, layers, textLayers = layers, melBands = 80 } = size;
  return {
    ...{ vocabularySize, melBands },
    ...{ audioContext: 1500, audioState: state, audioHeads: heads, audioLayers: layers },
    ...{ textContext: 448, textState: state, textHeads: heads, textLayers },
  };
}

/** The encoder of large-v3, which all models after it share. */
function largeV3(textLayers: number): WhisperDimensions {
  return dimensions({
    ...{ vocabularySize: 51_866, state: 1280, heads: 20, layers: 32, textLayers, melBands: 128 },
  });
}

const WHISPER_CPP = 'ggerganov/whisper.cpp';
const OPENAI = { repository: WHISPER_CPP, licence: 'MIT', languages: null, source: GGML_SOURCE };

/** Models that can be had, OpenAI's first, the small before the large. */
export const MODEL_CATALOGUE: readonly CatalogueEntry[] = [
  {
    ...OPENAI,
    id: 'ggml-tiny-q8_0',
    name: 'Whisper tiny',
    files: [
      onHub(
        WHISPER_CPP,
        'ggml-tiny-q8_0.bin',
        43_537_433,
        'c2085835d3f50733e2ff6e4b41ae8a2b8d8110461e18821b09a15c40c42d1cca',
      ),
    ],
    dimensions: dimensions({ state: 384, heads: 6, layers: 4 }),
    wordErrors: [english(7.53), french(43.24)],
  },
  {
    ...OPENAI,
    id: 'ggml-base-q8_0',
    name: 'Whisper base',
    files: [
      onHub(
        WHISPER_CPP,
        'ggml-base-q8_0.bin',
        81_768_585,
        'c577b9a86e7e048a0b7eada054f4dd79a56bbfa911fbdacf900ac5b567cbb7d9',
      ),
    ],
    dimensions: dimensions({ state: 512, heads: 8, layers: 6 }),
    wordErrors: [english(5.12), french(30.48)],
  },
  {
    ...OPENAI,
    id: 'ggml-small-q8_0',
    name: 'Whisper small',
    files: [
      onHub(
        WHISPER_CPP,
        'ggml-small-q8_0.bin',
        264_464_607,
        '49c8fb02b65e6049d5fa6c04f81f53b867b5ec9540406812c643f177317f779f',
      ),
    ],
    dimensions: dimensions({ state: 768, heads: 12, layers: 12 }),
    wordErrors: [english(3.33), french(16.36), french(15.0, 'FLEURS', CV11_CARD)],
  },
  {
    ...OPENAI,
    id: 'ggml-medium-q8_0',
    name: 'Whisper medium',
    files: [
      onHub(
        WHISPER_CPP,
        'ggml-medium-q8_0.bin',
        823_369_779,
        '42a1ffcbe4167d224232443396968db4d02d4e8e87e213d3ee2e03095dea6502',
      ),
    ],
    dimensions: dimensions({ state: 1024, heads: 16, layers: 24 }),
    wordErrors: [english(2.64), french(11.53), french(8.7, 'FLEURS', CV11_CARD)],
  },
  {
    ...OPENAI,
    id: 'ggml-large-v3-turbo-q8_0',
    name: 'Whisper large-v3-turbo',
    files: [
      onHub(
        WHISPER_CPP,
        'ggml-large-v3-turbo-q8_0.bin',
        874_188_075,
        '317eb69c11673c9de1e1f0d459b253999804ec71ac4c23c17ecf5fbe24e259a1',
      ),
    ],
    dimensions: largeV3(4),
    wordErrors: [english(2.01), french(15.51, 'Common Voice 17, 400 clips', ARGMAX)],
  },
  {
    id: 'distil-large-v3.5-f16',
    name: 'Distil-Whisper large-v3.5',
    repository: 'distil-whisper/distil-large-v3.5-ggml',
    licence: 'MIT',
    languages: ['en'],
    files: [
      onHub(
        'distil-whisper/distil-large-v3.5-ggml',
        'ggml-model.bin',
        1_519_521_155,
        'ec2498919b498c5f6b00041adb45650124b3cd9f26f545fffa8f5d11c28dcf26',
      ),
    ],
    dimensions: largeV3(2),
    wordErrors: [english(7.08, DISTIL_SETS, DISTIL_CARD)],
    source: GGML_SOURCE,
  },
  {
    id: 'distil-large-v3-fr-v0.2-q5_0',
    name: 'Whisper large-v3 distilled for French',
    repository: 'bofenghuang/whisper-large-v3-distil-fr-v0.2',
    licence: 'MIT',
    languages: ['fr'],
    files: [
      onHub(
        'bofenghuang/whisper-large-v3-distil-fr-v0.2',
        'ggml-model-q5_0.bin',
        537_819_875,
        '785404fd5bd992de0363b7c242a6a6061d0674e4f58e3fbd6135d8faf912637e',
      ),
    ],
    dimensions: largeV3(2),
    wordErrors: [],
    source: GGML_SOURCE,
  },
  {
    id: 'large-v3-french-q5_0',
    name: 'Whisper large-v3 for French',
    repository: 'bofenghuang/whisper-large-v3-french',
    licence: 'MIT',
    languages: ['fr'],
    files: [
      onHub(
        'bofenghuang/whisper-large-v3-french',
        'ggml-model-q5_0.bin',
        1_081_140_203,
        'd8da7cb6cdadfac47829abf46fe8cd36fcfef06db5601bfd8acbcd40579010a5',
      ),
    ],
    dimensions: largeV3(32),
    wordErrors: [french(4.84, 'FLEURS', FRENCH_CARD), french(3.98, 'MLS', FRENCH_CARD)],
    source: GGML_SOURCE,
  },
];
