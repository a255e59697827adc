from django.db import migrations, models


def take_labels_off(apps, schema_editor):
    """A place that closed before bears none any more."""
    place = apps.get_model("places", "Place")
    place.objects.filter(status="closed").exclude(label=None).update(label=None)


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0006_reports"),
    ]

    operations = [
        migrations.RunPython(take_labels_off, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(("label", None), models.Q(("status", "closed"), _negated=True), _connector="OR"),
                name="closed_place_has_no_label",
                violation_error_message="Un lieu fermé ne porte plus de label.",
            ),
        ),
    ]
