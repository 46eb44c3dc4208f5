// Of each row of logits, the most probable tokens and their log-probabilities under a mask: a workgroup for each row.

struct Parameters {
  vocabulary: u32,
  // How many tokens to choose.
  count: u32,
  // Where the first of `chosen` goes.
  start: u32,
}

@group(0) @binding(0) var<storage, read> logits: array<f32>;
@group(0) @binding(1) var<storage, read> mask: array<f32>;
// (rows, count) of token and bits of its log-probability.
@group(0) @binding(2) var<storage, read_write> chosen: array<vec2u>;
// (rows), the best of each.
@group(0) @binding(3) var<storage, read_write> best_tokens: array<u32>;
@group(0) @binding(4) var<uniform> parameters: Parameters;

const LANES = 256u;
const LOWEST = -3.4e38;
const HIGHEST = 3.4e38;
const NO_TOKEN = 0xffffffffu;

var<workgroup> values: array<f32, LANES>;
var<workgroup> tokens: array<u32, LANES>;

fn comes_before(value: f32, token: u32, other: f32, other_token: u32) -> bool {
  return value > other || (value == other && token < other_token);
}

// The best of all lanes comes to lane 0.
fn reduce_to_best(lane: u32) {
  for (var half = LANES / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half && comes_before(values[lane + half], tokens[lane + half], values[lane], tokens[lane])) {
      values[lane] = values[lane + half];
      tokens[lane] = tokens[lane + half];
    }
  }
  workgroupBarrier();
}

fn reduce_to_sum(lane: u32) {
  for (var half = LANES / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      values[lane] += values[lane + half];
    }
  }
  workgroupBarrier();
}

@compute @workgroup_size(LANES)
fn choose(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let row = group.x;
  let first = row * parameters.vocabulary;
  var last_value = HIGHEST;
  var last_token = 0u;
  var log_sum = 0.0;
  for (var rank = 0u; rank < parameters.count; rank++) {
    var best = LOWEST;
    var best_token = NO_TOKEN;
    for (var token = lane; token < parameters.vocabulary; token += LANES) {
      let value = logits[first + token] + mask[token];
      if (comes_before(last_value, last_token, value, token) && value > best) {
        best = value;
        best_token = token;
      }
    }
    values[lane] = best;
    tokens[lane] = best_token;
    reduce_to_best(lane);
    last_value = values[0];
    last_token = tokens[0];
    workgroupBarrier();

    if (rank == 0u) {
      var sum = 0.0;
      for (var token = lane; token < parameters.vocabulary; token += LANES) {
        sum += exp(logits[first + token] + mask[token] - last_value);
      }
      values[lane] = sum;
      reduce_to_sum(lane);
      log_sum = last_value + log(values[0]);
      workgroupBarrier();
      if (lane == 0u) {
        best_tokens[row] = last_token;
      }
    }
    if (lane == 0u) {
      let place = parameters.start + row * parameters.count + rank;
      chosen[place] = vec2u(last_token, bitcast<u32>(last_value - log_sum));
    }
  }
}
