"""Where invented positions are: real cities, with their names in English and where they are."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.text import slugify


class City(NamedTuple):
    """`local_name` is how the city is written in its own country."""

    name: str
    local_name: str
    country: str

    @property
    def slug(self) -> str:
        # What slugify() would drop, as it is no letter with an accent.
        return slugify(self.name.replace("ł", "l").replace("Ł", "L").replace("ø", "o"))


class Market(NamedTuple):
    """What a year of work costs there, as a multiple of what it costs in euros, in `currency`."""

    currency: str
    factor: float


#: By country, the cities with the most positions first; the cities of each in the same order.
_CITIES = """
PL: Łódź; Kraków; Warsaw = Warszawa; Wrocław; Gdańsk; Poznań; Katowice; Szczecin; Lublin; Rzeszów
CH: Zürich; Geneva = Genève; Basel; Bern; Lausanne
BR: São Paulo; Rio de Janeiro; Florianópolis; Curitiba; Brasília; Recife
DE: Berlin; Munich = München; Hamburg; Cologne = Köln; Düsseldorf; Leipzig; Nuremberg = Nürnberg
IL: Tel Aviv = תל אביב-יפו; Haifa = חיפה; Jerusalem = ירושלים; Be’er Sheva = באר שבע
SE: Stockholm; Malmö; Gothenburg = Göteborg; Umeå; Linköping; Jönköping
PT: Lisbon = Lisboa; Porto; Braga; Coimbra; Setúbal
TR: İstanbul; İzmir; Ankara; Eskişehir
GR: Athens = Αθήνα; Thessaloniki = Θεσσαλονίκη; Patras = Πάτρα; Heraklion = Ηράκλειο
GB: London; Manchester; Edinburgh; Bristol; Cardiff = Caerdydd; Belfast; Leeds
ES: Barcelona; Madrid; Valencia = València; Málaga; A Coruña; San Sebastián = Donostia; Cádiz
UA: Kyiv = Київ; Lviv = Львів; Odesa = Одеса; Dnipro = Дніпро; Kharkiv = Харків
FR: Paris; Lyon; Nantes; Toulouse; Orléans; Saint-Étienne; Besançon; Nîmes
CZ: Prague = Praha; Brno; Ostrava; Plzeň; České Budějovice
NL: Amsterdam; Rotterdam; Utrecht; Eindhoven; The Hague = Den Haag
US: New York; Austin; Seattle; Chicago; Boston; Denver; San José = San Jose; Portland
CA: Toronto; Montréal; Vancouver; Québec; Ottawa
DK: Copenhagen = København; Aarhus; Odense; Aalborg
IE: Dublin = Baile Átha Cliath; Cork = Corcaigh; Galway = Gaillimh
LT: Vilnius; Kaunas; Klaipėda; Šiauliai
IN: Bengaluru = ಬೆಂಗಳೂರು; Pune = पुणे; Hyderabad = హైదరాబాద్; Chennai = சென்னை; Mumbai = मुंबई
AT: Vienna = Wien; Graz; Linz; Salzburg
NO: Oslo; Bergen; Trondheim; Tromsø
FI: Helsinki; Tampere; Turku; Jyväskylä
RO: Bucharest = București; Cluj-Napoca; Iași; Timișoara; Brașov
HU: Budapest; Győr; Szeged; Pécs; Székesfehérvár
IT: Milan = Milano; Rome = Roma; Turin = Torino; Bologna; Forlì
BE: Brussels = Bruxelles; Antwerp = Antwerpen; Ghent = Gent; Liège
JP: Tokyo = 東京; Osaka = 大阪; Fukuoka = 福岡; Kyoto = 京都
RS: Belgrade = Београд; Novi Sad = Нови Сад; Niš = Ниш
BG: Sofia = София; Plovdiv = Пловдив; Varna = Варна
MX: Mexico City = Ciudad de México; Guadalajara; Monterrey; Mérida
SG: Singapore
AU: Sydney; Melbourne; Brisbane
LV: Riga = Rīga; Liepāja
EE: Tallinn; Tartu; Pärnu
SK: Bratislava; Košice; Žilina
HR: Zagreb; Split; Rijeka
SI: Ljubljana; Maribor
IS: Reykjavík; Akureyri
AR: Buenos Aires; Córdoba; Rosario
CO: Bogotá; Medellín
CL: Santiago; Valparaíso
KR: Seoul = 서울; Busan = 부산
EG: Cairo = القاهرة; Alexandria = الإسكندرية
AE: Dubai = دبي; Abu Dhabi = أبوظبي
VN: Ho Chi Minh City = Thành phố Hồ Chí Minh; Da Nang = Đà Nẵng
ZA: Cape Town; Johannesburg
KE: Nairobi
GE: Tbilisi = თბილისი
AM: Yerevan = Երևան
MT: Valletta
CY: Limassol = Λεμεσός
LU: Luxembourg = Lëtzebuerg
"""

_MARKETS = {
    "AE": Market("AED", 4.4),
    "AR": Market("USD", 0.5),
    "AU": Market("AUD", 1.9),
    "BR": Market("BRL", 2.6),
    "CA": Market("CAD", 1.7),
    "CH": Market("CHF", 1.8),
    "CZ": Market("CZK", 17),
    "DK": Market("DKK", 9),
    "GB": Market("GBP", 1.0),
    "HU": Market("HUF", 230),
    "IL": Market("ILS", 5.2),
    "IN": Market("INR", 35),
    "JP": Market("JPY", 120),
    "MX": Market("MXN", 11),
    "NO": Market("NOK", 12),
    "PL": Market("PLN", 3.2),
    "RO": Market("RON", 3),
    "SE": Market("SEK", 9),
    "SG": Market("SGD", 1.6),
    "TR": Market("TRY", 22),
    "UA": Market("USD", 0.6),
    "US": Market("USD", 2.0),
}
_ELSEWHERE = Market("EUR", 1.0)

#: Of each four remote positions, one or two are open to all of these.
EUROPE = ("PT", "ES", "FR", "DE", "PL", "CZ", "IE", "NL", "SE", "LT", "GR", "RO")


def cities() -> list[City]:
    """All cities, those with the most positions first: of each country one, then another."""
    by_country = [_country(line) for line in _CITIES.strip().splitlines()]
    deepest = max(map(len, by_country))
    return [found[rank] for rank in range(deepest) for found in by_country if rank < len(found)]


def market(country: str) -> Market:
    return _MARKETS.get(country, _ELSEWHERE)


def _country(line: str) -> list[City]:
    code, names = line.split(": ")
    pairs = [name.split(" = ") for name in names.split("; ")]
    return [City(pair[0], pair[-1], code) for pair in pairs]
