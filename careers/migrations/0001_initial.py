import uuid

import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import django_countries.fields
import modelcluster.fields
import modelsearch.index
from django.conf import settings
from django.db import migrations, models
from wagtail.images import get_image_model_string

import careers.fields
import careers.search.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(get_image_model_string()),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PositionIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Stands beside the link in messages and social networks: at least 1,200 × 630 pixels, cropped round its focal point. Empty: the picture at the top of the page (of its team's, for a position), or else the one in the careers settings.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="picture when shared",
                    ),
                ),
            ],
            options={
                "verbose_name": "position index page",
                "verbose_name_plural": "position index pages",
                "permissions": [("leave_positions_to_others", "Leave positions to others")],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="PositionPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Stands beside the link in messages and social networks: at least 1,200 × 630 pixels, cropped round its focal point. Empty: the picture at the top of the page (of its team's, for a position), or else the one in the careers settings.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="picture when shared",
                    ),
                ),
                (
                    "workplace",
                    models.CharField(
                        choices=[
                            ("on_site", "On site"),
                            ("hybrid", "Hybrid"),
                            ("remote", "Remote"),
                        ],
                        default="on_site",
                        max_length=16,
                        verbose_name="workplace",
                    ),
                ),
                (
                    "countries",
                    django_countries.fields.CountryField(
                        blank=True,
                        help_text="For remote positions: the countries from which candidates may work.",
                        max_length=746,
                        multiple=True,
                        verbose_name="countries to work from",
                    ),
                ),
                (
                    "pay_min",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="pay from",
                    ),
                ),
                (
                    "pay_max",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Leave empty for a single amount.",
                        max_digits=12,
                        null=True,
                        verbose_name="pay up to",
                    ),
                ),
                (
                    "pay_currency",
                    models.CharField(blank=True, max_length=3, verbose_name="currency"),
                ),
                (
                    "pay_period",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hour", "an hour"),
                            ("day", "a day"),
                            ("week", "a week"),
                            ("month", "a month"),
                            ("year", "a year"),
                        ],
                        max_length=8,
                        verbose_name="period",
                    ),
                ),
                (
                    "posted_date",
                    models.DateField(
                        blank=True,
                        help_text="Empty: the day of publication. A change applies at once, to a published position too.",
                        null=True,
                        verbose_name="posted on",
                    ),
                ),
                (
                    "closing_date",
                    models.DateField(
                        blank=True,
                        help_text="The last day on which candidates can apply. Empty: open until you close it.",
                        null=True,
                        verbose_name="closing date",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="closed at"
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Your own number for this position.",
                        max_length=64,
                        verbose_name="reference",
                    ),
                ),
                (
                    "apply_url",
                    models.URLField(
                        blank=True,
                        help_text="Empty: the address in the careers settings.",
                        max_length=2000,
                        verbose_name="address to apply at",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="source"
                    ),
                ),
                (
                    "external_id",
                    models.CharField(
                        blank=True, editable=False, max_length=255, verbose_name="id in the source"
                    ),
                ),
                ("identity_locale", models.BigIntegerField(editable=False, null=True)),
                (
                    "body",
                    careers.fields.BodyField(
                        blank=True,
                        help_text="The blocks “Section” stand beside the facts; all other blocks follow below.",
                        verbose_name="description",
                    ),
                ),
            ],
            options={
                "verbose_name": "position",
                "verbose_name_plural": "positions",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="TeamIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Stands beside the link in messages and social networks: at least 1,200 × 630 pixels, cropped round its focal point. Empty: the picture at the top of the page (of its team's, for a position), or else the one in the careers settings.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="picture when shared",
                    ),
                ),
                (
                    "intro",
                    models.TextField(
                        blank=True,
                        help_text="One to three sentences.",
                        max_length=600,
                        verbose_name="introduction",
                    ),
                ),
            ],
            options={
                "verbose_name": "team index page",
                "verbose_name_plural": "team index pages",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="CareersSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "employer_name",
                    models.CharField(
                        blank=True,
                        help_text="As candidates know it. Search engines show it beside each position.",
                        max_length=255,
                        verbose_name="employer's name",
                    ),
                ),
                ("employer_url", models.URLField(blank=True, verbose_name="employer's website")),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Stands beside links to pages that have no picture of their own: at least 1,200 × 630 pixels.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="picture when shared",
                    ),
                ),
                (
                    "time_zone",
                    careers.fields.TimeZoneField(
                        blank=True,
                        help_text="A position stays open until the end of its closing date in this time zone.",
                        max_length=64,
                        verbose_name="time zone",
                    ),
                ),
                (
                    "apply_email",
                    models.EmailField(
                        blank=True,
                        help_text="Used by positions without an address of their own to apply at.",
                        max_length=254,
                        verbose_name="e-mail for applications",
                    ),
                ),
                (
                    "apply_url",
                    models.URLField(
                        blank=True,
                        help_text="Goes before the e-mail address where both are given.",
                        verbose_name="web address for applications",
                    ),
                ),
                (
                    "employer_logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="employer's logo",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="wagtailcore.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "careers settings",
            },
        ),
        migrations.CreateModel(
            name="Location",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        help_text="The name as it stands in web addresses.",
                        max_length=255,
                        verbose_name="slug",
                    ),
                ),
                (
                    "street",
                    models.CharField(blank=True, max_length=255, verbose_name="street and number"),
                ),
                (
                    "postal_code",
                    models.CharField(blank=True, max_length=32, verbose_name="postal code"),
                ),
                (
                    "locality",
                    models.CharField(blank=True, max_length=255, verbose_name="town or city"),
                ),
                ("region", models.CharField(blank=True, max_length=255, verbose_name="region")),
                (
                    "country",
                    django_countries.fields.CountryField(max_length=2, verbose_name="country"),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="In degrees, from -90 to 90. Positive is north.",
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="In degrees, from -180 to 180. Positive is east.",
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "time_zone",
                    careers.fields.TimeZoneField(
                        blank=True,
                        help_text="Shown beside the address, so that people far away know when you are at work.",
                        max_length=64,
                        verbose_name="time zone",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
            ],
            options={
                "verbose_name": "location",
                "verbose_name_plural": "locations",
                "ordering": ["name"],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="NewsFeed",
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
                        help_text="Of an RSS or Atom feed, for example https://example.com/blog/feed.xml.",
                        max_length=2000,
                        verbose_name="address of the feed",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "Article"),
                            ("talk", "Talk"),
                            ("video", "Video"),
                            ("podcast", "Podcast"),
                            ("event", "Event"),
                        ],
                        default="article",
                        help_text="What its items are, unless an item says otherwise.",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("checked_url", models.URLField(blank=True, editable=False, max_length=2000)),
                (
                    "checked_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="last check"
                    ),
                ),
                ("fetched_url", models.URLField(blank=True, editable=False, max_length=2000)),
                ("etag", models.CharField(blank=True, editable=False, max_length=255)),
                ("last_modified", models.CharField(blank=True, editable=False, max_length=255)),
                (
                    "succeeded_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="last success"
                    ),
                ),
                ("failing_since", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "last_error",
                    models.TextField(blank=True, editable=False, verbose_name="last error"),
                ),
                ("claimed_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "verbose_name": "news feed",
                "verbose_name_plural": "news feeds",
                "ordering": ["name", "pk"],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="NewsItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("link", models.URLField(max_length=2000, verbose_name="link")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published"),
                ),
                (
                    "first_seen_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="first seen"
                    ),
                ),
                ("summary", models.CharField(blank=True, max_length=300, verbose_name="summary")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "Article"),
                            ("talk", "Talk"),
                            ("video", "Video"),
                            ("podcast", "Podcast"),
                            ("event", "Event"),
                        ],
                        default="article",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("image_url", models.URLField(blank=True, max_length=2000)),
                ("image_tries_left", models.PositiveSmallIntegerField(default=3)),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="careers.newsfeed",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "news item",
                "verbose_name_plural": "news items",
                "ordering": (
                    models.OrderBy(
                        django.db.models.functions.comparison.Coalesce(
                            "published_at", "first_seen_at"
                        ),
                        descending=True,
                    ),
                    "-pk",
                ),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("feed", "identity"), name="careers_newsitem_feed_identity"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                (
                    "job_title",
                    models.CharField(
                        blank=True,
                        help_text="For example: Backend Developer",
                        max_length=255,
                        verbose_name="job title",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="The part of the team they work in.",
                        max_length=255,
                        verbose_name="unit",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        help_text="Square crops are made round its focal point.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="photo",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["name"],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="PositionLocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.location",
                        verbose_name="location",
                    ),
                ),
                (
                    "position",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="position_locations",
                        to="careers.positionpage",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PositionType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        help_text="The name as it stands in web addresses.",
                        max_length=255,
                        verbose_name="slug",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Smaller numbers stand first in filters.",
                        verbose_name="order",
                    ),
                ),
                (
                    "employment_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("FULL_TIME", "Full time"),
                            ("PART_TIME", "Part time"),
                            ("CONTRACTOR", "Contractor"),
                            ("TEMPORARY", "Temporary"),
                            ("INTERN", "Intern"),
                            ("VOLUNTEER", "Volunteer"),
                            ("PER_DIEM", "Paid by the day"),
                            ("OTHER", "Other"),
                        ],
                        help_text="Leave empty where none of them says the same.",
                        max_length=16,
                        verbose_name="employment type for search engines",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
            ],
            options={
                "verbose_name": "position type",
                "verbose_name_plural": "position types",
                "ordering": ["order", "name"],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="PositionPageType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "position",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="position_types",
                        to="careers.positionpage",
                    ),
                ),
                (
                    "position_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.positiontype",
                        verbose_name="type",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SocialLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "label",
                    models.CharField(
                        help_text="For example: LinkedIn", max_length=60, verbose_name="name"
                    ),
                ),
                ("url", models.URLField(verbose_name="web address")),
                (
                    "settings",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="social_links",
                        to="careers.careerssettings",
                    ),
                ),
            ],
            options={
                "verbose_name": "social link",
                "verbose_name_plural": "social links",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TeamPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Stands beside the link in messages and social networks: at least 1,200 × 630 pixels, cropped round its focal point. Empty: the picture at the top of the page (of its team's, for a position), or else the one in the careers settings.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="picture when shared",
                    ),
                ),
                (
                    "hero_heading",
                    models.CharField(blank=True, max_length=160, verbose_name="heading"),
                ),
                (
                    "hero_text",
                    models.TextField(
                        blank=True,
                        help_text="One to three sentences, shown large beside the button.",
                        max_length=600,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "hero_image_alt",
                    models.CharField(
                        blank=True,
                        help_text="What the picture shows, for those who can't see it. Leave empty to use its description in the image library.",
                        max_length=255,
                        verbose_name="alternative text",
                    ),
                ),
                ("body", careers.fields.BodyField(blank=True, verbose_name="sections of the page")),
                (
                    "hero_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Wide, at least 2,000 pixels. It is cropped round its focal point.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="picture",
                    ),
                ),
                (
                    "listing_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Stands beside the team's name in lists. Empty: the picture of the page.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="picture in lists",
                    ),
                ),
            ],
            options={
                "verbose_name": "team page",
                "verbose_name_plural": "team pages",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.AddField(
            model_name="positionpage",
            name="team",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="positions",
                to="careers.teampage",
                verbose_name="team",
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.UniqueConstraint(
                fields=("locale", "slug"),
                name="careers_location_slug",
                violation_error_message="Another location has this slug: choose a different one.",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="location",
            unique_together={("translation_key", "locale")},
        ),
        migrations.AlterUniqueTogether(
            name="person",
            unique_together={("translation_key", "locale")},
        ),
        migrations.AddConstraint(
            model_name="positiontype",
            constraint=models.UniqueConstraint(
                fields=("locale", "slug"),
                name="careers_positiontype_slug",
                violation_error_message="Another position type has this slug: choose a different one.",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="positiontype",
            unique_together={("translation_key", "locale")},
        ),
        migrations.AddIndex(
            model_name="positionpage",
            index=models.Index(
                fields=["-posted_date", "-page_ptr"], name="careers_position_newest"
            ),
        ),
        migrations.AddConstraint(
            model_name="positionpage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("external_id", ""), _negated=True),
                fields=("source", "external_id", "identity_locale"),
                name="careers_position_external_id",
            ),
        ),
        migrations.CreateModel(
            name="PositionText",
            fields=[
                (
                    "position",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_text",
                        serialize=False,
                        to="careers.positionpage",
                    ),
                ),
                ("stamp", models.BigIntegerField()),
                ("title", models.TextField()),
                ("team", models.TextField()),
                ("facts", models.TextField()),
                ("values", models.TextField()),
                ("spellings", models.TextField()),
                ("body", careers.fields.WordsField()),
            ],
        ),
        migrations.CreateModel(
            name="PositionAnnouncement",
            fields=[
                (
                    "position",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="announcement",
                        serialize=False,
                        to="careers.positionpage",
                    ),
                ),
                ("announced_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="FrontEndSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "address",
                    models.URLField(
                        blank=True,
                        help_text="Where visitors see the pages of this site, for example https://www.example.com. Links to pages, previews and drafts lead there. Empty: this server shows the pages.",
                        verbose_name="address of the front end",
                    ),
                ),
                (
                    "preview_path",
                    models.CharField(
                        blank=True,
                        help_text="The page of the front end that shows previews, for example /preview/. Empty: the path of the page that is previewed.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^/[\\w/.~-]*$",
                                "Enter a path that starts with a slash, for example /preview/.",
                            )
                        ],
                        verbose_name="path for previews",
                    ),
                ),
                (
                    "server_pages",
                    models.CharField(
                        choices=[
                            ("show", "Show them here, too"),
                            ("redirect", "Redirect to the front end"),
                            ("hide", "Answer that there is no page (404)"),
                        ],
                        default="show",
                        help_text="The admin, the API, pictures and documents stay here in any case.",
                        max_length=8,
                        verbose_name="pages on this server",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="wagtailcore.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "front end",
            },
        ),
        migrations.CreateModel(
            name="Preview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(max_length=32, unique=True),
                ),
                ("session", models.CharField(max_length=64)),
                ("place", models.CharField(max_length=255)),
                ("admin_origin", models.CharField(max_length=255)),
                ("mode", models.CharField(blank=True, max_length=100)),
                (
                    "content",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("refreshed_at", models.DateTimeField(db_index=True)),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.site",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "place", "mode"), name="careers_preview_of_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ImageFailure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.CharField(max_length=255)),
                ("reason", models.CharField(max_length=250)),
                ("failed_at", models.DateTimeField()),
                (
                    "image",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=get_image_model_string(),
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImageClaim",
            fields=[
                (
                    "image",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=get_image_model_string(),
                    ),
                ),
                ("claimed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ImageColour",
            fields=[
                (
                    "image",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=get_image_model_string(),
                    ),
                ),
                ("colour", models.CharField(max_length=7)),
            ],
        ),
        careers.search.operations.CreateWordIndex("PositionText", "body"),
    ]
