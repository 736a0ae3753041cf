# ruff: noqa: E501 - markup reads better unbroken
"""How much of a page's main text is found: fifty invented pages of twenty-five layouts, beside trafilatura's own result.

    python bench/pages.py            the table: F1 of words for each page, ours and trafilatura's
    python bench/pages.py --write D  write the pages to the folder D

The true main text of each is what its writer wrote as prose (headline, paragraphs, lists, tables, quotations) and none
of what stands around it: navigation, bylines' furniture, captions, buttons to share, related links, notices, comments.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

PLACES = ("Klaksvík", "Lerwick", "Kirkwall", "Húsavík", "Mariehamn", "Vágur", "Stromness", "Ísafjörður")
GROUPS = ("Norran Front", "Skerry League", "Holm Brigade", "Sound Council", "Islands Guard", "Harbour Committee")
ENGLISH = (
    "{place} — The {group} said on Monday that its men had left the harbour before dawn and that nobody was hurt.",
    "“We opened the gate and we closed it behind us,” its spokesman, Páll Djurhuus, told reporters, “and we owe no one more.”",
    "The Interior Office denied this. It said 12 of its officers were held for two hours and that three were injured.",
    "Residents described shooting that lasted until four in the morning, and a boat without lights going out to sea.",
    "According to the North Atlantic Observatory, the group has between 150 and 200 members, most of them fishermen.",
    "In March it briefly held a radio mast at {place}, an attack in which two technicians were hurt.",
    "The {other}, its rival, condemned the raid and urged those who escaped to go home by daylight.",
    "A court in {place} will hear the case next week; the prosecutor has asked for the hearing to be closed.",
)
ARABIC = (
    "{place} — قالت جبهة الشمال يوم الاثنين إن رجالها غادروا الميناء قبل الفجر وإن أحدا لم يصب بأذى.",
    "«فتحنا البوابة وأغلقناها خلفنا»، قال المتحدث باسمها للصحفيين، «ولا ندين لأحد بأكثر من ذلك».",
    "ونفت وزارة الداخلية ذلك، وقالت إن اثني عشر من ضباطها احتجزوا ساعتين وإن ثلاثة منهم أصيبوا.",
    "ووصف سكان إطلاق نار استمر حتى الرابعة صباحا، وقاربا بلا أضواء يبحر نحو عرض البحر.",
    "وبحسب مرصد شمال الأطلسي تضم الجماعة ما بين 150 و200 عضو، معظمهم من الصيادين.",
)
MENU = "".join(
    f'<li><a href="/{n}">{n}</a></li>' for n in ("Home", "World", "Islands", "Sport", "Weather", "Subscribe")
)
SHARE = (
    '<div class="share-buttons"><a href="#">Share this post</a> <a href="#">Tweet</a> <a href="#">WhatsApp</a></div>'
)
COOKIES = (
    '<div id="cookie-banner" class="cookie-consent"><p>We use cookies to improve your experience on our site. By '
    "clicking accept you agree to our use of cookies and to our partners’ processing of your data.</p><button>Accept</button></div>"
)
RELATED = (
    '<aside class="related"><h3>Related stories</h3><ul><li><a href="/a">Ferry delayed for a third day</a></li><li>'
    '<a href="/b">Mast at the head of the fjord repaired after long winter</a></li></ul></aside>'
)
COMMENTS = (
    '<section id="comments" class="comments"><h3>3 comments</h3><div class="comment"><p>Anna wrote: I was there and I saw '
    "no boat at all, whatever they tell you now.</p></div><div class='comment'><p>Jógvan wrote: They always say that after "
    "something like this happens here.</p></div></section>"
)
FIGURE = (
    '<figure><img src="a.jpg" alt="A harbour"><figcaption>The harbour on Monday morning, seen from the old fort. '
    "Photo: J. Holm/Atlantic News Feed</figcaption></figure>"
)
NEWSLETTER = (
    '<div class="newsletter-signup"><h4>Get our newsletter</h4><p>Sign up for the morning briefing and never miss a story '
    "from the islands again.</p><form><input type=email><button>Sign up</button></form></div>"
)
FOOTER = (
    "<footer><p>© 2024 Nordic Wire. All rights reserved. Contact the desk. Terms of use. Privacy policy.</p></footer>"
)
Page = tuple[str, Sequence[str]]


def _p(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{escape(words)}</p>" for words in paragraphs)


def _head(title: str, language: str = "en", more: str = "") -> str:
    turned = ' dir="rtl"' if language == "ar" else ""
    return (
        f'<!DOCTYPE html><html lang="{language}"{turned}><head><meta charset="utf-8"><title>{escape(title)} | Nordic Wire</title>'
        f"{more}</head>"
    )


def news(title: str, prose: Sequence[str]) -> Page:
    body = f'<nav><ul>{MENU}</ul></nav><article><h1>{title}</h1><p class="byline">By Marjun Hvannasund</p>{FIGURE}'
    return f"{_head(title)}<body>{body}{_p(prose)}{SHARE}</article>{RELATED}{FOOTER}</body></html>", [title, *prose]


def wordpress(title: str, prose: Sequence[str]) -> Page:
    body = (
        f'<div id="page" class="site"><header id="masthead"><p class="site-title">The Beacon</p><ul>{MENU}</ul></header>'
        f'<main><article class="post hentry"><header class="entry-header"><h1 class="entry-title">{title}</h1><div '
        f'class="entry-meta">Posted on <time>12 September 2024</time> by <a>admin</a></div></header><div class="entry-content">'
        f'<div class="wp-caption"><img src="b.jpg"><p class="wp-caption-text">The mast in spring, before the storm took it '
        f'down.</p></div>{_p(prose)}<div class="sharedaddy"><h3>Share this:</h3><ul><li>Facebook</li><li>Email</li></ul></div>'
        f'</div><footer class="entry-footer">Posted in <a>Islands</a> Tagged <a>harbour</a></footer></article>{COMMENTS}</main>'
        '<aside id="secondary" class="widget-area"><h2>Recent posts</h2><ul><li><a>Old post one</a></li><li><a>Another old post'
        "</a></li></ul></aside></div>"
    )
    return f'{_head(title)}<body class="post-template">{body}{FOOTER}</body></html>', [title, *prose]


def blogger(title: str, prose: Sequence[str]) -> Page:
    words = "<br><br>".join(map(escape, prose))
    body = (
        f'<div class="main"><h2 class="date-header">Thursday, September 12, 2024</h2><div class="post"><h3 class="post-title">'
        f'{title}</h3><div class="post-body">{words}</div><div class="post-footer">Posted by Anna at 9:41 PM <span '
        f'class="share">Email This BlogThis! Share to X</span></div></div></div><div class="sidebar"><h2>Blog Archive</h2><ul>'
        "<li>2024 (12)</li><li>2023 (31)</li></ul></div>"
    )
    return f"{_head(title)}<body>{body}</body></html>", [title, *prose]


def table_layout(title: str, prose: Sequence[str]) -> Page:
    body = (
        f'<table width="100%"><tr><td colspan=2><b>Interior Office</b></td></tr><tr><td width="150"><a href="/">Home</a><br>'
        f'<a href="/p">Press</a><br><a href="/c">Contact</a></td><td><font size=4>{title}</font>{_p(prose)}</td></tr></table>'
    )
    return f"{_head(title)}<body>{body}</body></html>", [title, *prose]


def with_list(title: str, prose: Sequence[str]) -> Page:
    items = [words.split(". ")[0] for words in prose[2:6]]
    inside = f"{_p(prose[:2])}<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>{_p(prose[6:])}"
    body = f"<nav>{MENU}</nav><main><h1>{title}</h1>{inside}</main>{FOOTER}"
    return f"{_head(title)}<body>{body}</body></html>", [title, *prose[:2], *items, *prose[6:]]


def with_figures(title: str, prose: Sequence[str]) -> Page:
    cells = (("Place", "Held", "Freed"), ("Klaksvík", "12", "9"), ("Vágur", "3", "3"))
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    body = f"<article><h1>{title}</h1>{_p(prose[:4])}<table>{rows}</table>{_p(prose[4:])}</article>{NEWSLETTER}{FOOTER}"
    return f"{_head(title)}<body>{body}</body></html>", [
        title,
        *prose[:4],
        *(" ".join(row) for row in cells),
        *prose[4:],
    ]


def cookies(title: str, prose: Sequence[str]) -> Page:
    body = f"{COOKIES}<header><ul>{MENU}</ul></header><div class='content'><h1>{title}</h1>{_p(prose)}</div>{FOOTER}"
    return f"{_head(title)}<body>{body}</body></html>", [title, *prose]


def comments(title: str, prose: Sequence[str]) -> Page:
    body = f"<article><h1>{title}</h1>{_p(prose[:3])}</article>{COMMENTS}{RELATED}"
    return f"{_head(title)}<body>{body}</body></html>", [title, *prose[:3]]


def agency(title: str, prose: Sequence[str]) -> Page:
    credit = "— Atlantic News Feed"
    body = f"<article><h1>{title}</h1>{_p(prose)}<p class='credit'>{credit}</p>{SHARE}</article>"
    return f"{_head(title)}<body>{body}</body></html>", [title, *prose, credit]


def live(title: str, prose: Sequence[str]) -> Page:
    posts = "".join(
        f'<div class="live-post"><time>0{n}:15</time><div class="text">{_p([w])}</div></div>'
        for n, w in enumerate(prose)
    )
    body = f'<main><h1>{title}</h1><div class="liveblog">{posts}</div></main>{RELATED}'
    return f"{_head(title)}<body>{body}</body></html>", [title, *prose]


def interview(title: str, prose: Sequence[str]) -> Page:
    asked = ("What happened that night?", "Who was in the boat?", "And the mast?")
    pairs = [words for pair in zip(asked, prose, strict=False) for words in pair]
    inside = "".join(f"<p><strong>{escape(w)}</strong></p>" if w in asked else f"<p>{escape(w)}</p>" for w in pairs)
    return f"{_head(title)}<body><article><h1>{title}</h1>{inside}</article>{FOOTER}</body></html>", [title, *pairs]


def quoted(title: str, prose: Sequence[str]) -> Page:
    inside = f"{_p(prose[:1])}<blockquote>{_p(prose[1:3])}</blockquote>{_p(prose[3:])}"
    pull = f'<aside class="pullquote"><p>{escape(prose[1])}</p></aside>'
    return f"{_head(title)}<body><article><h1>{title}</h1>{inside}{pull}</article></body></html>", [title, *prose]


def headings(title: str, prose: Sequence[str]) -> Page:
    subs = ("What is known", "What each side says", "What comes next")
    parts = [words for n, sub in enumerate(subs) for words in (sub, *prose[n * 2 : n * 2 + 2])]
    inside = "".join(f"<h2>{w}</h2>" if w in subs else f"<p>{escape(w)}</p>" for w in parts)
    toc = (
        "<div class='toc'><p>Contents</p><ol>" + "".join(f"<li><a href='#'>{s}</a></li>" for s in subs) + "</ol></div>"
    )
    return f"{_head(title)}<body><main><h1>{title}</h1>{toc}{inside}</main>{FOOTER}</body></html>", [title, *parts]


def divs_only(title: str, prose: Sequence[str]) -> Page:
    inside = "".join(f'<div class="txt">{escape(words)}</div>' for words in prose)
    body = f'<div class="menu">{MENU}</div><div class="hd">{title}</div><div class="art">{inside}</div>'
    return f"{_head(title)}<body>{body}<div class='ft'>© 2024</div></body></html>", [title, *prose]


def statement(title: str, prose: Sequence[str]) -> Page:
    words = "\n\n".join(map(escape, prose))
    return f"{_head(title)}<body><h1>{title}</h1><pre>{words}</pre></body></html>", [title, *prose]


def paywall(title: str, prose: Sequence[str]) -> Page:
    wall = "<div class='paywall'><h3>Continue reading</h3><p>Subscribe now for 1 crown a week and read all our stories from the islands.</p></div>"
    body = f"<header>{MENU}</header><article><h1>{title}</h1>{_p(prose[:2])}{wall}</article>{RELATED}{FOOTER}"
    return f"{_head(title)}<body>{body}</body></html>", [title, *prose[:2]]


def schema_org(title: str, prose: Sequence[str]) -> Page:
    data = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","articleBody":"Not the words."}</script>'
    body = (
        f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{title}</h1><span itemprop="author">'
        f'M. Holm</span><div itemprop="articleBody">{_p(prose)}</div></div>{SHARE}{NEWSLETTER}'
    )
    return f"{_head(title, more=data)}<body>{body}</body></html>", [title, *prose]


def embeds(title: str, prose: Sequence[str]) -> Page:
    tweet = '<blockquote class="twitter-tweet"><p>The gates are open. #islands</p>— Norran Post (@norran) <a href="#">September 12, 2024</a></blockquote>'
    video = '<div class="video-player"><p>Your browser does not support video.</p></div>'
    body = f"<article><h1>{title}</h1>{_p(prose[:3])}{tweet}{video}{_p(prose[3:])}</article>"
    true = [title, *prose[:3], "The gates are open. #islands", "— Norran Post (@norran) September 12, 2024", *prose[3:]]
    return f"{_head(title)}<body>{body}</body></html>", true


def gallery(title: str, prose: Sequence[str]) -> Page:
    slides = "".join(
        f'<figure class="slide"><img src="{n}.jpg"><figcaption>Picture {n} of 4: boats in the sound, September 2024. Photo: A. Lund</figcaption></figure>'
        for n in range(1, 5)
    )
    return f"{_head(title)}<body><article><h1>{title}</h1>{slides}{_p(prose)}</article></body></html>", [title, *prose]


def short(title: str, prose: Sequence[str]) -> Page:
    return f"{_head(title)}<body><nav>{MENU}</nav><h1>{title}</h1>{_p(prose[:1])}{FOOTER}</body></html>", [
        title,
        prose[0],
    ]


def bilingual(title: str, prose: Sequence[str]) -> Page:
    other = [words.format(place="Tórshavn") for words in ARABIC]
    body = (
        f'<article><h1>{title}</h1>{_p(prose[:4])}<div lang="ar" dir="rtl">{_p(other)}</div></article>{SHARE}{FOOTER}'
    )
    return f"{_head(title)}<body>{body}</body></html>", [title, *prose[:4], *other]


def arabic_news(title: str, prose: Sequence[str]) -> Page:
    other = [words.format(place="تورشهافن") for words in ARABIC][len(prose) % 2 :] * 2
    menu = "".join(f"<li><a>{n}</a></li>" for n in ("الرئيسية", "أخبار", "رياضة", "اتصل بنا"))
    share = '<div class="share">شارك هذا الخبر</div>'
    body = f"<nav><ul>{menu}</ul></nav><article><h1>بيان جبهة الشمال</h1>{FIGURE}{_p(other)}{share}</article><footer>جميع الحقوق محفوظة</footer>"
    return f"{_head('بيان', 'ar')}<body>{body}</body></html>", ["بيان جبهة الشمال", *other]


def arabic_divs(title: str, prose: Sequence[str]) -> Page:
    other = [words.format(place="كيركوول") for words in ARABIC][len(prose) % 2 :]
    inside = "<br />".join(map(escape, other))
    return (
        f"{_head('بيان', 'ar')}<body><div id=top>الرئيسية | أخبار</div><div class=story>{inside}</div></body></html>",
        other,
    )


def forum(title: str, prose: Sequence[str]) -> Page:
    posts = "".join(
        f'<div class="post"><div class="author">user{n}<br>Posts: {n * 31}<br>Joined: May 2019</div><div class="postbody">{escape(words)}</div></div>'
        for n, words in enumerate(prose[:4])
    )
    return f"{_head(title)}<body><h2>{title}</h2>{posts}<div class='foot'>Powered by board</div></body></html>", [
        title,
        *prose[:4],
    ]


def press_release(title: str, prose: Sequence[str]) -> Page:
    about = "The Harbour Committee has looked after the harbour since 1911 and has forty members."
    contact = "Contact: press@harbour.example, tel. 555 0134"
    body = (
        f"<div id='wrap'><p>FOR IMMEDIATE RELEASE</p><h2>{title}</h2>{_p(prose)}<p>###</p><h3>About the Committee</h3><p>{about}</p>"
        f"<p>{contact}</p></div>{FOOTER}"
    )
    true = ["FOR IMMEDIATE RELEASE", title, *prose, "###", "About the Committee", about, contact]
    return f"{_head(title)}<body>{body}</body></html>", true


LAYOUTS: tuple[Callable[[str, Sequence[str]], Page], ...] = (
    *(
        news,
        wordpress,
        blogger,
        table_layout,
        with_list,
        with_figures,
        cookies,
        comments,
        agency,
        live,
        interview,
        quoted,
    ),
    *(headings, divs_only, statement, paywall, schema_org, embeds, gallery, short, bilingual, arabic_news, arabic_divs),
    *(forum, press_release),
)


def pages() -> list[tuple[str, bytes, str]]:
    """Each page with its name and true main text."""
    made = []
    for number in range(2 * len(LAYOUTS)):
        layout = LAYOUTS[number // 2]
        place, group = PLACES[number % len(PLACES)], GROUPS[number % len(GROUPS)]
        other = GROUPS[(number + 1) % len(GROUPS)]
        prose = [words.format(place=place, group=group, other=other) for words in ENGLISH]
        if number % 2:
            prose = [*prose[3:], *prose[:3], *[f"{words} So it was told again in {other}." for words in prose[2:5]]]
        title = f"{group} says gate at {place} stood open"
        markup, true = layout(title, prose)
        made.append((f"{layout.__name__}-{number % 2 + 1}", markup.encode(), "\n\n".join(true)))
    return made


def f1(found: str, true: str) -> float:
    """F1 of words, each counted as often as it stands."""
    got, wanted = (Counter(re.findall(r"\w+", text)) for text in (found, true))
    shared = sum((got & wanted).values())
    return 2 * shared / (got.total() + wanted.total()) if shared else 0.0


def ours(markup: bytes) -> str:
    """The main text as purport reads it."""
    from purport.errors import EmptyDocument
    from purport.sources.html import parse

    try:
        return parse(markup)[0]
    except EmptyDocument:
        return ""


def plain(markup: bytes) -> str:
    """The main text as trafilatura gives it by itself."""
    import trafilatura

    return trafilatura.extract(markup, include_comments=False) or ""


def main() -> None:
    """Print the table, or write the pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="FOLDER")
    folder = parser.parse_args().write
    rows = []
    for name, markup, true in pages():
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.html").write_bytes(markup)
        rows.append((name, f1(ours(markup), true), f1(plain(markup), true)))
    for name, our, their in rows:
        print(f"{name:16} {our:6.3f} {their:6.3f} {'' if abs(our - their) < 0.005 else f'{our - their:+.3f}'}")
    print(f"{'mean':16} {sum(r[1] for r in rows) / len(rows):6.3f} {sum(r[2] for r in rows) / len(rows):6.3f}")


if __name__ == "__main__":
    main()
