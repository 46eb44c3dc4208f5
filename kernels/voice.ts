// Silero v6 at 16 kHz: how probable speech is in a frame of 512 samples, which it is given after the 64 before it.
import { Activation, convolve } from './convolution';
import { exp2, multiplyAdd, sumOf } from './vector';

const STEPS: i32 = 4;
const HOP_BYTES: usize = 512;
const WINDOW: i32 = 256;
const BINS: i32 = 129;
/** Of real and imaginary parts, filled up to whole groups. */
const FILTERS: i32 = 264;
const HIDDEN: i32 = 128;
const SAMPLES: i32 = 64 + 512;
const MIRRORED: i32 = 64;
const LOG2_E: f32 = 1.44269504;

/** Weights, as packFilters lays them, taps by step and then by channel, and their biases. */
@unmanaged
export class Voice {
  stft: usize;
  /** Zeros. */
  stftBias: usize;
  convolution0: usize;
  convolution0Bias: usize;
  convolution1: usize;
  convolution1Bias: usize;
  convolution2: usize;
  convolution2Bias: usize;
  convolution3: usize;
  convolution3Bias: usize;
  /** Of the four gates (input, forget, cell, output): what comes in, then what is remembered. */
  gates: usize;
  gatesBias: usize;
  output: usize;
  outputBias: f32;
  /** VOICE_ROOM bytes. */
  room: usize;
}

// Of the room: samples and their mirror, spectrum, then each layer's input with a step of zeros on either side.
const SPECTRUM: usize = 4 * 640;
const LAYER0: usize = SPECTRUM + 4 * 4 * 264;
const LAYER1: usize = LAYER0 + 4 * 6 * 132;
const LAYER2: usize = LAYER1 + 4 * 6 * 128;
const LAYER3: usize = LAYER2 + 4 * 4 * 64;
const RECURRENT: usize = LAYER3 + 4 * 3 * 64;
const GATES: usize = RECURRENT + 4 * 2 * 128;
const VOICE_ROOM: usize = GATES + 4 * 512;

export function voiceRoomBytes(): i32 {
  return <i32>VOICE_ROOM;
}

/**
 * @param samples (576)
 * @param kept (2, 128): hidden and cell state, which become those after the frame
 */
export function judgeVoice(voice: Voice, samples: usize, kept: usize): f32 {
  const room = voice.room;
  mirror(samples, room);
  convolve(
    voice.stft,
    voice.stftBias,
    FILTERS,
    WINDOW,
    room,
    HOP_BYTES,
    STEPS,
    room + SPECTRUM,
    Activation.None,
  );
  memory.fill(room + LAYER0, 0, GATES - LAYER0);
  magnitudes(room + SPECTRUM, room + LAYER0 + 4 * BINS);
  layer(voice.convolution0, voice.convolution0Bias, 128, BINS, room + LAYER0, 1, 4, room + LAYER1 + 4 * 128);
  layer(voice.convolution1, voice.convolution1Bias, 64, 128, room + LAYER1, 2, 2, room + LAYER2 + 4 * 64);
  layer(voice.convolution2, voice.convolution2Bias, 64, 64, room + LAYER2, 2, 1, room + LAYER3 + 4 * 64);
  layer(voice.convolution3, voice.convolution3Bias, 128, 64, room + LAYER3, 1, 1, room + RECURRENT);
  memory.copy(room + RECURRENT + 4 * HIDDEN, kept, 4 * HIDDEN);
  convolve(
    voice.gates,
    voice.gatesBias,
    4 * HIDDEN,
    2 * HIDDEN,
    room + RECURRENT,
    0,
    1,
    room + GATES,
    Activation.None,
  );
  remember(room + GATES, kept);
  return probability(voice, kept);
}

function layer(
  weights: usize,
  bias: usize,
  count: i32,
  channels: i32,
  input: usize,
  stride: i32,
  rows: i32,
  out: usize,
): void {
  const stepBytes = (<usize>(stride * channels)) << 2;
  convolve(weights, bias, count, 3 * channels, input, stepBytes, rows, out, Activation.Relu);
}

/** The samples, and the last of them backwards. */
function mirror(samples: usize, out: usize): void {
  memory.copy(out, samples, 4 * SAMPLES);
  for (let i = 0; i < MIRRORED; i++)
    store<f32>(out + ((<usize>(SAMPLES + i)) << 2), load<f32>(samples + ((<usize>(SAMPLES - 2 - i)) << 2)));
}

function magnitudes(spectrum: usize, out: usize): void {
  for (let step = 0; step < STEPS; step++, spectrum += 4 * FILTERS)
    for (let bin = 0; bin < BINS; bin++, out += 4) {
      const real = load<f32>(spectrum + ((<usize>bin) << 2));
      const imaginary = load<f32>(spectrum + ((<usize>(BINS + bin)) << 2));
      store<f32>(out, sqrt<f32>(real * real + imaginary * imaginary));
    }
}

function sigmoid(x: v128): v128 {
  // Far below nothing is left of it.
  const fall = exp2(f32x4.min(f32x4.mul(x, f32x4.splat(-LOG2_E)), f32x4.splat(120)));
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), fall));
}

function tanh(x: v128): v128 {
  return f32x4.sub(f32x4.mul(f32x4.splat(2), sigmoid(f32x4.mul(f32x4.splat(2), x))), f32x4.splat(1));
}

/** A step of the recurrent layer. */
function remember(gates: usize, kept: usize): void {
  for (let at: usize = 0; at < 4 * HIDDEN; at += 16) {
    const input = sigmoid(v128.load(gates + at));
    const forget = sigmoid(v128.load(gates + at + 4 * HIDDEN));
    const candidate = tanh(v128.load(gates + at + 8 * HIDDEN));
    const output = sigmoid(v128.load(gates + at + 12 * HIDDEN));
    const before = v128.load(kept + at + 4 * HIDDEN);
    const cell = f32x4.add(f32x4.mul(forget, before), f32x4.mul(input, candidate));
    v128.store(kept + at + 4 * HIDDEN, cell);
    v128.store(kept + at, f32x4.mul(output, tanh(cell)));
  }
}

function probability(voice: Voice, kept: usize): f32 {
  let sum = f32x4.splat(0);
  for (let at: usize = 0; at < 4 * HIDDEN; at += 16)
    sum = multiplyAdd(f32x4.pmax(v128.load(kept + at), f32x4.splat(0)), v128.load(voice.output + at), sum);
  return f32x4.extract_lane(sigmoid(f32x4.splat(sumOf(sum) + voice.outputBias)), 0);
}
