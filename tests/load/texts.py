"""The sentences of invented positions: parts that are put together anew for each of them.

In all of them `{domain}`, `{other_domain}`, `{skill}`, `{other_skill}`, `{city}`, `{number}` and
`{small_number}` stand for what the position is about.
"""

from __future__ import annotations

from typing import NamedTuple


class Section(NamedTuple):
    """A part of a description: a heading, and sentences to choose `least` to `most` from."""

    heading: str
    is_list: bool
    least: int
    most: int
    sentences: tuple[str, ...]


OPENING = (
    "{domain} is used by {number} thousand people a day, and most of them never think about it.",
    "Every morning {number} orders wait for {domain} before anybody in {city} has had a coffee.",
    "Two years ago {domain} was a corner of {other_domain}; today it has customers of its own.",
    "We are looking for somebody who makes {domain} simpler for those who depend on it.",
    "You join a team of {small_number} that looks after {domain} from first sketch to last bill.",
    "The team in {city} grows, because {other_domain} and {domain} are to become one product.",
    "What began with {skill} and a spreadsheet is now the part of the company that must not fail.",
    "When {domain} is slow, {number} shops notice within a minute and tell us so.",
    "We replace what we built in a hurry, and {other_skill} has a large part in what comes next.",
    "Our customers are bakers, opticians and town halls; {domain} has to suit all of them.",
    "Last year we moved {number} services to {skill}, and learned what we would do otherwise.",
    "Nobody here knows all of {domain}, which is why we write things down and ask one another.",
)
TASKS = (
    "Take {domain} from a weekly release to one whenever something is ready.",
    "Plan the next steps of {domain} with {other_domain}, and say what they cost.",
    "Use {skill} where it helps, and leave it out where a simpler way will do.",
    "Halve the time that {domain} needs for its slowest {small_number} per cent of requests.",
    "Write down decisions in a page that a newcomer understands within ten minutes.",
    "Sit with customers in {city} once a month and see where {domain} gets into their way.",
    "Replace {small_number} old tools by one that is built on {other_skill}.",
    "Review the work of others kindly, and expect the same of them.",
    "Keep {number} dashboards down to the few that somebody acts upon.",
    "Prepare experiments with {skill}, and stop those that teach us nothing.",
    "Answer questions about {domain} from colleagues in {small_number} countries.",
    "Look after {other_skill} together with the people who run it at night.",
    "Move what {number} customers still have in the old system, without a day's pause.",
    "Agree with {other_domain} on what each side promises, and measure whether we keep it.",
    "Train {small_number} colleagues a quarter in {skill}.",
    "Own one part of {domain} from an idea to the letters that customers write about it.",
    "Find out why {number} people a week give up half way, and mend it.",
    "Take part in planned, paid duty about once every {small_number} weeks.",
)
BRING = (
    "Experience with {skill} in something that people used for years.",
    "You have seen {skill} fail, and can tell what you did about it.",
    "A good knowledge of {skill}, and the wish to learn {other_skill}.",
    "You write so that others don't have to ask, in English and without decoration.",
    "At least {small_number} years with work of this kind, or a good reason why fewer suffice.",
    "You have explained {other_skill} to people who had never heard of it.",
    "An eye for what customers of {domain} really do, as opposed to what they say.",
    "Calm when things go wrong at four on a Friday.",
    "You know when {skill} and {other_skill} are the wrong answer.",
    "Practice in working with people whom you see on a screen more often than at a table.",
    "It helps if you know {other_domain}, but we have taught it to others before.",
    "You finish things, and say early when one won't be finished.",
    "Joy in taking away code, steps and meetings that nobody needs.",
    "You have worked with {skill} beside {other_skill}, and have an opinion on both.",
)
OFFER = (
    "{small_number} weeks of holiday, and nobody who counts the hours of an appointment.",
    "A budget of {number} euros a year for books, courses and conferences.",
    "An office in {city} with windows that open, and a room to sleep off a night's duty.",
    "Pay in the band that we publish, and a talk about it every spring.",
    "A bicycle or a ticket for the train, whichever brings you to {city}.",
    "One day in every {small_number} for what you think is worth trying.",
    "Parental leave of the same length for everybody, paid in full.",
    "A pension to which we add half as much again.",
    "Equipment that you choose yourself, every {small_number} years.",
    "Lunch together on Wednesdays, cooked by those who like to.",
    "Work from abroad for up to {small_number} weeks a year.",
)
HIRING = (
    "You hear from a person within {small_number} working days, whatever the answer is.",
    "First a call of half an hour, then a task from our work that takes an evening at most.",
    "You meet the people you would work with in {city}, and ask them what you like.",
    "We say no with a reason, and yes within a week.",
    "Tell us what you need for a fair interview: more time, a quiet room, questions in writing.",
    "There are {small_number} talks in all, and we name the pay in the first.",
)

TEAM_INTRODUCTION = "{trade} for {domain}: small steps, short ways, and one customer at a time."
TEAM_TEXT = (
    "<p>We look after {domain}, from the first question to the last complaint.</p>"
    "<p>Most of our days have to do with {skills}, and with the people who depend on them.</p>"
)
PILLARS = (
    ("Small steps", "<p>What we begin on Monday is of use to somebody by Friday.</p>"),
    ("Written down", "<p>Decisions stand on a page, with what spoke against them.</p>"),
    ("Open doors", "<p>Everybody may read everything but letters and salaries.</p>"),
)

ENGLISH = (
    Section("", False, 3, 4, OPENING),
    Section("What you will do", True, 6, 9, TASKS),
    Section("What you bring", True, 6, 8, BRING),
    Section("What you can count on", True, 4, 7, OFFER),
    Section("How hiring works", False, 3, 5, HIRING),
)
