"""Runs the graphs for WebGPU in onnxruntime for Python on the processor, in both types of activations, against the
reference, as JSON: python benchmarks/parity/half_floats.py FOLDER-OF-export-graphs FOLDER-OF-REFERENCE"""
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime as ort

TEXT_CONTEXT = 448
LAYERS, HEADS, STATE = 6, 8, 512


def session(folder):
    return ort.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])


def relative_norm(ours, expected):
    return float(np.linalg.norm(ours - expected) / np.linalg.norm(expected))


class Decoder:
    def __init__(self, graph, cross, element):
        self.graph, self.cross, self.length = graph, cross, 0
        shape = (1, HEADS, TEXT_CONTEXT, STATE // HEADS)
        names = [f"{part}_{layer}" for layer in range(LAYERS) for part in ("key", "value")]
        self.past = {f"past_{name}": np.zeros(shape, element) for name in names}

    def feed(self, tokens):
        """Logits behind the last token."""
        count, total = len(tokens), self.length + len(tokens)
        inputs = {
            "tokens": np.array([tokens], np.int32),
            "positions": np.arange(self.length, total, dtype=np.int32)[None],
            "wanted": np.array([count - 1], np.int32),
            "last_past": np.array([total - 1], np.int32),
            "length": np.array([total], np.int32),
        }
        names = [output.name for output in self.graph.get_outputs()]
        outputs = dict(zip(names, self.graph.run(None, {**inputs, **self.cross, **self.past})))
        self.length = total
        for name in self.past:
            self.past[name] = outputs[name.replace("past", "present")]
        return outputs["logits"][0, 0]


def measure(graphs, reference, clip, element):
    language = clip["language"]
    mel = np.fromfile(reference / f"{language}.log-mel.f32", np.float32).reshape(1, 80, 3000)
    encoder = session(graphs / "encoder")
    names = [output.name for output in encoder.get_outputs()]
    cross = dict(zip(names, encoder.run(None, {"log_mel": mel})))
    graph = session(graphs / "decoder")
    expected = np.fromfile(reference / f"q8_0.{language}.logits.f32", np.float32).reshape(4, -1)
    decoder = Decoder(graph, cross, element)
    start = {"en": 50259, "fr": 50265}[language]
    wanted = [token for token in clip["plain"]["tokens"] if token != 50257]
    prompt = [50258, start, 50359, 50363]
    differences, written = [], []
    logits = decoder.feed(prompt)
    for step in range(len(wanted)):
        if step < 4:
            differences.append(relative_norm(logits, expected[step]))
        written.append(int(np.argmax(logits)))
        logits = decoder.feed([wanted[step]])
    equal = sum(a == b for a, b in zip(written, wanted))
    largest = max(float(np.abs(values).max()) for values in cross.values())
    return {"logits": differences, "equal_tokens": equal, "tokens": len(wanted), "largest_cross": largest}


def main():
    graphs, reference = map(Path, sys.argv[1:3])
    clips = [clip for clip in json.loads((reference / "q8_0.json").read_text()) if "arrays" in clip]
    report = {"command": "benchmarks/export-graphs.ts, benchmarks/parity/half_floats.py", "runtime": f"onnxruntime {ort.__version__}, CPU"}
    for name, element in (("float32", np.float32), ("float16", np.float16)):
        for clip in clips:
            report[f"{name}.{clip['language']}"] = measure(graphs / name, reference, clip, element)
    print(json.dumps(report, indent=1))


main()
