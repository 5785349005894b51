from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "raadslag.minutes"
