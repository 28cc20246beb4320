"""Closed lists that the values use: each word with its meaning and, where there is one, its source."""

from __future__ import annotations

from seesac_model.model._term import Term

__all__ = ["HouseStyle", "IdentifierScheme", "LegalActKind", "NameKind", "Qualifier"]


class Qualifier(Term):
    """How a stated number stands to the number there was."""

    EXACTLY = "exactly", "The number as stated; also where the source gives a number without a qualifier."
    ABOUT = "about", "Near the number, on either side: about, around, approximately, some, roughly."
    OVER = "over", "More than the number: over, more than, exceeding."
    AT_LEAST = "at-least", "The number or more: at least, no fewer than."
    ALMOST = "almost", "A little less than the number: almost, nearly."
    UP_TO = "up-to", "The number or less: up to, at most, no more than."
    UNDER = "under", "Less than the number: under, fewer than, less than."
    BETWEEN = "between", "From the number to a second, greater one, both included."


class NameKind(Term):
    """What sort of name a name is."""

    OFFICIAL = "official", "The name in law or statute.", "http://www.w3.org/2004/02/skos/core#prefLabel"
    SHORT = "short", "A shorter name in common use.", "http://www.w3.org/2004/02/skos/core#altLabel"
    ACRONYM = "acronym", "Initials or another abbreviation.", "http://www.w3.org/2004/02/skos/core#altLabel"
    FORMER = "former", "A name that was given up.", "https://www.popoloproject.com/specs/"
    NATIVE = "native", "The name in the language and script of those who bear it."
    TRANSLITERATED = "transliterated", "The name carried over into another script letter by letter or by sound."
    AS_PRINTED = "as-printed", "A spelling that one source printed, right or wrong."


class IdentifierScheme(Term):
    """Who gave an identifier, and so how it is written."""

    ACT_NUMBER = (
        "act-number",
        "The number of a legal act of the European Union as the Official Journal prints it: 2010/179/CFSP.",
        "https://style-guide.europa.eu",
    )
    CELEX = (
        "celex",
        "The number of a document in EUR-Lex: 32019D2111.",
        "https://eur-lex.europa.eu/content/help/eurlex-content/celex-number.html",
    )
    ELI = (
        "eli",
        "The European Legislation Identifier: http://data.europa.eu/eli/dec/2018/1789/oj.",
        "https://eur-lex.europa.eu/eli-register/about.html",
    )
    OJ = (
        "oj",
        "A place in the Official Journal of the European Union: L 293, 20.11.2018, p. 24.",
        "https://style-guide.europa.eu",
    )
    WIKIDATA = "wikidata", "An item of Wikidata: Q458.", "https://www.wikidata.org/wiki/Wikidata:Identifiers"
    ISNI = "isni", "International Standard Name Identifier, sixteen characters.", "ISO 27729"
    ROR = "ror", "The Research Organization Registry: https://ror.org/02mhbdp94.", "https://ror.org"
    IATI_ORG = (
        "iati-org",
        "The organisation identifier of the International Aid Transparency Initiative: XM-DAC-41114.",
        "https://iatistandard.org/en/iati-standard/203/codelists/organisationregistrationagency/",
    )
    UN_SYMBOL = (
        "un-symbol",
        "The symbol of a document of the United Nations: S/RES/1244 (1999).",
        "https://research.un.org/en/docs/symbols",
    )
    ISO3166_1 = (
        "iso3166-1",
        "The code of a country or territory, two letters or three: RS, SRB; XK and XKX are user-assigned.",
        "ISO 3166-1",
    )
    URL = "url", "An address on the web, http or https.", "RFC 3986"


class LegalActKind(Term):
    """What kind of act of the European Union."""

    DECISION = "decision", "A decision.", "http://publications.europa.eu/resource/authority/resource-type/DEC"
    IMPLEMENTING_DECISION = (
        "implementing-decision",
        "An implementing decision.",
        "http://publications.europa.eu/resource/authority/resource-type/DEC_IMPL",
    )
    DELEGATED_DECISION = (
        "delegated-decision",
        "A delegated decision.",
        "http://publications.europa.eu/resource/authority/resource-type/DEC_DEL",
    )
    REGULATION = "regulation", "A regulation.", "http://publications.europa.eu/resource/authority/resource-type/REG"
    IMPLEMENTING_REGULATION = (
        "implementing-regulation",
        "An implementing regulation.",
        "http://publications.europa.eu/resource/authority/resource-type/REG_IMPL",
    )
    DELEGATED_REGULATION = (
        "delegated-regulation",
        "A delegated regulation.",
        "http://publications.europa.eu/resource/authority/resource-type/REG_DEL",
    )
    DIRECTIVE = "directive", "A directive.", "http://publications.europa.eu/resource/authority/resource-type/DIR"
    IMPLEMENTING_DIRECTIVE = (
        "implementing-directive",
        "An implementing directive.",
        "http://publications.europa.eu/resource/authority/resource-type/DIR_IMPL",
    )
    DELEGATED_DIRECTIVE = (
        "delegated-directive",
        "A delegated directive.",
        "http://publications.europa.eu/resource/authority/resource-type/DIR_DEL",
    )
    JOINT_ACTION = (
        "joint-action",
        "A joint action of the common foreign and security policy, before December 2009.",
    )
    COMMON_POSITION = (
        "common-position",
        "A common position of the common foreign and security policy, before December 2009.",
    )
    COMMUNICATION = "communication", "A communication of the Commission, numbered in the COM series: COM(2020) 608."
    COM_DOCUMENT = (
        "com-document",
        "A document of the COM series of which it is not said whether it is a communication, a report or a proposal.",
    )


class HouseStyle(Term):
    """Whose rules on naming and footnotes a text follows."""

    UN = (
        "un",
        "The United Nations: in the context of Security Council resolution 1244 (1999).",
        "https://docs.un.org/S/RES/1244(1999)",
    )
    EU = (
        "eu",
        "The European Union: without prejudice to positions on status, in line with resolution 1244/1999.",
        "https://style-guide.europa.eu",
    )
