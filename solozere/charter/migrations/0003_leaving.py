from django.db import migrations, models
from django.utils import timezone


def end_those_of_closed_places(apps, schema_editor):
    """A place that closed before is a member no more: from today, or from the day it was admitted."""
    membership = apps.get_model("charter", "Membership")
    for one in membership.objects.filter(until=None, place__status="closed"):
        one.until = max(timezone.localdate(), one.since)
        one.save(update_fields=["until"])


class Migration(migrations.Migration):
    dependencies = [
        ("charter", "0002_joining"),
    ]

    operations = [
        migrations.AlterField(
            model_name="review",
            name="kind",
            field=models.CharField(
                choices=[
                    ("criterion", "un fait lié à un critère a changé"),
                    ("version", "une nouvelle version de la charte s’applique"),
                    ("leave", "le lieu demande à quitter le réseau"),
                ],
                max_length=12,
                verbose_name="objet",
            ),
        ),
        migrations.RunPython(end_those_of_closed_places, migrations.RunPython.noop),
    ]
