"""What invented positions are about: trades, what is done in them, and the teams that do it."""

from __future__ import annotations

from typing import NamedTuple

from careers.directory.position_type import EmploymentType


class Trade(NamedTuple):
    """People of one trade; `team` names a team of them, with what it looks after in front."""

    team: str
    crafts: tuple[str, ...]
    skills: tuple[str, ...]
    #: What a year of work is worth, in thousands of euros.
    pay: int


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


ENGINEERING = Trade(
    "Engineering",
    _split(
        "Backend Engineer, Backend Engineer, Software Engineer, Frontend Engineer, Java Developer, "
        "Full-Stack Engineer, Python Developer, Go Developer, C++ Developer, C# Developer, "
        "React Developer, Node.js Developer, Scala Engineer, Rust Engineer, Ruby Developer"
    ),
    _split(
        "kubernetes, postgres, python, go, rust, java, kotlin, c++, c#, .net, node.js, typescript, "
        "react, vue, graphql, grpc, kafka, rabbitmq, redis, elasticsearch, docker, terraform, "
        "django, spring boot, event sourcing, openapi, mysql, cassandra, webassembly, htmx"
    ),
    70,
)
PLATFORM = Trade(
    "Platform",
    _split(
        "Site Reliability Engineer, Platform Engineer, DevOps Engineer, Cloud Engineer, "
        "Database Administrator, Network Engineer, Systems Engineer, Release Engineer"
    ),
    _split(
        "kubernetes, terraform, ansible, prometheus, grafana, linux, ebpf, istio, envoy, helm, "
        "postgres, vault, consul, nginx, haproxy, aws, gcp, azure, opentelemetry, argo cd, ceph"
    ),
    74,
)
MOBILE = Trade(
    "Mobile",
    _split(
        "iOS Engineer, Android Engineer, Mobile Engineer, Flutter Developer, "
        "React Native Developer, Mobile Test Engineer"
    ),
    _split(
        "swift, swiftui, objective-c, kotlin, jetpack compose, flutter, dart, react native, "
        "xcode, gradle, coroutines, core data, fastlane, accessibility, push notifications"
    ),
    68,
)
DATA = Trade(
    "Data",
    _split(
        "Data Engineer, Data Scientist, Data Analyst, Machine Learning Engineer, "
        "Analytics Engineer, Research Scientist, Business Intelligence Analyst, Statistician"
    ),
    _split(
        "sql, dbt, spark, airflow, python, pandas, pytorch, jax, snowflake, bigquery, clickhouse, "
        "kafka, looker, tableau, causal inference, time series, ranking, embeddings, r, duckdb"
    ),
    69,
)
DESIGN = Trade(
    "Design",
    _split(
        "Product Designer, UX Designer, UX Researcher, Visual Designer, Motion Designer, "
        "Content Designer, Design Systems Designer, Illustrator, Service Designer"
    ),
    _split(
        "figma, prototyping, design tokens, usability tests, typography, wireframes, storybook, "
        "html, css, accessibility, illustration, after effects, interviews, journey maps, lottie"
    ),
    58,
)
PRODUCT = Trade(
    "Product",
    _split(
        "Product Manager, Product Owner, Technical Product Manager, Product Analyst, "
        "Program Manager, Delivery Manager, Business Analyst"
    ),
    _split(
        "roadmaps, discovery, a/b tests, sql, amplitude, stakeholder interviews, jira, okrs, "
        "pricing, story mapping, user research, market analysis, figma, forecasting"
    ),
    72,
)
SECURITY = Trade(
    "Security",
    _split(
        "Security Engineer, Application Security Engineer, Penetration Tester, Security Analyst, "
        "Privacy Engineer, Incident Responder, Compliance Manager"
    ),
    _split(
        "threat modelling, burp suite, oauth, openid connect, cryptography, siem, iso 27001, "
        "soc 2, gdpr, fuzzing, python, go, kubernetes, forensics, webauthn, zero trust"
    ),
    75,
)
QUALITY = Trade(
    "Quality",
    _split(
        "Test Engineer, QA Engineer, Quality Analyst, Test Automation Engineer, "
        "Performance Engineer, Accessibility Tester"
    ),
    _split(
        "playwright, selenium, cypress, pytest, junit, k6, gatling, appium, wcag, screen readers, "
        "test plans, exploratory testing, ci pipelines, typescript, contract tests, postman"
    ),
    54,
)
CARE = Trade(
    "Customer Care",
    _split(
        "Customer Support Agent, Support Engineer, Customer Success Manager, "
        "Onboarding Specialist, Knowledge Base Writer, Community Manager, Technical Account Manager"
    ),
    _split(
        "zendesk, intercom, salesforce, live chat, help articles, onboarding calls, escalations, "
        "sql, webhooks, empathy, spreadsheets, phone support, translations, quality reviews"
    ),
    42,
)
SALES = Trade(
    "Sales",
    _split(
        "Account Executive, Account Manager, Sales Engineer, Sales Development Representative, "
        "Partnerships Manager, Solutions Architect, Revenue Operations Analyst"
    ),
    _split(
        "hubspot, salesforce, negotiation, demos, forecasting, contract review, cold outreach, "
        "partner programmes, solution design, tenders, pricing models, presentations"
    ),
    56,
)
MARKETING = Trade(
    "Marketing",
    _split(
        "Marketing Manager, Content Writer, SEO Specialist, Brand Manager, Copywriter, "
        "Performance Marketer, Event Manager, Email Marketing Specialist, Video Editor"
    ),
    _split(
        "seo, google ads, newsletters, copywriting, brand guidelines, webinars, analytics, "
        "marketing automation, landing pages, photography, podcasts, public relations, wagtail"
    ),
    50,
)
OPERATIONS = Trade(
    "Operations",
    _split(
        "Accountant, Financial Analyst, Recruiter, People Partner, Office Manager, Legal Counsel, "
        "Payroll Specialist, Procurement Manager, Executive Assistant, Facilities Coordinator"
    ),
    _split(
        "ifrs, sap, netsuite, excel, contract law, employment law, payroll, onboarding, budgeting, "
        "workday, audits, travel planning, negotiation, bookkeeping, power bi, supplier reviews"
    ),
    49,
)

#: Those with the most teams first.
TRADES = (
    *(ENGINEERING, DATA, DESIGN, PLATFORM, PRODUCT, MOBILE),
    *(CARE, QUALITY, SALES, MARKETING, OPERATIONS, SECURITY),
)

#: What teams look after and positions are about, the largest first.
DOMAINS = _split(
    "Payments, Search, Checkout, Identity, Messaging, Logistics, Fraud Prevention, Billing, "
    "Marketplace, Pricing, Notifications, Maps, Bookings, Subscriptions, Recommendations, "
    "Reporting, Storage, Video, Editor, Localisation, Inventory, Delivery, Loyalty, Advertising, "
    "Growth, Mobility, Lending, Insurance, Invoicing, Returns, Warehousing, Partner Portal, "
    "Developer Tools, Observability, Customer Records, Media Library, Voice, Calendar, "
    "Forecasting, Onboarding, Compliance Tools, Integrations, Tax, Treasury, Gift Cards, "
    "Accessibility, Sustainability, Ticketing, Auctions, Translations, Health Records, Wallet"
)

#: A level, how often it is found among a hundred, what it pays, and the types that go with it.
LEVELS: tuple[tuple[str, int, float, tuple[str, ...]], ...] = (
    ("{craft}", 26, 1.0, ("full-time",)),
    ("Senior {craft}", 28, 1.3, ("full-time",)),
    ("Junior {craft}", 9, 0.7, ("full-time", "entry-level")),
    ("Lead {craft}", 8, 1.55, ("full-time", "people-manager")),
    ("Staff {craft}", 5, 1.7, ("full-time",)),
    ("Principal {craft}", 4, 1.9, ("full-time",)),
    ("{craft} II", 5, 1.1, ("full-time",)),
    ("{craft} (Part Time)", 4, 0.6, ("part-time",)),
    ("{craft} (Parental Leave Cover)", 3, 1.0, ("temp", "full-time")),
    ("{craft} Intern", 4, 0.35, ("intern",)),
    ("Working Student, {craft}", 2, 0.3, ("student", "part-time")),
    ("Graduate {craft} Programme", 2, 0.6, ("program", "entry-level")),
)

#: How companies put what a position is about behind what it is.
TITLE_FORMS = ("{title}, {domain}", "{title}, {domain}", "{title} – {domain}", "{title} ({domain})")


class Kind(NamedTuple):
    """A type of position."""

    slug: str
    name: str
    employment_type: EmploymentType | None


POSITION_TYPES = (
    Kind("temp", "Temp", EmploymentType.TEMPORARY),
    Kind("student", "Student", EmploymentType.PART_TIME),
    Kind("intern", "Intern", EmploymentType.INTERN),
    Kind("program", "Program", None),
    Kind("entry-level", "Entry-level", None),
    Kind("full-time", "Full time", EmploymentType.FULL_TIME),
    Kind("part-time", "Part time", EmploymentType.PART_TIME),
    Kind("people-manager", "People Manager", None),
)
