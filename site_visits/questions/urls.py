from django.urls import path

from .views import all_sheets, questions, sheet

app_name = "questions"
urlpatterns = [
    path("", questions, name="questions"),
    path("print/", all_sheets, name="print"),
    path("<slug:asked>/", sheet, name="sheet"),
]
