"""What the project's own configuration says."""

from datapakke.config import Config


def test_the_county_had_21_municipalities_in_2016_and_has_18_in_2024(config: Config) -> None:
    assert len(config.inndeling(2016).kommuner) == 21
    assert len(config.inndeling(2024).kommuner) == 18
