"""Hypothesis strategies: texts as they come, from pieces that look like articles, appeals, and trouble."""

from hypothesis import strategies as st

SENTENCES = [
    "The council voted on Tuesday to close the bridge.",
    "Work begins in May, the mayor said, and will take two years.",
    "Sign up for our free weekly newsletter",
    "Dear readers, we need your help. Please support our journalism with a monthly gift.",
    "Once\nMonthly\nAnnual\nContinue",
    "Spenden Sie jetzt und unterstützen Sie unabhängigen Journalismus!",
    "今すぐニュースレターに登録する。",
    "請支持我們的獨立報導。每月只需 50 元。",
    "Подпишитесь на нашу рассылку, чтобы не пропустить главное.",
    "สมัครรับจดหมายข่าวของเรา ฟรีทุกสัปดาห์",
    "© 2024 The Example Courier. All rights reserved.",
    "Share on Facebook | Tweet | Print",
    "“We ask readers to donate,” she said.",
    "İstanbul’da köprü kapandı. ǅ ﬁ ß",
    "a" * 300,
    "Card number\tExpiry date\tCVC",
    "```\ncode\n```",
    "[1]: https://example.org",
    "\\n\\n",
]
GAPS = ["\n", "\n\n", "\r\n", "\r", " ", "\t", "\n \n", "\u2028", "\x0b", "\x85", "", "\r\n\r\n"]

chaos = st.text(max_size=300)
articles = st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(GAPS)), max_size=25).map(
    lambda pieces: "".join(text + gap for text, gap in pieces)
)
texts = st.one_of(chaos, articles, st.builds(lambda a, b, c: a + b + c, articles, chaos, articles))
