"""The chapters of the packet in their order: one more chapter is one more entry here."""

from datapakke.packet.chapters import fravaer, gjennomforing, inntakspoeng, nav_ot, resultater
from datapakke.packet.chapters.spec import ChapterSpec

CHAPTERS: tuple[ChapterSpec, ...] = (
    inntakspoeng.CHAPTER,
    fravaer.CHAPTER,
    resultater.CHAPTER,
    gjennomforing.CHAPTER,
    nav_ot.CHAPTER,
)
