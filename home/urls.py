from django.urls import path

from home import views

app_name = "home"
urlpatterns = [
    path("favicon.ico", views.favicon, name="favicon"),
    path("icon.svg", views.icon, name="icon"),
    path("site.webmanifest", views.manifest, name="manifest"),
]
