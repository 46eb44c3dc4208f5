import { AppError } from '../../errors';
import { PacketBits } from './alac-bits';
import { readResidual, undoPrediction, type Predictor, type RiceParameters } from './alac-prediction';

/** What a decoder has to know of a track. */
export interface AlacConfig extends RiceParameters {
  /** Samples of each channel in a packet, the last one excepted. */
  readonly packetSamples: number;
  readonly bits: number;
  readonly channelCount: number;
  readonly sampleRate: number;
}

const CONFIG_BYTES = 24;
/** Parts of a packet. @see "element tags" of AAC, which ALAC took over */
const ELEMENT = { single: 0, pair: 1, low: 3, end: 7 } as const;
/** No packet is longer: Apple's encoder writes 4096. */
const MAX_PACKET_SAMPLES = 1 << 16;

/**
 * Reads the description that containers keep of a track of Apple Lossless.
 *
 * @returns null where it is cut or holds what cannot be
 * @see Apple 2011, ALAC reference, "Magic Cookie Description"
 */
export function readAlacConfig(bytes: Uint8Array): AlacConfig | null {
  if (bytes.byteLength < CONFIG_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const config = {
    packetSamples: view.getUint32(0),
    bits: view.getUint8(5),
    pb: view.getUint8(6),
    mb: view.getUint8(7),
    kb: view.getUint8(8),
    channelCount: view.getUint8(9),
    sampleRate: view.getUint32(20),
  };
  const { packetSamples, bits, kb, channelCount } = config;
  const isSound = packetSamples >= 1 && packetSamples <= MAX_PACKET_SAMPLES && channelCount >= 1;
  return isSound && [16, 20, 24, 32].includes(bits) && kb >= 1 && kb <= 30 ? config : null;
}

/**
 * One packet of Apple Lossless to samples in [-1, 1] of each channel.
 *
 * @throws AppError 'audio-damaged'
 */
export function decodeAlacPacket(bytes: Uint8Array, config: AlacConfig): Float32Array<ArrayBuffer>[] {
  const stream = new PacketBits(bytes);
  const channels: Float32Array<ArrayBuffer>[] = [];
  while (channels.length < config.channelCount) {
    const element = stream.read(3);
    if (element === ELEMENT.end || stream.isOverrun) break;
    if (element === ELEMENT.pair) channels.push(...readElement(stream, config, 2));
    else if (element === ELEMENT.single || element === ELEMENT.low)
      channels.push(...readElement(stream, config, 1));
    else throw new AppError('audio-damaged', `an ALAC packet with a part of kind ${element}`);
  }
  const isWhole = channels.length === config.channelCount && !stream.isOverrun;
  if (!isWhole) throw new AppError('audio-damaged', 'an ALAC packet is cut');
  return channels;
}

/** @returns one or two channels */
function readElement(stream: PacketBits, config: AlacConfig, count: 1 | 2): Float32Array<ArrayBuffer>[] {
  stream.skip(16);
  const isPartial = stream.read(1) === 1;
  const lowBits = stream.read(2) * 8;
  const isPlain = stream.read(1) === 1;
  const samples = isPartial ? stream.read(32) : config.packetSamples;
  if (samples > config.packetSamples)
    throw new AppError('audio-damaged', `an ALAC packet of ${samples} samples`);
  const values = isPlain
    ? readPlain(stream, config.bits, count, samples)
    : readPredicted(stream, config, { count, samples, lowBits });
  return values.map((channel) => Float32Array.from(channel, (value) => value / 2 ** (config.bits - 1)));
}

function readPlain(stream: PacketBits, bits: number, count: number, samples: number): Int32Array[] {
  const channels = Array.from({ length: count }, () => new Int32Array(samples));
  for (let i = 0; i < samples && !stream.isOverrun; i++) {
    for (const channel of channels) channel[i] = stream.readSigned(bits);
  }
  return channels;
}

interface Element {
  readonly count: 1 | 2;
  readonly samples: number;
  /** Of each sample, kept apart from the prediction. */
  readonly lowBits: number;
}

function readPredicted(
  stream: PacketBits,
  config: AlacConfig,
  { count, samples, lowBits }: Element,
): Int32Array[] {
  // The difference of two channels needs a bit more than each of them.
  const bits = config.bits - lowBits + count - 1;
  const mixBits = stream.read(8);
  const mixWeight = stream.readSigned(8);
  const predictors = Array.from({ length: count }, () => readPredictor(stream));
  const low = stream.fork();
  stream.skip(lowBits * count * samples);
  const channels = predictors.map(({ rate, ...predictor }) => {
    const values = new Int32Array(samples);
    readResidual(stream, { ...config, pb: (config.pb * rate) >> 2 }, values, bits);
    undoPrediction(values, predictor, bits);
    return values;
  });
  const [first, second] = channels;
  if (first && second && mixWeight !== 0) unmix(first, second, mixBits, mixWeight);
  for (let i = 0; i < samples && lowBits > 0; i++) {
    for (const channel of channels) channel[i] = ((channel[i] ?? 0) << lowBits) | low.read(lowBits);
  }
  return channels;
}

function readPredictor(stream: PacketBits): Predictor & { readonly rate: number } {
  const [mode, shift, rate, order] = [stream.read(4), stream.read(4), stream.read(3), stream.read(5)];
  return { mode, shift, rate, weights: Int32Array.from({ length: order }, () => stream.readSigned(16)) };
}

/** A weighted mean and a difference back to left and right, in place. */
function unmix(mean: Int32Array, difference: Int32Array, mixBits: number, mixWeight: number): void {
  for (let i = 0; i < mean.length; i++) {
    const [u, v] = [mean[i] ?? 0, difference[i] ?? 0];
    const left = u + v - (Math.imul(mixWeight, v) >> mixBits);
    mean[i] = left;
    difference[i] = left - v;
  }
}
