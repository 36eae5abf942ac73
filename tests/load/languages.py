"""Positions in other languages and scripts, for searches and pages that have to bear them."""

from __future__ import annotations

from typing import NamedTuple

from tests.load.texts import Section


class Language(NamedTuple):
    """Titles, each with `{domain}`, what to call the domains, and the text of a position."""

    titles: tuple[str, ...]
    domains: tuple[str, ...]
    sections: tuple[Section, ...]
    countries: tuple[str, ...]


HEBREW = Language(
    (
        "מהנדסת תוכנה בכירה, {domain}",
        "מפתחת צד שרת, {domain}",
        "מעצב חוויית משתמש, {domain}",
        "מנהלת מוצר, {domain}",
        "אנליסט נתונים, {domain}",
        "ראש צוות פיתוח, {domain}",
        "בודקת תוכנה, {domain}",
        "נציג שירות לקוחות, {domain}",
    ),
    ("תשלומים", "חיפוש", "מפות", "הודעות", "חיוב", "מניעת הונאות", "משלוחים", "זהות דיגיטלית"),
    (
        Section(
            "",
            False,
            2,
            3,
            (
                "אנחנו מחפשים אנשים שיעזרו לנו לבנות את {domain} מחדש.",
                "הצוות שלנו ב{city} אחראי על {domain} עבור {number} אלף לקוחות.",
                "{domain} הוא המקום שבו הלקוחות שלנו פוגשים אותנו בכל בוקר.",
                "הצטרפו לצוות של {small_number} אנשים שאוהבים לפתור בעיות אמיתיות.",
            ),
        ),
        Section(
            "מה תעשו",
            True,
            4,
            6,
            (
                "תכננו ותבנו שירותים עם {skill}.",
                "תעבדו יחד עם צוות {other_domain} על תוכנית משותפת.",
                "תקצרו את זמן התגובה של {domain} בחצי.",
                "תכתבו מסמכים קצרים וברורים על כל החלטה.",
                "תחליפו {small_number} כלים ישנים בכלי אחד שמבוסס על {other_skill}.",
                "תפגשו לקוחות ב{city} פעם בחודש ותקשיבו להם.",
                "תלוו עמיתים חדשים בשבועות הראשונים שלהם.",
            ),
        ),
        Section(
            "מה אתם מביאים",
            True,
            4,
            5,
            (
                "ניסיון של {small_number} שנים לפחות בתחום.",
                "היכרות טובה עם {skill} ורצון ללמוד {other_skill}.",
                "יכולת להסביר דברים מורכבים במילים פשוטות.",
                "סבלנות, סקרנות וחוש הומור.",
                "עברית ואנגלית ברמה טובה מאוד.",
                "הבנה של מה שהלקוחות של {domain} באמת צריכים.",
            ),
        ),
        Section(
            "מה מחכה לכם",
            True,
            3,
            4,
            (
                "{small_number} ימי חופשה נוספים בכל שנה.",
                "תקציב של {number} שקלים לספרים ולקורסים.",
                "משרד נעים ב{city}, קרוב לרכבת.",
                "שעות עבודה גמישות ויום אחד בשבוע מהבית.",
                "ארוחת צהריים משותפת בכל יום שלישי.",
            ),
        ),
    ),
    ("IL",),
)

UKRAINIAN = Language(
    (
        "Старша інженерка-програмістка, {domain}",
        "Розробник серверної частини, {domain}",
        "Дизайнерка інтерфейсів, {domain}",
        "Менеджер продукту, {domain}",
        "Аналітикиня даних, {domain}",
        "Керівник групи розробки, {domain}",
        "Тестувальниця програмного забезпечення, {domain}",
        "Фахівець служби підтримки, {domain}",
    ),
    ("Платежі", "Пошук", "Мапи", "Повідомлення", "Доставка", "Бронювання", "Білінг", "Звітність"),
    (
        Section(
            "",
            False,
            2,
            3,
            (
                "Щодня нашим сервісом «{domain}» користується {number} тисяч людей.",
                "Ми шукаємо людину, яка зробить «{domain}» простішим для всіх.",
                "Наша команда у місті {city} налічує {small_number} людей і зростає.",
                "Те, що почалося з однієї таблиці, сьогодні обслуговує {number} крамниць.",
            ),
        ),
        Section(
            "Що ви робитимете",
            True,
            4,
            6,
            (
                "Створюватимете та підтримуватимете сервіси на {skill}.",
                "Плануватимете роботу разом із командою «{other_domain}».",
                "Удвічі скоротите час відповіді найповільніших запитів.",
                "Записуватимете рішення так, щоб їх зрозумів кожен новачок.",
                "Заміните {small_number} старих інструментів одним, побудованим на {other_skill}.",
                "Раз на місяць зустрічатиметеся з клієнтами у місті {city}.",
                "Навчатимете колег працювати з {skill}.",
            ),
        ),
        Section(
            "Що ви вмієте",
            True,
            4,
            5,
            (
                "Маєте досвід роботи з {skill} від {small_number} років.",
                "Добре знаєте {skill} і бажаєте вивчити {other_skill}.",
                "Пояснюєте складні речі простими словами.",
                "Зберігаєте спокій, коли щось іде не так.",
                "Доводите розпочате до кінця.",
                "Розумієте, чого насправді потребують користувачі.",
            ),
        ),
        Section(
            "Що ми пропонуємо",
            True,
            3,
            4,
            (
                "{small_number} тижнів відпустки щороку.",
                "Бюджет {number} євро на книжки, курси й конференції.",
                "Затишний офіс у місті {city} та гнучкий графік.",
                "Прозору оплату праці та щорічний перегляд.",
                "Ґрунтовне навчання у перші місяці.",
            ),
        ),
    ),
    ("UA", "PL"),
)

GERMAN = Language(
    (
        "Softwareentwickler:in {domain} (w/m/d)",
        "Teamleitung {domain} (w/m/d)",
        "Produktgestalter:in {domain} (w/m/d)",
        "Systemprüfer:in {domain} (w/m/d)",
        "Werkstudent:in für {domain} (w/m/d)",
        "Sachbearbeiter:in Qualitätssicherung, {domain} (w/m/d)",
    ),
    (
        "Zahlungsverkehr",
        "Straßenkarten",
        "Verfügbarkeit",
        "Aufträge",
        "Überweisungen",
        "Büchersuche",
    ),
    (
        Section(
            "",
            False,
            2,
            3,
            (
                "{domain} nutzen täglich {number} tausend Menschen, meist ohne es zu bemerken.",
                "Für unser Büro in {city} suchen wir jemanden, der gern Größeres vereinfacht.",
                "Unser Team zählt {small_number} Köpfe und wächst in den nächsten Monaten.",
                "Was mit einer Tabelle begann, läuft heute für {number} Geschäfte.",
            ),
        ),
        Section(
            "Deine Aufgaben",
            True,
            4,
            6,
            (
                "Du entwickelst Dienste mit {skill} und führst sie im Betrieb.",
                "Du stimmst dich mit {other_domain} über nächste Schritte ab.",
                "Du verkürzt die Antwortzeiten, die unsere Kundschaft am meisten stören.",
                "Du löst {small_number} ältere Werkzeuge durch eines mit {other_skill} ab.",
                "Du hältst Entscheidungen so fest, dass Neue sie verstehen.",
                "Du besuchst Kundinnen und Kunden in {city} und hörst ihnen zu.",
            ),
        ),
        Section(
            "Das bringst du mit",
            True,
            4,
            5,
            (
                "Du hast {small_number} Jahre Erfahrung mit {skill}.",
                "Du kennst {skill} gut und möchtest {other_skill} lernen.",
                "Du erklärst Schwieriges mit einfachen Wörtern.",
                "Du bleibst ruhig, wenn etwas schiefgeht.",
                "Du sprichst Deutsch und Englisch.",
                "Du weißt, was unsere Kundschaft von {domain} wirklich braucht.",
            ),
        ),
        Section(
            "Das bieten wir",
            True,
            3,
            4,
            (
                "{small_number} Wochen Urlaub und flexible Arbeitszeiten.",
                "{number} Euro im Jahr für Bücher und Schulungen.",
                "Ein Büro in {city}, fünf Minuten von der nächsten Straßenbahn.",
                "Ein Zuschuss für die Bahn oder ein Fahrrad.",
                "Ein Gehalt, das in der Anzeige steht.",
            ),
        ),
    ),
    ("DE", "AT", "CH"),
)

FRENCH = Language(
    (
        "Ingénieur·e logiciel, {domain}",
        "Développeuse ou développeur confirmé·e, {domain}",
        "Responsable d’équipe, {domain}",
        "Chargé·e de clientèle, {domain}",
        "Concepteur·rice d’expérience, {domain}",
        "Analyste de données, {domain}",
    ),
    ("Paiements", "Réservations", "Sécurité", "Messagerie", "Expéditions", "Fidélité"),
    (
        Section(
            "",
            False,
            2,
            3,
            (
                "{domain} sert {number} mille personnes par jour, qui ne s’en aperçoivent pas.",
                "À {city}, nous cherchons quelqu’un qui aime simplifier ce qui est compliqué.",
                "Notre équipe compte {small_number} personnes et s’agrandit cette année.",
                "Ce qui a commencé dans un tableur fait vivre {number} boutiques aujourd’hui.",
            ),
        ),
        Section(
            "Vos missions",
            True,
            4,
            6,
            (
                "Créer des services avec {skill} et les suivre en production.",
                "Préparer les étapes suivantes avec l’équipe {other_domain}.",
                "Réduire de moitié les délais qui gênent le plus nos clients.",
                "Remplacer {small_number} anciens outils par un seul, fondé sur {other_skill}.",
                "Rédiger des décisions que chacun comprend dès son arrivée.",
                "Rencontrer chaque mois des clients à {city} et les écouter.",
            ),
        ),
        Section(
            "Votre expérience",
            True,
            4,
            5,
            (
                "Vous pratiquez {skill} depuis {small_number} ans.",
                "Vous maîtrisez {skill} et souhaitez apprendre {other_skill}.",
                "Vous expliquez simplement ce qui ne l’est pas.",
                "Vous gardez votre calme quand tout s’arrête.",
                "Vous écrivez bien, en français et en anglais.",
                "Vous savez ce que les clients de {domain} espèrent vraiment.",
            ),
        ),
        Section(
            "Ce que nous offrons",
            True,
            3,
            4,
            (
                "{small_number} semaines de congés et des horaires souples.",
                "{number} euros par an pour vous former.",
                "Un bureau lumineux à {city}, près de la gare.",
                "Une rémunération affichée dès l’annonce.",
                "Le télétravail deux jours par semaine.",
            ),
        ),
    ),
    ("FR", "BE", "CH", "CA"),
)

#: Each with how many of a hundred positions are written in it.
LANGUAGES = ((HEBREW, 2), (UKRAINIAN, 2), (GERMAN, 2), (FRENCH, 1))
