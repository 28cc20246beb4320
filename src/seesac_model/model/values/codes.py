"""Codes that the library knows by heart: currencies, and countries and territories."""

from __future__ import annotations

from typing import Final

from seesac_model.model.values._line import words_of

__all__ = ["COUNTRIES", "CURRENCIES", "FORMER_CURRENCIES", "USER_ASSIGNED_COUNTRIES"]

CURRENCIES: Final = words_of(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
    MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
    SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND
    VUV WST XAF XCD XCG XDR XOF XPF YER ZAR ZMW ZWG
    """
)
"""
The currencies of ISO 4217, list one, as of 2025, and the Bulgarian lev; without precious metals, bond-market units,
funds codes and codes for tests, in which nobody is paid. https://www.iso.org/iso-4217-currency-codes.html
"""

FORMER_CURRENCIES: Final = words_of(
    """
    ANG ATS BAD BEF BGL BYB BYR CSD CSK CUC CYP DEM EEK ESP FIM FRF GRD HRD HRK IEP ITL LTL LUF LVL MDC MTL NLG PLZ PTE
    ROL RUR SIT SKK SLL TRL UAK XEU YUD YUM YUN ZWL
    """
)
"""
Currencies of ISO 4217, list three, that sources of the field can name: those that the euro replaced (`XEU` is the ECU
before it), and the former ones of South-East and Eastern Europe since 1990, with a few of the last years.
"""

COUNTRIES: Final = words_of(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
    CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
    GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
    KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
    MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
    SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
    UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """
)
"""The 249 officially assigned codes of ISO 3166-1 alpha-2, as of 2025. https://www.iso.org/obp/ui/#search/code/"""

USER_ASSIGNED_COUNTRIES: Final = frozenset({"XK"})
"""
Codes that ISO 3166-1 leaves to its users, as far as they are known here: `XK` for Kosovo*, which the European
Commission, the International Monetary Fund and Unicode CLDR use; the alpha-3 form of the European Union is `XKX`.
"""
