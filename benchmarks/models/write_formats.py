"""Writes the weights of whisper-base in the formats that people have them in, by the formats' own tools.

    python write_formats.py SOURCE TARGET

SOURCE is a CTranslate2 folder with f16 weights (scripts/default-model/checkpoint-folder.ts makes it), TARGET an empty
folder. Needs what requirements.txt names. The program prints the versions of these as JSON.

The values are the same in all of them but ctranslate2-int8, whose values ctranslate2-int8-values has as floats, computed
here from the integers and scales.
"""

import importlib.metadata
import importlib.util
import json
import shutil
import struct
import sys
from pathlib import Path

import ctranslate2
import numpy
import torch
import transformers
from transformers.convert_slow_tokenizer import bytes_to_unicode
from whisper_weights import dimensions, huggingface_name, openai_tensors, read_ctranslate2

PACKAGES = ["ctranslate2", "numpy", "openai-whisper", "safetensors", "torch", "transformers"]
GGML_MAGIC = 0x67676D6C
SHARD_SIZE = "40MB"


def write_openai(tensors: dict[str, numpy.ndarray], folder: Path) -> None:
    """As openai/whisper's published files, which are torch.save of half floats."""
    state = {name: torch.from_numpy(values.copy()) for name, values in tensors.items()}
    torch.save({"dims": dimensions(tensors), "model_state_dict": state}, folder / "base.pt")


def huggingface_model(tensors: dict[str, numpy.ndarray]) -> transformers.WhisperForConditionalGeneration:
    sizes = dimensions(tensors)
    config = transformers.WhisperConfig(
        vocab_size=sizes["n_vocab"],
        num_mel_bins=sizes["n_mels"],
        max_source_positions=sizes["n_audio_ctx"],
        max_target_positions=sizes["n_text_ctx"],
        d_model=sizes["n_audio_state"],
        encoder_attention_heads=sizes["n_audio_head"],
        encoder_layers=sizes["n_audio_layer"],
        encoder_ffn_dim=4 * sizes["n_audio_state"],
        decoder_attention_heads=sizes["n_text_head"],
        decoder_layers=sizes["n_text_layer"],
        decoder_ffn_dim=4 * sizes["n_text_state"],
    )
    model = transformers.WhisperForConditionalGeneration(config).half()
    state = {huggingface_name(name): torch.from_numpy(values.copy()) for name, values in tensors.items()}
    missing, unexpected = model.load_state_dict(state, strict=False)
    # The output layer is the embedding.
    if set(missing) - {"proj_out.weight"} or unexpected:
        raise SystemExit(f"missing {missing}, unexpected {unexpected}")
    model.tie_weights()
    return model


def mel_filters(bands: int) -> numpy.ndarray:
    """OpenAI's own, which whisper.cpp's tool writes too; those of transformers differ in their last bits."""
    [package] = importlib.util.find_spec("whisper").submodule_search_locations
    return numpy.load(Path(package) / "assets" / "mel_filters.npz")[f"mel_{bands}"]


def write_ggml(tensors: dict[str, numpy.ndarray], tokenizer: dict, folder: Path) -> None:
    """In the layout of whisper.cpp's convert-pt-to-ggml.py: matrices and convolutions f16, the rest f32."""
    sizes = dimensions(tensors)
    header = [GGML_MAGIC, sizes["n_vocab"], *(sizes[f"n_audio_{part}"] for part in ("ctx", "state", "head", "layer"))]
    header += [*(sizes[f"n_text_{part}"] for part in ("ctx", "state", "head", "layer")), sizes["n_mels"], 1]
    filters = mel_filters(sizes["n_mels"])
    byte_of = {character: byte for byte, character in bytes_to_unicode().items()}
    end_of_text = next(token["id"] for token in tokenizer["added_tokens"] if token["content"] == "<|endoftext|>")
    text_of = {token: text for text, token in tokenizer["model"]["vocab"].items() if token < end_of_text}
    with open(folder / "ggml-base.bin", "wb") as file:
        file.write(struct.pack(f"<{len(header)}i", *header))
        file.write(struct.pack("<2i", *filters.shape) + filters.tobytes())
        file.write(struct.pack("<i", end_of_text))
        for token in range(end_of_text):
            data = bytes(byte_of[character] for character in text_of[token])
            file.write(struct.pack("<i", len(data)) + data)
        for name, values in tensors.items():
            if name in ("encoder.conv1.bias", "encoder.conv2.bias"):
                values = values.reshape(-1, 1)
            is_single = values.ndim < 2 or values.shape[1] == 1 or name.endswith("positional_embedding")
            encoded, data = name.encode(), values.astype(numpy.float32 if is_single else numpy.float16)
            file.write(struct.pack("<3i", data.ndim, len(encoded), 0 if is_single else 1))
            file.write(struct.pack(f"<{data.ndim}i", *reversed(data.shape)) + encoded + data.tobytes())


def write_int8(huggingface: Path, folder: Path, values_folder: Path) -> None:
    converter = ctranslate2.converters.TransformersConverter(str(huggingface), copy_files=["tokenizer.json"])
    converter.convert(str(folder), quantization="int8", force=True)
    variables = read_ctranslate2(folder / "model.bin")
    # On the processor CTranslate2 multiplies by the reciprocal of a row's scale, in f32 (src/ops/dequantize_cpu.cc).
    values = {
        name: stored.astype(numpy.float32) * reciprocals(variables[f"{name}_scale"], stored.ndim)
        if f"{name}_scale" in variables
        else stored
        for name, stored in variables.items()
        if stored.ndim > 0 and not name.endswith("_scale")
    }
    floats = {name: part.astype(numpy.float32) for name, part in openai_tensors(values).items()}
    write_openai(floats, values_folder)


def reciprocals(scales: numpy.ndarray, rank: int) -> numpy.ndarray:
    return (numpy.float32(1) / scales).reshape(-1, *[1] * (rank - 1))


def main() -> None:
    source, target = map(Path, sys.argv[1:])
    tensors = openai_tensors(read_ctranslate2(source / "model.bin"))
    tokenizer = json.loads((source / "tokenizer.json").read_text())

    def folder(name: str) -> Path:
        (target / name).mkdir(parents=True)
        return target / name

    write_openai(tensors, folder("openai"))
    write_ggml(tensors, tokenizer, folder("ggml-f16"))
    model = huggingface_model(tensors)
    for name, options in {"huggingface": {}, "huggingface-shards": {"max_shard_size": SHARD_SIZE}}.items():
        model.save_pretrained(folder(name), **options)
        shutil.copy(source / "tokenizer.json", target / name)
    model.float().save_pretrained(folder("huggingface-f32"))
    shutil.copy(source / "tokenizer.json", target / "huggingface-f32")
    write_int8(target / "huggingface", folder("ctranslate2-int8"), folder("ctranslate2-int8-values"))
    as_it_is = folder("ctranslate2-f16")
    for file in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        shutil.copy(source / file, as_it_is)
    print(json.dumps({package: importlib.metadata.version(package) for package in PACKAGES}))


if __name__ == "__main__":
    main()
