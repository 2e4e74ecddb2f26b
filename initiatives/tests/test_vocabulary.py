from django.core.management import call_command

from initiatives.models import Category, Method, Term


def test_a_new_portal_gets_its_words_once(db, capsys):
    call_command("import_vocabulary")
    assert "methods: 17 new, 0 unchanged" in capsys.readouterr().out
    assert [Category.objects.count(), Term.objects.count()] == [4, 13]
    Method.objects.filter(name="ASSIP").update(audience="Det någon skrev")
    call_command("import_vocabulary")
    assert capsys.readouterr().out.splitlines() == [
        "categories: 0 new, 4 unchanged",
        "target groups: 0 new, 13 unchanged",
        "methods: 0 new, 17 unchanged",
    ]
    assert Method.objects.get(name="ASSIP").audience == "Det någon skrev"
