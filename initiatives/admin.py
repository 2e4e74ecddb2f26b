from django.contrib import admin

from initiatives.models import Category, Method, Term


@admin.register(Method)
class MethodAdmin(admin.ModelAdmin):
    list_display = ["name", "main_b", "certainty", "source"]
    list_filter = ["main_b", "certainty"]
    search_fields = ["name"]


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    list_display = ["name", "number", "first_year", "alias"]


@admin.register(Term)
class TermAdmin(admin.ModelAdmin):
    list_display = ["name", "taxonomy", "category", "is_active"]
    list_filter = ["taxonomy", "is_active"]
    search_fields = ["name"]
