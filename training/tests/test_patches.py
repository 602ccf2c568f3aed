import pytest

from antiphon_training import patches


@pytest.mark.parametrize(
    "line, units",
    [
        ("[r:0/3][V:1]|:abc|[V:2]|:z3|\n", ["[r:0/3][V:1]", "|:abc", "|[V:2]", "|:z3|\n"]),
        ("[r:0/3][V:1]abc:|[V:2]def:|\n", ["[r:0/3][V:1]abc", ":|[V:2]def:|\n"]),
        ("[V:1]a|1[V:2]b|1\n", ["[V:1]a", "|1[V:2]b|1\n"]),
        ("[V:1]a|][V:2]b|]\n", ["[V:1]a", "|][V:2]b|]\n"]),
        ("[V:1]a::[V:2]b::\n", ["[V:1]a", "::[V:2]b::\n"]),
        ("[V:1]abc\n", ["[V:1]abc\n"]),
    ],
)
def test_units_open_with_the_barline(line, units):
    assert patches.split_bars(line) == units


def test_patches_of_a_bar():
    line = "[r:1/11][V:1]d2 cB A2 d2|[V:2]B2 AG F2 F2|\n"
    assert patches.line_pieces(line) == ["[r:1/11][V:1]d2 ", "cB A2 d2", "|[V:2]B2 AG F2 F", "2|\n"]
    full, short = patches.encode(["[r:1/11][V:1]d2 ", "cB A2 d2"])
    assert full.tolist() == [ord(c) for c in "[r:1/11][V:1]d2 "]
    assert short.tolist() == [ord(c) for c in "cB A2 d2"] + [2] + [0] * 7


def test_fifteen_characters_are_closed_and_sixteen_are_not():
    fifteen, sixteen = patches.encode(["a" * 15, "a" * 16])
    assert fifteen.tolist() == [97] * 15 + [2]
    assert sixteen.tolist() == [97] * 16


def test_begin_and_end_patches():
    ids = patches.patchilize("K:C\n[V:1]c4|\n")
    assert ids[0].tolist() == [1] * 15 + [2]
    assert ids[-1].tolist() == [1] + [2] * 15
    assert len(ids) == 4


@pytest.mark.parametrize("line", ["[V:1]a|b|c[|\n", "[V:1]||:a|\n", "|\n", "[V:1]||b|c[|\n", "[V:1]:||:a\n", ":|\n"])
def test_no_text_is_lost(line):
    assert "".join(patches.split_bars(line)) == line


def test_decoding_restores_the_text():
    text = "%x\n%end\nL:1/8\nV:1 treble \n[V:1]|:c2 d2 e2 f2 g2 a2 b2|\n[V:1]z8|]\n"
    assert "".join(patches.decode(ids) for ids in patches.patchilize(text)) == text


def test_marks_count_up_and_down():
    assert patches.number_bars(["a\n", "b\n", "c\n"]) == ["[r:0/2]a\n", "[r:1/1]b\n", "[r:2/0]c\n"]


def test_other_characters_are_refused():
    with pytest.raises(ValueError, match="'é'"):
        patches.encode(["é"])
