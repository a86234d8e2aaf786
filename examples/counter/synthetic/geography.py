"""Where the residents were born and where they live."""

#: The comune of the example.
HOME = "GORIZIA"
CAP = "34170"

#: Comuni of birth that have never changed their name lately, with weights.
BIRTHPLACES = [
    ("GORIZIA", 520), ("MONFALCONE", 160), ("UDINE", 60), ("TRIESTE", 60), ("PALMANOVA", 45),
    ("GRADISCA D'ISONZO", 20), ("CORMONS", 25), ("SAN PIER D'ISONZO", 5), ("AQUILEIA", 6),
    ("TERZO D'AQUILEIA", 4), ("MARIANO DEL FRIULI", 5), ("PORDENONE", 10), ("VENEZIA", 12),
    ("TREVISO", 10), ("PADOVA", 10), ("MILANO", 12), ("ROMA", 18), ("NAPOLI", 20), ("TORINO", 8),
    ("BARI", 10), ("PALERMO", 10), ("CATANIA", 8), ("L'AQUILA", 4), ("REGGIO NELL'EMILIA", 3),
    ("CASTELLAMMARE DI STABIA", 4), ("FORLÌ", 3), ("CANTÙ", 2), ("AOSTA", 3), ("BOLZANO", 5),
    ("BRESSANONE", 3), ("LECCE", 5), ("CAGLIARI", 4), ("GENOVA", 4), ("BOLOGNA", 6),
]

#: Comuni that have ceased, were given up in 1947 or bear another name now; used on the days on
#: which the table says that they existed under this one.
PAST_BIRTHPLACES = [
    ("FIUMICELLO", 8), ("VILLA VICENTINA", 5), ("RIVIGNANO", 4), ("TEOR", 3), ("LIGOSULLO", 1),
    ("TREPPO CARNICO", 2), ("VALVASONE", 2), ("ARZENE", 1), ("MEL", 2), ("LENTIAI", 1),
    ("CASTELLAVAZZO", 1), ("PADERNO DEL GRAPPA", 1), ("DUINO AURISINA", 6),
    ("DOBERDÒ DEL LAGO", 6), ("AIDUSSINA", 6), ("TOLMINO", 6), ("CIRCHINA", 3), ("IDRIA", 4),
    ("CANALE D'ISONZO", 5), ("VIPACCO", 4), ("POLA", 8), ("FIUME", 6), ("ZARA", 5),
    ("POSTUMIA", 2), ("POSTUMIA GROTTE", 2), ("SESANA", 3),
]

#: Foreign states: name, weight, group of names, towns with the province or county if it is given.
FOREIGN = [
    ("SLOVENIA", 30, "slovene", [("Nova Gorica", ""), ("Šempeter pri Gorici", ""), ("Koper", "")]),
    ("CROAZIA", 8, "balkan", [("Rijeka", "Primorsko-goranska"), ("Zadar", "")]),
    ("SERBIA", 10, "balkan", [("Niš", ""), ("Beograd", "")]),
    ("BOSNIA-ERZEGOVINA", 8, "balkan", [("Tuzla", ""), ("Banja Luka", "Republika Srpska")]),
    ("KOSOVO", 14, "balkan", [("Prizren", ""), ("Gjilan", "")]),
    ("ALBANIA", 8, "balkan", [("Shkodër", ""), ("Tirana", "Tirana")]),
    ("BANGLADESH", 26, "bangla", [("Dhaka", ""), ("Comilla", "Chittagong"), ("Madaripur", "")]),
    ("ROMANIA", 20, "romanian", [("Cluj-Napoca", "Cluj"), ("Iași", ""), ("Bacău", "Bacău")]),
    ("UCRAINA", 12, "slavic", [("Černivci", ""), ("Lviv", "Lviv")]),
    ("POLONIA", 4, "slavic", [("Łódź", "Łódzkie"), ("Kraków", "")]),
    ("GERMANIA", 8, "german", [("München", "Bayern"), ("Köln", ""), ("Göttingen", "")]),
    ("AUSTRIA", 7, "german", [("Klagenfurt am Wörthersee", "Kärnten"), ("Villach", "")]),
    ("FRANCIA", 5, "french", [("Besançon", "Doubs"), ("Orléans", "")]),
    ("SVIZZERA", 5, "french", [("Genève", "GE"), ("Neuchâtel", "")]),
    ("SPAGNA", 3, "spanish", [("A Coruña", "A Coruña"), ("Málaga", "")]),
    ("BRASILE", 5, "spanish", [("São Paulo", "SP"), ("Criciúma", "")]),
    ("MAROCCO", 6, "arabic", [("Khouribga", ""), ("Béni Mellal", "")]),
    ("SENEGAL", 4, "arabic", [("Dakar", ""), ("Thiès", "")]),
    ("NIGERIA", 4, "arabic", [("Benin City", "Edo"), ("Lagos", "")]),
    ("REGNO UNITO", 3, "english", [("Bedford", "Bedfordshire"), ("Leeds", "")]),
    ("STATI UNITI D'AMERICA", 3, "english", [("Boston", "Massachusetts"), ("Chicago", "")]),
    ("REPUBBLICA POPOLARE CINESE", 6, "chinese", [("Wenzhou", "Zhejiang"), ("Qingtian", "")]),
    ("TURCHIA", 4, "turkish", [("Muğla", ""), ("İzmir", "İzmir")]),
]

#: States of the European Union whose codes occur in the data.
EU = {
    "AUSTRIA", "CROAZIA", "FRANCIA", "GERMANIA", "POLONIA", "ROMANIA", "SLOVENIA", "SPAGNA",
    "BELGIO", "IRLANDA",
}

#: Addresses abroad of people on the AIRE register: state, town, line.
ABROAD = [
    ("ARGENTINA", "Rosario", "Calle San Martín 1450, piso 3"),
    ("AUSTRALIA", "Melbourne VIC 3053", "12/34 Lygon Street"),
    ("GERMANIA", "80331 München", "Müllerstraße 17 a"),
    ("AUSTRIA", "9020 Klagenfurt", "Völkermarkter Straße 5/2"),
    ("SVIZZERA", "1205 Genève", "Rue de l'École-de-Médecine 8"),
    ("FRANCIA", "25000 Besançon", "3 bis, rue d’Arènes"),
    ("SLOVENIA", "5000 Nova Gorica", "Erjavčeva ulica 19"),
    ("CANADA", "Montréal (Québec)", "4520, rue Saint-Denis, app. 7"),
    ("BRASILE", "São Paulo - SP", "Rua da Consolação, 222"),
    ("REGNO UNITO", "London N1 2XX", "Flat 4; 9 Upper Street"),
    ("BELGIO", "4000 Liège", "Rue Hors-Château 44"),
]

#: Streets: specie of ANPR's table, name, hamlet.
STREETS = [
    ("VIA", "Roma", ""), ("VIA", "Giosuè Carducci", ""), ("VIA", "Giuseppe Garibaldi", ""),
    ("CORSO", "Italia", ""), ("CORSO", "Giuseppe Verdi", ""), ("VIALE", "XX Settembre", ""),
    ("PIAZZA", "della Vittoria", ""), ("PIAZZA", "Sant'Antonio", ""), ("VIA", "dell'Agraria", ""),
    ("VIA", "Niccolò Tommaseo", ""), ("VIA", "San Gabriele", ""), ("VIA", "dei Giardini", ""),
    ("LARGO", "Culiat", ""), ("SALITA", "al Belvedere", ""), ("VICOLO", "del Forno", ""),
    ("VIA", "dell’Isonzo", ""), ("VIA", "Ugo Foscolo", ""), ("VIA", "Torquato Tasso", ""),
    ("VIA", "Nizza", ""), ("VIALE", "Cristoforo Colombo", ""), ("VIA", "24 Maggio", ""),
    ("VIA", "Camillo Benso di Cavour", "Lucinico"), ("VIA", "Udine", "Lucinico"),
    ("VIA", "San Michele", "Sant'Andrea - Štandrež"), ("VIA", "del Carso", "Sant'Andrea - Štandrež"),
    ("LOCALITA'", "Oslavia", "Oslavia - Oslavje"), ("VIA", "degli Scogli", "Piuma - Pevma"),
    ("VIA", "del Camposanto", "San Mauro - Štmaver"), ("VIA", "Brigata Re", "Piedimonte del Calvario"),
]
