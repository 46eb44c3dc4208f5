import type { GpuAdapterDescription } from '../../../../protocol/loading';
import { AppError } from '../../../../core/errors';
import { findAdapter, isSoftware, requestAdapter } from '../../../../runtime/gpu-adapter';
import { countGpuWork } from './gpu-counters';

/** What onnxruntime's kernels can make use of, besides subgroups. */
const USEFUL_FEATURES: readonly GPUFeatureName[] = ['shader-f16', 'timestamp-query'];
/**
 * With smaller subgroups onnxruntime's attention over more than some tens of positions is wrong: on Chromium's software
 * adapter, whose have 4, the encoder was off by 0.08 of its norm after one layer (1.30).
 */
const MIN_SUBGROUP_SIZE = 8;

/** A device, and what it is on. */
export interface OpenedGpu {
  readonly device: GPUDevice;
  readonly adapter: GpuAdapterDescription;
}

interface DescribedAdapter extends GpuAdapterDescription {
  readonly features: readonly GPUFeatureName[];
}

/** The adapters that a page can have: one where both preferences give the same. */
export async function offeredAdapters(): Promise<readonly GpuAdapterDescription[]> {
  const slow = await requestAdapter('low-power');
  const found = [await findAdapter(), slow].flatMap((adapter) => (adapter ? [describeAdapter(adapter)] : []));
  return found.filter(({ vendor, architecture }, index) => {
    return !found.slice(0, index).some((one) => one.vendor === vendor && one.architecture === architecture);
  });
}

/** What the browser tells of an adapter, and the features that are of use. */
export function describeAdapter({ info, features }: GPUAdapter): DescribedAdapter {
  const { vendor, architecture } = info;
  const useful = USEFUL_FEATURES.filter((feature) => features.has(feature));
  const hasSubgroups = features.has('subgroups') && info.subgroupMinSize >= MIN_SUBGROUP_SIZE;
  return {
    vendor,
    architecture,
    isSoftware: isSoftware(info),
    features: hasSubgroups ? [...useful, 'subgroups'] : useful,
  };
}

/** The same for the same GPU with the same features. */
export function adapterKey({ vendor, architecture, features }: GpuAdapterDescription): string {
  return [vendor, architecture, features.join(' ')].join(' | ');
}

/**
 * A device of our own on the fast adapter, with all that the adapter gives: onnxruntime's own would have the least
 * limits (1.30).
 *
 * @param subgroups whether its subgroups are wanted, where it has any that work
 * @throws AppError 'engine-failed' where the browser gives none
 */
export async function openGpu(subgroups = true): Promise<OpenedGpu> {
  countGpuWork();
  const adapter = await findAdapter();
  if (!adapter) throw new AppError('engine-failed', 'this browser gives no WebGPU adapter');
  const { limits } = adapter;
  const described = describeAdapter(adapter);
  const features = described.features.filter((feature) => subgroups || feature !== 'subgroups');
  const device = await adapter.requestDevice({
    requiredFeatures: features,
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
  return { device, adapter: { ...described, features } };
}
