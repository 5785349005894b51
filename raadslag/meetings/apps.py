from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "raadslag.meetings"

    def ready(self) -> None:
        """Tell the cases' room how to ask what was decided."""
        from raadslag.meetings import treatments  # noqa: F401
