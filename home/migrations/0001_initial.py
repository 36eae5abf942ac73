import re

import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models
from wagtail.images import get_image_model_string

import home.colour


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(get_image_model_string()),
    ]

    operations = [
        migrations.CreateModel(
            name="StandardPage",
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
                (
                    "body",
                    models.JSONField(
                        blank=True,
                        default=list,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="sections of the page",
                    ),
                ),
            ],
            options={
                "verbose_name": "standard page",
                "verbose_name_plural": "standard pages",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="BrandSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="name")),
                (
                    "suffix",
                    models.CharField(
                        blank=True,
                        help_text="Set lighter, for example: Careers",
                        max_length=30,
                        verbose_name="word after the name",
                    ),
                ),
                (
                    "icon",
                    models.ForeignKey(
                        blank=True,
                        help_text="Square, at least 512 × 512 pixels, for browser tabs and the home screens of phones. Empty: the first letter of the name on the accent colour.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="icon",
                    ),
                ),
                (
                    "accent",
                    models.CharField(
                        default="#ff4b1f",
                        help_text="Buttons stand on it. For links and focus rings it is made darker or lighter until it can be read; the preview shows both.",
                        max_length=64,
                        validators=[home.colour.validate_colour],
                        verbose_name="accent colour",
                    ),
                ),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        help_text="Stands before the name, about as high as the letters.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="logo",
                    ),
                ),
                (
                    "logo_on_dark",
                    models.ForeignKey(
                        blank=True,
                        help_text="For visitors whose screen is dark. Empty: the logo above.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="logo on dark ground",
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
                "verbose_name": "brand",
            },
        ),
        migrations.CreateModel(
            name="FooterSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "columns",
                    wagtail.fields.StreamField(
                        [("teams", 1), ("locations", 3), ("links", 11)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"default": "Teams", "label": "Title", "max_length": 40},
                            ),
                            1: ("wagtail.blocks.StructBlock", [[("title", 0)]], {}),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"default": "Locations", "label": "Title", "max_length": 40},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("title", 2)]], {}),
                            4: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 40},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "max_length": 40},
                            ),
                            6: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {"label": "Page of this site", "required": False},
                            ),
                            7: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "help_text": "Starting with https://",
                                    "label": "Or a web address",
                                    "required": False,
                                    "validators": [
                                        django.core.validators.URLValidator(
                                            ["http", "https"],
                                            message="Enter an address that starts with https://",
                                        )
                                    ],
                                },
                            ),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "The anchor of a section, such as open-positions.",
                                    "label": "Section",
                                    "max_length": 60,
                                    "required": False,
                                    "validators": [
                                        django.core.validators.RegexValidator(
                                            re.compile("^[-a-zA-Z0-9_]+\\Z"),
                                            "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
                                            "invalid",
                                        )
                                    ],
                                },
                            ),
                            9: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 5), ("page", 6), ("url", 7), ("fragment", 8)]],
                                {},
                            ),
                            10: (
                                "wagtail.blocks.ListBlock",
                                (9,),
                                {"label": "Links", "max_num": 12, "min_num": 1},
                            ),
                            11: ("wagtail.blocks.StructBlock", [[("title", 4), ("links", 10)]], {}),
                        },
                        verbose_name="columns",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="last line")),
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
                "verbose_name": "footer",
            },
        ),
        migrations.CreateModel(
            name="HomePage",
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
                (
                    "body",
                    models.JSONField(
                        blank=True,
                        default=list,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="sections of the page",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "home page",
                "verbose_name_plural": "home pages",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="NavigationSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "items",
                    wagtail.fields.StreamField(
                        [("link", 4)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "max_length": 40},
                            ),
                            1: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {"label": "Page of this site", "required": False},
                            ),
                            2: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "help_text": "Starting with https://",
                                    "label": "Or a web address",
                                    "required": False,
                                    "validators": [
                                        django.core.validators.URLValidator(
                                            ["http", "https"],
                                            message="Enter an address that starts with https://",
                                        )
                                    ],
                                },
                            ),
                            3: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "The anchor of a section, such as open-positions.",
                                    "label": "Section",
                                    "max_length": 60,
                                    "required": False,
                                    "validators": [
                                        django.core.validators.RegexValidator(
                                            re.compile("^[-a-zA-Z0-9_]+\\Z"),
                                            "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
                                            "invalid",
                                        )
                                    ],
                                },
                            ),
                            4: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 0), ("page", 1), ("url", 2), ("fragment", 3)]],
                                {},
                            ),
                        },
                        verbose_name="links",
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
                "verbose_name": "navigation",
            },
        ),
    ]
