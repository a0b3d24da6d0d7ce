"""Rule books and reforms are texts with sources, read whole or not at all."""

import pickle

import pytest

import ringfence as rf


def test_every_preset_is_there_and_is_read_back() -> None:
    assert {"wales-2016", "bma-2017", "committee-2017"} <= set(rf.RuleBook.presets())
    for name in rf.RuleBook.presets():
        book = rf.RuleBook.preset(name)
        again = rf.RuleBook.read(book.text)
        assert book.id == name
        assert again == book
        assert hash(again) == hash(book)
        assert again.hash == book.hash
        assert pickle.loads(pickle.dumps(book)) == book
        assert name in repr(book)
        assert book.title
        assert all(isinstance(it, str) and it for it in book.assumptions)


def test_books_with_other_texts_differ() -> None:
    first, second = map(rf.RuleBook.preset, ("wales-2016", "bma-2017"))
    assert first != second
    assert first.hash != second.hash
    assert first != "wales-2016"


def test_a_preset_that_does_not_exist_is_answered_with_the_nearest() -> None:
    with pytest.raises(rf.RuleBookError, match="wales-2016"):
        rf.RuleBook.preset("wales-2061")
    with pytest.raises(rf.RuleBookError, match="bma-2017-attached"):
        rf.Reform.preset("bma-2017-atached")


def test_a_book_with_faults_does_not_load_and_all_are_told() -> None:
    with pytest.raises(rf.RuleBookError, match="expected") as no:
        rf.RuleBook.read("[book]\nnaem = 'x'\n[[rule]]\n")
    assert len(no.value.faults) > 1
    assert str(no.value).splitlines()[0] == no.value.faults[0]
    with pytest.raises(ValueError, match="line 1"):
        rf.RuleBook.read("= nonsense")


SIX_FAULTS = """\
[book]
id = "Bad Id"
title = "A book"
[[rule]]
id = "r"
title = "t"
question = "roll_ovr"
streams = ["cluster"]
[[rule.value]]
in_force_from = 2015-04-01
outcome = "lapsed"
amuont = "all"
[[rule.clause]]
label = "x"
"""


def test_six_faults_of_a_book_are_told_at_once_each_with_its_line() -> None:
    with pytest.raises(rf.RuleBookError) as no:
        rf.RuleBook.read(SIX_FAULTS)
    assert [fault.split(": ")[0] for fault in no.value.faults] == [
        "line 2, book.id",
        "line 7, rule[0].question",
        "line 9, rule[0].value[0].cite",
        "line 11, rule[0].value[0].outcome",
        "line 12, rule[0].value[0].amuont",
        "line 13, rule[0].clause",
    ]


def test_a_text_with_faults_is_not_adopted() -> None:
    ledger = rf.Ledger()
    before = ledger.head()
    with pytest.raises(rf.RingfenceError, match=r"book\.id"):
        ledger.adopt(SIX_FAULTS, effective="2016-04-01")
    assert ledger.head() == before


def test_a_reform_makes_another_book_and_only_of_its_own() -> None:
    for name in rf.Reform.presets():
        reform = rf.Reform.preset(name)
        reformed = reform.over(rf.RuleBook.preset(reform.base))
        assert reformed.id == reform.id == name
        assert reform.name
        assert reform.reason
        assert reform.author
        assert reformed == rf.RuleBook.preset(name)
    with pytest.raises(rf.RuleBookError, match="wales-2016"):
        reform.over(rf.RuleBook.preset("wales-2016"))


def test_a_book_may_be_adopted_as_it_is_or_as_text() -> None:
    book = rf.RuleBook.preset("wales-2016")
    assert rf.Adopt(book) == rf.Adopt(book.text)
