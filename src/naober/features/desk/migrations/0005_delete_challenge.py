from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("desk", "0004_challenges_to_the_agenda")]

    operations = [migrations.DeleteModel(name="Challenge")]
