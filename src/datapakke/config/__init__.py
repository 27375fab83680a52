"""``config/kommuner.yaml`` → ``Config``: every error at once, with line and column."""

from datapakke.config.load import load_config
from datapakke.config.model import Avsender, Config, Fagkode, Fylke

__all__ = ["Avsender", "Config", "Fagkode", "Fylke", "load_config"]
