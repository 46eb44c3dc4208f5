"""The tensors of a CTranslate2 Whisper under the names of openai/whisper, and those under Hugging Face's."""

import struct
from pathlib import Path

import numpy

CTRANSLATE2_TYPES = {0: numpy.float32, 1: numpy.int8, 2: numpy.int16, 3: numpy.int32, 4: numpy.float16}
# openai/whisper's modules, by Hugging Face's.
MODULES = {
    "self_attn.q_proj": "attn.query",
    "self_attn.k_proj": "attn.key",
    "self_attn.v_proj": "attn.value",
    "self_attn.out_proj": "attn.out",
    "self_attn_layer_norm": "attn_ln",
    "encoder_attn.q_proj": "cross_attn.query",
    "encoder_attn.k_proj": "cross_attn.key",
    "encoder_attn.v_proj": "cross_attn.value",
    "encoder_attn.out_proj": "cross_attn.out",
    "encoder_attn_layer_norm": "cross_attn_ln",
    "final_layer_norm": "mlp_ln",
    "fc1": "mlp.0",
    "fc2": "mlp.2",
}
WHOLE = {
    "encoder.embed_positions.weight": "encoder.positional_embedding",
    "decoder.embed_positions.weight": "decoder.positional_embedding",
    "decoder.embed_tokens.weight": "decoder.token_embedding.weight",
    "encoder.layer_norm": "encoder.ln_post",
    "decoder.layer_norm": "decoder.ln",
}


def read_ctranslate2(path: Path) -> dict[str, numpy.ndarray]:
    """The variables of a model.bin by name; see ctranslate2's model_spec.py, which writes it."""
    data = path.read_bytes()
    position = 0

    def number(layout: str) -> int:
        nonlocal position
        (value,) = struct.unpack_from(f"<{layout}", data, position)
        position += struct.calcsize(f"<{layout}")
        return value

    def string() -> str:
        nonlocal position
        length = number("H")
        text = data[position : position + length - 1].decode()
        position += length
        return text

    number("I"), string(), number("I")
    variables = {}
    for _ in range(number("I")):
        name = string()
        shape = [number("I") for _ in range(number("B"))]
        kind, size = CTRANSLATE2_TYPES[number("B")], number("I")
        variables[name] = numpy.frombuffer(data, kind, size // numpy.dtype(kind).itemsize, position).reshape(shape)
        position += size
    return variables


def openai_tensors(variables: dict[str, numpy.ndarray]) -> dict[str, numpy.ndarray]:
    """Under openai/whisper's names: fused layers taken apart, biases of keys left out (they are zero)."""
    tensors = {
        "encoder.positional_embedding": variables["encoder/position_encodings/encodings"],
        "decoder.positional_embedding": variables["decoder/position_encodings/encodings"],
        "decoder.token_embedding.weight": variables["decoder/embeddings/weight"],
    }
    norms = {"encoder/layer_norm": "encoder.ln_post", "decoder/layer_norm": "decoder.ln"}
    linears = {"encoder/conv1": ["encoder.conv1"], "encoder/conv2": ["encoder.conv2"]}
    layers = sorted({tuple(name.split("/")[:2]) for name in variables if "/layer_" in name and "/ffn/" in name})
    for side, layer in layers:
        source, target = f"{side}/{layer}", f"{side}.blocks.{layer.removeprefix('layer_')}"
        norms[f"{source}/self_attention/layer_norm"] = f"{target}.attn_ln"
        norms[f"{source}/ffn/layer_norm"] = f"{target}.mlp_ln"
        linears[f"{source}/self_attention/linear_0"] = [f"{target}.attn.{part}" for part in ("query", "key", "value")]
        linears[f"{source}/self_attention/linear_1"] = [f"{target}.attn.out"]
        linears[f"{source}/ffn/linear_0"] = [f"{target}.mlp.0"]
        linears[f"{source}/ffn/linear_1"] = [f"{target}.mlp.2"]
        if side == "decoder":
            norms[f"{source}/attention/layer_norm"] = f"{target}.cross_attn_ln"
            linears[f"{source}/attention/linear_0"] = [f"{target}.cross_attn.query"]
            linears[f"{source}/attention/linear_1"] = [f"{target}.cross_attn.key", f"{target}.cross_attn.value"]
            linears[f"{source}/attention/linear_2"] = [f"{target}.cross_attn.out"]
    for source, target in norms.items():
        tensors[f"{target}.weight"] = variables[f"{source}/gamma"]
        tensors[f"{target}.bias"] = variables[f"{source}/beta"]
    for source, targets in linears.items():
        for kind in ("weight", "bias"):
            parts = numpy.split(variables[f"{source}/{kind}"], len(targets))
            for target, part in zip(targets, parts):
                if kind == "bias" and target.endswith(".key"):
                    assert not part.any(), target
                else:
                    tensors[f"{target}.{kind}"] = part
    return tensors


def huggingface_name(name: str) -> str:
    for theirs, ours in WHOLE.items():
        if name.startswith(ours):
            return f"model.{theirs}{name.removeprefix(ours)}"
    parts = name.split(".")
    if parts[1] != "blocks":
        return f"model.{name}"
    module = ".".join(parts[3:-1])
    (theirs,) = [theirs for theirs, ours in MODULES.items() if ours == module]
    return f"model.{parts[0]}.layers.{parts[2]}.{theirs}.{parts[-1]}"


def dimensions(tensors: dict[str, numpy.ndarray]) -> dict[str, int]:
    """openai/whisper's ModelDimensions, in its order."""
    n_audio_state, n_mels, _ = tensors["encoder.conv1.weight"].shape
    n_vocab, n_text_state = tensors["decoder.token_embedding.weight"].shape

    def layers(side: str) -> int:
        return sum(name.startswith(f"{side}.blocks.") and name.endswith(".mlp.0.weight") for name in tensors)

    return {
        "n_mels": n_mels,
        "n_audio_ctx": len(tensors["encoder.positional_embedding"]),
        "n_audio_state": n_audio_state,
        "n_audio_head": n_audio_state // 64,
        "n_audio_layer": layers("encoder"),
        "n_vocab": n_vocab,
        "n_text_ctx": len(tensors["decoder.positional_embedding"]),
        "n_text_state": n_text_state,
        "n_text_head": n_text_state // 64,
        "n_text_layer": layers("decoder"),
    }
