"""Two imports at once make each place once."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from solozere.core.authors import Author
from solozere.places.imports.deciding import Origin
from solozere.places.imports.mapping import guess_mapping
from solozere.places.imports.reading import read_table
from solozere.places.imports.running import Request, applied
from solozere.places.models import ExternalId, Place


@pytest.mark.races
@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_file_at_once_do_not_double_the_places(communes):
    table = read_table(b"id;nom;commune;cp\n1;Le Bief;Valbourg;99100\n2;Le Moulin;Hautval;99200\n")
    request = Request(table, guess_mapping(table.headers), Origin("Registre", "2024"), Author.system("essai"))
    start, found = Barrier(2), []

    def work() -> None:
        try:
            start.wait()
            found.append(sorted(str(decision.outcome) for decision in applied(request)))
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [["created", "created"], ["left", "left"]]
    assert (Place.objects.count(), ExternalId.objects.count()) == (2, 2)
