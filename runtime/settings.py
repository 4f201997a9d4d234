"""Settings: flag, environment (LEADLOOP_*), leadloop.toml, default, in that order."""

from enum import StrEnum
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from domain.errors import Correctable


class Mode(StrEnum):
    """Which of the two workspaces: fictional and safe, or real."""

    PRACTICE = "practice"
    LIVE = "live"


class Settings(BaseSettings):
    """Everything that can be set from outside."""

    model_config = SettingsConfigDict(env_prefix="LEADLOOP_", toml_file="leadloop.toml", extra="forbid")

    home: Path = Field(
        default_factory=lambda: user_data_path("leadloop", appauthor=False),
        description="The folder that holds the workspaces practice/ and live/.",
    )
    mode: Mode = Field(default=Mode.PRACTICE, description="practice (fictional firms, nothing leaves) or live.")
    poll_seconds: int = Field(default=60, ge=1, description="How often the sidecar looks into the mailbox.")
    archive_days: int = Field(default=90, ge=1, description="Days after which a closed lead is archived.")

    @field_validator("home")
    @classmethod
    def _make_absolute(cls, home: Path) -> Path:
        """A relative folder means the same one in every program that is started from here; ~ is the person's own."""
        return home.expanduser().absolute()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(*, home: Path | None = None, mode: str | None = None) -> Settings:
    """The settings in force; flags come in as arguments. Raises Correctable that names the setting that is wrong."""
    flags: dict[str, Any] = {name: value for name, value in (("home", home), ("mode", mode)) if value is not None}
    try:
        return Settings(**flags)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        message = f"The setting {name} is wrong ({first['msg']}); look at .env.example for what it takes."
        raise Correctable(message) from error
