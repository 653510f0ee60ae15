from django.urls import path

from .views import source, sources

app_name = "sources"
urlpatterns = [
    path("", sources, name="sources"),
    path("<str:key>/", source, name="source"),
]
