import pytest

from people.names import fold, slug_of


@pytest.mark.parametrize(
    "spellings",
    [
        ("智谱AI", "智譜AI", "智谱 AI", "智谱ＡＩ", "智谱ai"),
        ("Mistral AI", "MISTRAL  AI", "Mistral-AI"),
        ("OpenAI", "OpenAI, Inc.", "Open AI LLC"),
        ("月之暗面", "月之暗面有限公司"),
        ("José Pérez", "Jose Perez"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_name_fold_to_the_same(spellings):
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("智谱", "智源"), ("Cohere", "Coherent"), ("AI21", "AI2"), ("Inc.", "Co.")]
)
def test_different_names_stay_different(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("月之暗面", "yue-zhi-an-mian"),
        ("Hugging Face", "hugging-face"),
        ("Zoé Straße", "zoe-strae"),
        ("百川智能AI", "bai-chuan-zhi-neng-ai"),
        ("！？", "unnamed"),
    ],
)
def test_a_slug_is_plain_ascii(name, slug):
    assert slug_of(name) == slug
