"""The codes of languages by which codebooks name the words of each."""

__all__ = ["language_fault"]

# ISO 639-1, whole.
_ISO_639_1 = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg
    ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn
    no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta
    te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_TWO_LETTERS = frozenset(_ISO_639_1.split())
# Three letters for languages that have two: words under these would not be read as those under the two.
_PAIRS = """
    eng=en ara=ar fra=fr fre=fr rus=ru spa=es swa=sw hau=ha som=so deu=de ger=de ita=it por=pt tur=tr fas=fa per=fa
    pus=ps urd=ur heb=he zho=zh chi=zh hin=hi ukr=uk kur=ku amh=am ind=id msa=ms may=ms nor=no dan=da swe=sv isl=is
    ice=is fao=fo fin=fi
"""
_SHORTER = dict(pair.split("=") for pair in _PAIRS.split())


def language_fault(code: str) -> str | None:
    """What is wrong with a code of a language, and the way out; None where nothing is."""
    if code in _SHORTER:
        return f"the language {code!r}; write its code of two letters, {_SHORTER[code]}"
    if len(code) == 2 and code not in _TWO_LETTERS:
        return f"{code!r}, which is no language's code; name it by its code in ISO 639, as en, ar, fr"
    return None
