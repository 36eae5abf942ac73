import datetime

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import careers.contrib.webhooks.events
import careers.contrib.webhooks.message
import careers.contrib.webhooks.signing


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportedPage",
            fields=[
                ("page_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("is_open", models.BooleanField(default=False)),
                ("fingerprint", models.CharField(max_length=64)),
                ("facts", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Endpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                (
                    "url",
                    models.URLField(
                        help_text="Messages are posted to it, for example https://example.com/webhooks.",
                        max_length=2000,
                        verbose_name="address",
                    ),
                ),
                (
                    "events",
                    models.JSONField(
                        default=careers.contrib.webhooks.events.all_events, verbose_name="events"
                    ),
                ),
                (
                    "secret",
                    models.CharField(
                        default=careers.contrib.webhooks.signing.new_secret,
                        editable=False,
                        max_length=100,
                    ),
                ),
                ("previous_secret", models.CharField(blank=True, editable=False, max_length=100)),
                (
                    "previous_secret_until",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                ("paused_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "pause_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("by hand", "Paused"),
                            ("failing", "Paused: it failed for three days"),
                            ("gone", "Paused: it is gone for good"),
                        ],
                        editable=False,
                        max_length=16,
                    ),
                ),
                (
                    "succeeded_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="last success"
                    ),
                ),
                ("failing_since", models.DateTimeField(blank=True, editable=False, null=True)),
                ("last_error", models.TextField(blank=True, editable=False)),
                ("rests_until", models.DateTimeField(blank=True, editable=False, null=True)),
                ("claim", models.CharField(blank=True, editable=False, max_length=32)),
                ("claimed_until", models.DateTimeField(blank=True, editable=False, null=True)),
                ("wakes_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "site",
                    models.ForeignKey(
                        help_text="It is told of pages of this site alone.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "verbose_name": "webhook",
                "verbose_name_plural": "webhooks",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "message_id",
                    models.CharField(
                        default=careers.contrib.webhooks.message.new_message_id,
                        editable=False,
                        max_length=64,
                        unique=True,
                        verbose_name="id",
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=careers.contrib.webhooks.events.event_choices,
                        max_length=64,
                        verbose_name="event",
                    ),
                ),
                ("subject", models.CharField(max_length=64)),
                ("title", models.CharField(blank=True, max_length=255, verbose_name="page")),
                ("payload", models.TextField(verbose_name="payload")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="created"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("delivered", "Delivered"),
                            ("given up", "Given up"),
                        ],
                        default="waiting",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "next_attempt_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, null=True, verbose_name="next attempt"
                    ),
                ),
                (
                    "endpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="careers_webhooks.endpoint",
                        verbose_name="webhook",
                    ),
                ),
            ],
            options={
                "verbose_name": "webhook message",
                "verbose_name_plural": "webhook messages",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="time"),
                ),
                ("status", models.PositiveSmallIntegerField(null=True, verbose_name="status")),
                ("excerpt", models.TextField(blank=True, verbose_name="answer")),
                ("error", models.TextField(blank=True, verbose_name="error")),
                (
                    "duration",
                    models.DurationField(default=datetime.timedelta, verbose_name="duration"),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="careers_webhooks.message",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["endpoint", "next_attempt_at"],
                name="careers_webhooks_due",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["endpoint", "subject", "id"],
                name="careers_webhooks_in_turn",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["created_at"], name="careers_webhooks_by_age"),
        ),
    ]
