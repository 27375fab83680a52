"""The answer sheet of one municipality, as plain data."""

from dataclasses import dataclass
from datetime import date, timedelta

from datapakke.kommuner import Kommune, Mote
from datapakke.locale import BOKMAAL
from datapakke.packet.context import PacketContext
from datapakke.packet.methods import is_demo

ANSWERED_BEFORE = timedelta(days=7)
"""Answers are wanted so long before the meeting when the configuration does not say when."""


@dataclass(frozen=True)
class Svarark:
    """The sheet that goes with a packet.

    Attributes:
        kommunenr, kommune, runde, avsender, demo: As in the packet.
        navn: The file's name without its ending.
        mote: The meeting's day.
        adresse: Where it is sent back to.
        frist: By when.
        maalform: Its written form.
    """

    kommunenr: str
    kommune: str
    runde: str
    avsender: str
    demo: bool
    navn: str
    mote: date
    adresse: str
    frist: date
    maalform: str = BOKMAAL

    @property
    def arknr(self) -> str:
        """Say whose sheet this is: ``2016-host/0623``."""
        return f"{self.runde}/{self.kommunenr}"


def make_svarark(context: PacketContext, kommune: Kommune, adresse: str) -> Svarark | None:
    """Make the sheet that goes with a municipality's packet; None where it is for no meeting.

    Args:
        context: What the packets are made from.
        kommune: Whose it is.
        adresse: Where the sheet is sent back to.
    """
    runde = context.runde
    mote = runde.mote_for(kommune) if runde else None
    if runde is None or mote is None:
        return None
    nr = context.inndeling.kommunenr(kommune)
    return Svarark(
        kommunenr=nr,
        kommune=context.inndeling.navn(kommune),
        runde=runde.id,
        avsender=context.avsender,
        demo=is_demo(context),
        navn=f"{nr}-{kommune.slug}-svarark",
        mote=mote.dato,
        adresse=adresse,
        frist=answered_by(mote, runde.dato),
        maalform=context.form_for(kommune),
    )


def answered_by(mote: Mote, packet_date: date) -> date:
    """Give when answers are wanted by: as configured, else a week before, but after the packet."""
    return mote.svarfrist or max(mote.dato - ANSWERED_BEFORE, packet_date)
