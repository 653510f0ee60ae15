from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "site_visits.questions"
    label = "questions"
