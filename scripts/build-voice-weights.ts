// Writes the weights of the voice detector for 16 kHz in half floats, from the ONNX file of the package they come in:
//
//   npm run build-voice-weights
import { readFileSync, writeFileSync } from 'node:fs';
import { encodeSileroHalves } from '../src/lib/core/checkpoint/formats/silero-halves';
import { readSileroWeights } from '../src/lib/core/checkpoint/formats/silero-weights';
import { inRepository } from './setup/repository.mjs';

const MODEL = inRepository('node_modules', '@ricky0123', 'vad-web', 'dist', 'silero_vad_v6.onnx');
const WEIGHTS = inRepository('src', 'lib', 'audio', 'detector', 'silero-16khz.f16');

const bytes = encodeSileroHalves(readSileroWeights(Uint8Array.from(readFileSync(MODEL))));
writeFileSync(WEIGHTS, bytes);
console.log(`${WEIGHTS}: ${bytes.length} bytes`);
