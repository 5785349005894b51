"""Cases."""

from __future__ import annotations

from django.urls import path

from raadslag.cases import file_views, handling_views, picture_views, text_views, views

urlpatterns = [
    path("arbejde/sager/", handling_views.cases, name="cases"),
    path("arbejde/sager/ny/", views.new_case, name="new-case"),
    path("arbejde/sager/indsaet/", text_views.paste, name="paste"),
    path("arbejde/sager/diagram/", picture_views.chart, name="chart"),
    path("arbejde/sager/<uuid:uid>/", views.case_page, name="case"),
    path("arbejde/sager/<uuid:uid>/send/", views.submit, name="submit-case"),
    path("arbejde/sager/<uuid:uid>/godkend/", views.approve, name="approve-case"),
    path("arbejde/sager/<uuid:uid>/klar/", views.ready, name="ready-case"),
    path("arbejde/sager/<uuid:uid>/sagen/", handling_views.handle, name="handle-case"),
    path("arbejde/sager/<uuid:uid>/gennemsyn/", views.review, name="case-review"),
    path("arbejde/sager/<uuid:uid>/accepter/", views.accept, name="accept-case-finding"),
    path("arbejde/sager/<uuid:uid>/kommentar/", views.comment, name="comment-case"),
    path("arbejde/sager/<uuid:uid>/afsnit/<int:pk>/", text_views.save, name="save-section"),
    path("arbejde/sager/<uuid:uid>/afsnit/<int:pk>/tilstand/", text_views.state, name="section-state"),
    path("arbejde/sager/<uuid:uid>/afsnit/<int:pk>/historik/", text_views.history, name="section-history"),
    path("arbejde/sager/<uuid:uid>/tekst/<int:pk>/vaelg/", text_views.settle, name="settle-text"),
    path("arbejde/sager/<uuid:uid>/billede/", picture_views.put_in, name="put-in-picture"),
    path("arbejde/sager/<uuid:uid>/billede/<str:sha256>/", picture_views.picture, name="case-picture"),
    path("arbejde/sager/<uuid:uid>/bilag/", file_views.attach, name="attach-file"),
    path("arbejde/sager/<uuid:uid>/bilag/raekkefoelge/", file_views.order, name="order-files"),
    path("arbejde/sager/<uuid:uid>/bilag/<uuid:file>/", file_views.arrange, name="arrange-file"),
    path("arbejde/sager/<uuid:uid>/bilag/<uuid:file>/hent/", file_views.fetch, name="fetch-file"),
    path("arbejde/sager/<uuid:uid>/bilag/<uuid:file>/laes/", file_views.read, name="read-case-file"),
]  # fmt: skip
