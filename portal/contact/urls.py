from django.urls import path

from .views import contact, thanks

app_name = "contact"
urlpatterns = [
    path("", contact, name="contact"),
    path("thanks/", thanks, name="thanks"),
]
