import { AppError } from '../../core/errors';

/** What onnxruntime's kernels can make use of. */
const USEFUL_FEATURES: readonly GPUFeatureName[] = ['shader-f16', 'timestamp-query'];
/**
 * With smaller subgroups onnxruntime's attention over more than some tens of positions is wrong: on Chromium's software
 * adapter, whose have 4, the encoder was off by 0.08 of its norm after one layer (1.30).
 */
const MIN_SUBGROUP_SIZE = 8;

/**
 * A device of our own on the fast adapter, with all that the adapter gives: onnxruntime's own would have the least
 * limits (1.30).
 *
 * @throws AppError 'engine-failed' where the browser gives none
 */
export async function requestGpuDevice(): Promise<GPUDevice> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new AppError('engine-failed', 'this browser gives no WebGPU adapter');
  const { limits, features, info } = adapter;
  const wanted = USEFUL_FEATURES.filter((feature) => features.has(feature));
  const hasSubgroups = features.has('subgroups') && info.subgroupMinSize >= MIN_SUBGROUP_SIZE;
  return adapter.requestDevice({
    requiredFeatures: hasSubgroups ? [...wanted, 'subgroups'] : wanted,
    requiredLimits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
      maxComputeWorkgroupSizeY: limits.maxComputeWorkgroupSizeY,
      maxComputeWorkgroupSizeZ: limits.maxComputeWorkgroupSizeZ,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
    },
  });
}
