from django.urls import path

from .topic_views import topic, topics

app_name = "topics"
urlpatterns = [
    path("", topics, name="topics"),
    path("<slug:slug>/", topic, name="topic"),
]
