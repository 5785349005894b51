"""The operator's page and the monitor's."""

from __future__ import annotations

from django.urls import path

from raadslag.operation import views

urlpatterns = [
    path("drift/opgaver/", views.jobs, name="jobs"),
    path("drift/opgaver/alle/igen/", views.try_all, name="try-all-jobs"),
    path("drift/opgaver/<int:pk>/igen/", views.try_again, name="try-job"),
    path("drift/opgaver/log-ind/set/", views.seen, name="seen-refusals"),
    path("sund/", views.health, name="health"),
]
