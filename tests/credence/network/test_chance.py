"""Numbers by chance: the same whatever the block, by both executors, and spread evenly."""

import numpy as np
import pytest

from holdwater.credence.network import uniforms

KEYS = np.array([0, 1, 2, 3, 1 << 63, (1 << 64) - 1], np.uint64)


def scramble(number: int) -> int:
    """SplitMix64's last step in whole numbers."""
    mask = (1 << 64) - 1
    number = ((number ^ number >> 30) * 0xBF58476D1CE4E5B9) & mask
    number = ((number ^ number >> 27) * 0x94D049BB133111EB) & mask
    return number ^ number >> 31


def test_splitmix_as_published() -> None:
    """The first outputs of SplitMix64 with seed 1234567, as its reference implementation prints them."""
    stride, mask = 0x9E3779B97F4A7C15, (1 << 64) - 1
    assert [scramble((1234567 + at * stride) & mask) for at in (1, 2, 3)] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
    ]


def test_the_definition() -> None:
    stride, mask = 0x9E3779B97F4A7C15, (1 << 64) - 1
    found = uniforms(KEYS, 10, 4, seed=5)
    for row, key in enumerate(KEYS.tolist()):
        start = scramble((scramble((key + stride) & mask) + 5 * stride + 1) & mask)
        for draw in range(4):
            assert found[row, draw] == (scramble((start + (10 + draw + 1) * stride) & mask) >> 11) * 2.0**-53


def test_blocks_and_company_do_not_show() -> None:
    whole = uniforms(KEYS, 0, 50_000, seed=3)
    np.testing.assert_array_equal(whole[:, 100:177], uniforms(KEYS, 100, 77, seed=3))
    np.testing.assert_array_equal(whole[2:3], uniforms(KEYS[2:3], 0, 50_000, seed=3))
    np.testing.assert_array_equal(whole, uniforms(KEYS, 0, 50_000, seed=3, executor="numba"))


@pytest.mark.parametrize("seed", [0, 1, 12345])
def test_they_are_uniform_and_unrelated(seed: int) -> None:
    """40 neighbouring keys, 5,000 draws: means, spreads and correlations within five standard errors; every twentieth well filled."""
    found = uniforms(np.arange(40, dtype=np.uint64), 0, 5_000, seed)
    assert found.min() >= 0
    assert found.max() < 1
    error = 5 / np.sqrt(5_000)
    assert np.abs(found.mean(axis=1) - 0.5).max() < error * np.sqrt(1 / 12)
    assert np.abs(np.corrcoef(found) - np.eye(40)).max() < error
    assert np.abs([np.corrcoef(row[1:], row[:-1])[0, 1] for row in found]).max() < error
    counts, _ = np.histogram(found, bins=20, range=(0, 1))
    assert np.abs(counts - 10_000).max() < 5 * 100


def test_seeds_differ() -> None:
    assert not (uniforms(KEYS, 0, 100, 0) == uniforms(KEYS, 0, 100, 1)).any()
