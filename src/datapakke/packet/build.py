"""Builds the Packet of one municipality. Pure: no files, no clock, no chance."""

from collections.abc import Sequence
from dataclasses import replace

from datapakke import formats
from datapakke.kommuner import Kommune
from datapakke.locale import NYNORSK, maalform
from datapakke.packet import texts
from datapakke.packet.assemble import Built, assemble
from datapakke.packet.chapters.own import chosen
from datapakke.packet.chapters.spec import ChapterSpec
from datapakke.packet.context import PacketContext
from datapakke.packet.diagram.points import ENHET
from datapakke.packet.findings import findings, multiplicity
from datapakke.packet.methods import (
    hiding,
    is_demo,
    methods,
    newest_extraction,
    source_lines,
)
from datapakke.packet.model import Moteinfo, Name, Packet
from datapakke.packet.overview import overview, overview_texts
from datapakke.packet.questions import questions
from datapakke.packet.rammer import frame
from datapakke.packet.siden_sist import since_last
from datapakke.packet.tables import tables
from datapakke.packet.view import View

__all__ = ["PacketContext", "build_packet"]


def build_packet(
    context: PacketContext, kommune: Kommune, kapitler: tuple[ChapterSpec, ...] = ()
) -> Packet:
    """Say all that the document about ``kommune`` says, in its written form.

    Raises:
        PacketError: A text is not in the catalogue of that form.
    """
    form = context.form_for(kommune)
    with maalform(form):
        said = context.nynorsk if form == NYNORSK else context
        specs = kapitler or chosen(context.kapitler, said.by_id, form)
        return replace(_build(said, kommune, specs), maalform=form)


def _build(context: PacketContext, kommune: Kommune, kapitler: tuple[ChapterSpec, ...]) -> Packet:
    view = View(context, kommune)
    built = assemble(view, kapitler)
    day = context.runde.dato if context.runde else newest_extraction(context)
    chart = overview(view)
    tabled = tables(view, kapitler)
    se = tabled.se | _shown(built)
    cover = findings(view, se, built)
    before = since_last(view)
    return Packet(
        kommunenr=view.nr,
        kommune=view.navn,
        slug=kommune.slug,
        fylke=context.fylke,
        runde=context.runde.id if context.runde else "",
        runde_navn=context.runde.navn if context.runde else "",
        tittel=texts.TITTEL.format(K=view.navn),
        dato=formats.date_words(day) if day else "",
        dato_iso=day.isoformat() if day else "",
        mote=_meeting(view),
        avsender=context.avsender,
        demo=is_demo(context),
        lesehjelp=_reading_help(view),
        funn=cover,
        oversikt=chart,
        oversikt_tekst=overview_texts(view, chart) if chart else (),
        kapitler=tuple(item.kapittel for item in built),
        sporsmal=questions(view, se),
        tabeller=tabled.tabeller,
        metoder=methods(view),
        kilder=source_lines(context, [line for table in tabled.tabeller for line in table.noter]),
        tegnforklaring=tuple((tegn, str(betydning)) for tegn, betydning in texts.TEGN),
        skjerming=hiding(context),
        figurer=tuple(view.trykt[key] for key in sorted(view.trykt)),
        siden_sist=before,
        rammer=frame(view),
        indikatorer=_names(view),
        bakgrunn=tuple(view.bakgrunn[key] for key in sorted(view.bakgrunn)),
    )


def _names(view: View) -> tuple[Name, ...]:
    used = {key.indikator for key in view.trykt}
    found = (one for name, one in sorted(view.context.by_id.items()) if name in used)
    return tuple(Name(one.id, one.title, str(ENHET[one.unit])) for one in found)


def _meeting(view: View) -> Moteinfo | None:
    if view.mote is None:
        return None
    inndeling = view.context.inndeling
    names = [inndeling.navn(k) for k in inndeling if k.slug in view.mote.kommuner]
    return Moteinfo(
        dato=formats.date_words(view.mote.dato),
        sted=view.mote.sted,
        inviterte=tuple(sorted(names, key=formats.name_key)),
    )


def _reading_help(view: View) -> tuple[str, ...]:
    """Give the reading help with the number of comparisons; it names the meeting when there is."""
    whom, marks, last = texts.LESEHJELP
    closing = last if view.mote else texts.LESEHJELP_UTEN_MOTE
    told = view.context.published.intervaller
    swing = f" {texts.LESEHJELP_INTERVALL}" if any(key.omraade == view.nr for key in told) else ""
    return (str(whom), f"{marks}{swing}", multiplicity(view), str(closing))


def _shown(built: Sequence[Built]) -> dict[str, str]:
    return {name: place for item in built for name, place in item.se.items()}
