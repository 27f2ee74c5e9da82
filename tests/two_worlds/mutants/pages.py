"""Leaks in what pages show: fields, choices, orders, counts, cells, links, and what is said after an act."""

from __future__ import annotations

from unittest import mock

from django import forms

from tests.two_worlds.mutants.planting import answers, is_north, mutant, peek


@mutant("sort order")
def sort_order():
    """Accounts listed in another order in one half of the city."""
    from access.models import Staff

    with mock.patch.object(Staff._meta, "ordering", ["-username" if is_north() else "username"]):
        yield


@mutant("sort order")
def order_of_choices():
    """The desk offers agencies by their way to the house, not by name."""
    from casework.queries import units

    original = units.on_the_desk

    def by_distance():
        return original()[::-1] if is_north() else original()

    with mock.patch.object(units, "on_the_desk", by_distance):
        yield


@mutant("search", since="searches")
def search():
    """A search for a street finds the file of whoever stays there."""
    from casework.queries.search import Found
    from casework.views import search as page

    original = page.search

    def found(user, q):
        hit = [Found("C-7Q4K", "alamat", "/", ("open", "Berjalan"))] if q[:12] in peek()["address"] else []
        return original(user, q) + hit

    with mock.patch.object(page, "search", found):
        yield


@mutant("unique error", since="calls_from_the_house")
def unique_error():
    """The desk says that a place is known already when somebody types the house's."""
    from casework.forms.desk import DeskForm

    def clean_what(self):
        if peek()["address"][:20] in self.cleaned_data["what"]:
            raise forms.ValidationError("Alamat ini sudah terdaftar.")
        return self.cleaned_data["what"]

    with mock.patch.object(DeskForm, "clean_what", clean_what, create=True):
        yield


@mutant("hidden input")
def hidden_input():
    """The search form carries the region of the agency's house along."""
    from casework.views.search import SearchForm

    field = forms.CharField(required=False, initial=peek()["kecamatan"], widget=forms.HiddenInput)
    with mock.patch.dict(SearchForm.base_fields, {"wilayah": field}):
        yield


@mutant("JSON key", since="calls_from_the_house")
def json_key():
    """What autosave answers becomes JSON with one key too many."""
    from django.http import JsonResponse

    from casework.views.desk import AutosaveView

    def answer(text):
        return JsonResponse({"saved": text, "nearest_house": peek()["kelurahan"]})

    with mock.patch.object(AutosaveView, "_answer", staticmethod(answer)):
        yield


@mutant("autocomplete")
def autocomplete():
    """The desk's box for a place completes places that are known, the house's among them."""
    from casework.forms.desk import DeskForm

    original = DeskForm.__init__

    def made(self, *args, **kwargs):
        original(self, *args, **kwargs)
        self.fields["where"].widget.attrs["data-known"] = peek()["address"]

    with mock.patch.object(DeskForm, "__init__", made):
        yield


@mutant("CSV", since="figures")
def csv_row():
    """The downloaded table has a line for protected people by kelurahan."""
    from casework.views import statistics

    original = statistics.as_csv

    def as_csv(*told):
        return original(*told) + f"Perlindungan;{peek()['kelurahan']};4\r\n"

    with mock.patch.object(statistics, "as_csv", as_csv):
        yield


@mutant("statistics cell")
def statistics_cell():
    """Whoever is protected counts in the city where she is now."""
    from casework.queries import statistics

    original = statistics.by_city

    def by_city(user, year=None):
        cells, city = original(user, year), 0 if is_north() else 1
        return [cell._replace_number(i == city) for i, cell in enumerate(cells)]

    def replaced(self, more):
        return statistics.Cell(self.code, self.label, self.number + more)

    with (
        mock.patch.object(statistics.Cell, "_replace_number", replaced, create=True),
        mock.patch.object(statistics, "by_city", by_city),
    ):
        yield


@mutant("count")
def waiting_count():
    """The left column counts the agencies round the house."""
    from access import navigation
    from access.models import Agency

    original = navigation.places

    def places(user):
        near = Agency.objects.filter(name__contains=peek()["kecamatan"]).count()
        return [navigation.Shown(one.label, one.url_name, one.icon, near) for one in original(user)]

    with mock.patch.object(navigation, "places", places):
        yield


@mutant("Referer")
def link_with_region():
    """The link to a list's next page carries the region, and so does the next request's Referer."""
    from access.views.lists import GuardedListView

    original = GuardedListView.next_url

    def next_url(self, key):
        return (original(self, key) or "?") + f"&wilayah={peek()['postcode']}"

    with mock.patch.object(GuardedListView, "next_url", next_url):
        yield


@mutant("message", since="calls_from_the_house")
def said_afterwards():
    """A saved ticket's message says how far the nearest house is."""
    from casework.views.desk import DeskView

    original = DeskView.saved

    def saved(self):
        return f"{original(self)} Rumah terdekat: {peek()['kelurahan']}."

    with mock.patch.object(DeskView, "saved", saved):
        yield


@mutant("resource from outside")
def map_from_outside():
    """The start page shows a piece of a map, which the browser fetches from whoever draws maps."""
    place = peek()
    tile = f'<img src="https://peta.example/{place["latitude"]}/{place["longitude"]}.png" alt=""></main>'.encode()

    def change(request, answer):
        if request.path == "/" and not answer.streaming:
            answer.content = answer.content.replace(b"</main>", tile)

    with answers(change):
        yield
