"""Insee's article code of each département, as the register writes it (`typeLiaison`); checked against it by the slow tests."""

_CODES = {
    "0": "49 54 71 75 77 974 976",
    "1": "28 35 37",
    "2": "14 15 18 25 29 30 32 39 41 45 46 47 56 59 62 63 67 68 69 81 82 83 84 90 94 95",
    "3": "16 17 19 21 23 24 26 2A 2B 31 33 42 43 44 48 50 51 52 53 55 57 58 70 72 73 74 76 80 85 86 87 93 971 972 973",
    "4": "04 05 06 08 13 22 40 64 65 66 78 79 88 92",
    "5": "01 02 03 07 09 10 11 12 27 34 36 38 60 61 89 91",
}
ARTICLES = {code: article for article, codes in _CODES.items() for code in codes.split()}
