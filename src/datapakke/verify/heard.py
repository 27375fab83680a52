"""What is read aloud instead of charts and symbols is what the packet says of them."""

from collections.abc import Sequence

from datapakke.packet.model import Packet
from datapakke.verify.region import Captioned
from datapakke.verify.script import Script, bare, quoted


def check_heard(script: Script, packet: Packet, charts: Sequence[Captioned]) -> int:
    """Compare the alternative texts of each page, and give how many charts have theirs."""
    meanings = {bare(meaning) for _, meaning in packet.tegnforklaring}
    right = 0
    for page in script.document.pages:
        here = [one.chart for one in charts if one.caption[0].page == page.number]
        alts = [text for text in page.alts if bare(text) not in meanings]
        for chart, text in zip(here, (*alts, *[""] * len(here)), strict=False):
            right += bare(chart.alt) == bare(text)
            if bare(chart.alt) != bare(text):
                what = f"leses opp som {quoted(text)}, men skal være {quoted(chart.alt)}"
                script.complain(page.number, f"{chart.nummer}: {what}.")
        for text in alts[len(here) :]:
            script.complain(page.number, f"{quoted(text)} leses opp, men er ikke fra pakken.")
    return right
