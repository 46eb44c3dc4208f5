import type { LoadingRequests } from './loading';
import type { MeasurementRequests } from './measurement';
import type { MarkSourceRequests } from './metrics';
import type { RecognitionRequests } from './recognition';
import type { ResidencyRequests } from './residency';

/** All that the page asks the inference worker. */
export type InferenceRequests = LoadingRequests &
  RecognitionRequests &
  ResidencyRequests &
  MeasurementRequests &
  MarkSourceRequests;
