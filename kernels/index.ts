// What the page may ask for.
export { packBlocks } from './block-matrix';
export { chooseBest, logSumExp } from './choose';
export { packFilters } from './convolution';
export { embed, normRows, product, quantizeRows, soundAttention, soundKeys } from './decoder';
export { decoderScratchBytes } from './decoder-memory';
export { convolutions, layOutLogMel, layer } from './encoder';
export { encoderScratchBytes } from './encoder-memory';
export { activationBytes, setFloats } from './float-product';
export { textAttention } from './text-attention';
export { help, setThreads } from './threads';
export { judgeVoice, voiceRoomBytes } from './voice';
