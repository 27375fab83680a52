"""What ``docs/drift.md`` hands out: units that systemd takes, and a line that cron can run."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from datapakke.demo import write_demo

TEXT = (ROOT / "docs" / "drift.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """Give the code blocks of a kind."""
    return re.findall(rf"```{kind}\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze finnes ikke her")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """It knows every word of them; only the program is put where this machine has one."""
    service, timer = blocks("ini")
    (tmp_path / "datapakke.service").write_text(
        service.replace("/usr/local/bin/datapakke", sys.executable), encoding="utf-8"
    )
    (tmp_path / "datapakke.timer").write_text(timer, encoding="utf-8")
    names = [str(tmp_path / name) for name in ("datapakke.service", "datapakke.timer")]
    told = subprocess.run(  # noqa: S603 - systemd's own checker
        ["systemd-analyze", "verify", "--man=no", *names],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )

    about_ours = [line for line in told.stderr.splitlines() if "datapakke" in line]
    assert about_ours == []
    (when,) = re.findall(r"OnCalendar=(.*)", timer)
    subprocess.run(["systemd-analyze", "calendar", when], check=True, capture_output=True)  # noqa: S603, S607


def test_the_line_of_cron_runs_with_nothing_in_the_environment(tmp_path: Path) -> None:
    write_demo(tmp_path / "prosjekt", kommuner=2, aar=2)
    (tmp_path / "prosjekt" / "logg").mkdir()
    (line,) = blocks("cron")
    minute, hour, *_, command = line.split(maxsplit=5)
    assert (minute, hour) == ("15", "2")
    command = command.replace("/srv/datapakke", str(tmp_path / "prosjekt")).replace(
        "/usr/local/bin/datapakke batch", f"{sys.executable} -m datapakke batch --dato 2016-01-01"
    )
    subprocess.run(["/usr/bin/env", "-i", "/bin/sh", "-c", command], check=True)  # noqa: S603

    told = (tmp_path / "prosjekt" / "logg" / "cron.txt").read_text(encoding="utf-8")
    assert told.startswith("Ingen møter fra 2016-01-01 til 2016-01-15: ingenting å gjøre.")
