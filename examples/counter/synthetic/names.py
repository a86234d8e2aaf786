"""Small hand-made lists of names. They are combined by chance and describe nobody."""

ITALIAN_SURNAMES = """
Rossi Bianchi Russo Ferrari Esposito Romano Colombo Ricci Marino Greco Bruno Gallo Conti Costa
Giordano Mancini Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara
Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo Serra Coppola Marchetti Parisi Villa
Conte Ferraro Ferri Fabbri Bianco Marini Grasso Valentini Messina Sala Gatti Pellegrini Palumbo
Sanna Farina Rizzi Monti Cattaneo Morelli Amato Silvestri Mazza Testa Grassi Pellegrino Carbone
Giuliani Benedetti Barone Rossetti Caputo Montanari Guerra Palmieri Bernardi Martino Fiore
Zanier Cecchini Visintin Bressan Furlan Zorzenon Feresin Tomasi Marega Braida Blasig Burelli
Cargnelutti Comelli Codutti Del_Bianco Di_Giusto De_Marchi Fabris Lo_Monaco Nonis Pahor Spessot
D'Angelo D'Amico D'Agostino Dell'Orto Dall'Acqua D'Osualdo De'Rossi Dell’Anna D’Ambrosio Sant'Elia
Fo Re Ili Aiò Nicolò Mosè
""".split()

SLOVENE_SURNAMES = """
Čušin Žnidaršič Kovačič Primožič Komjanc Lutman Devetak Gergolet Humar Klanjšček Koršič Terčič
Černic Miklavčič Jelerčič Žigon Šuligoj Bregant Pavšič Mučič Radetič Špacapan Štrukelj Čotar
""".split()

ITALIAN_MEN = """
Mario Luca Marco Andrea Giovanni Francesco Alessandro Matteo Lorenzo Davide Simone Federico
Riccardo Stefano Paolo Giorgio Roberto Antonio Giuseppe Carlo Franco Sergio Bruno Renato Aldo Ugo
Nicolò Tommaso Pietro Gabriele Leonardo Edoardo Enrico Filippo Fabio Claudio Dario Gianfranco
Massimiliano Pierpaolo Tullio Livio Ezio Guido Mosè Noè Elia Ivo Io Gian_Luca Pier'Angelo
""".split()

ITALIAN_WOMEN = """
Maria Anna Giulia Chiara Francesca Sara Martina Elena Laura Paola Silvia Federica Alessandra
Valentina Elisa Giorgia Beatrice Alice Sofia Aurora Emma Ginevra Camilla Bianca Caterina Lucia
Rosa Teresa Giuseppina Carla Franca Luciana Nives Bruna Wanda Marisa Ornella Loredana Nicoletta
Mariangela Gianfranca Annalisa Zoe Noemi Gaia Mia Eva Ida Io Maria_Sole
""".split()

SLOVENE_MEN = "Aleš Boštjan Damjan Igor Jožef Marko Matjaž Miloš Stanko Uroš Žiga Črt".split()
SLOVENE_WOMEN = "Alenka Božena Breda Katja Majda Nataša Neža Špela Tjaša Urška Živa Žarka".split()

#: Names of people from elsewhere, by group: surnames, men, women.
GROUPS = {
    "balkan": (
        "Đorđević Petrović Jovanović Šimić Hodžić Đurić Marković Babić Krasniqi Hoxha Berisha".split(),
        "Đorđe Dragan Zoran Goran Nenad Stefan Amir Arben".split(),
        "Snežana Jelena Milica Dragana Amra Vesna Teuta".split(),
    ),
    "bangla": (
        "Hossain Islam Rahman Ahmed Miah Uddin Akter Begum".split(),
        "Abdul Rafiq Kamal Jahangir Shahin Mizanur".split(),
        "Fatema Nasrin Salma Rokeya Shirin Taslima".split(),
    ),
    "romanian": (
        "Popescu Ionescu Mureșan Ștefănescu Țurcan Dumitru Stan Munteanu".split(),
        "Ionuț Mihai Andrei Cătălin Vasile Gheorghe".split(),
        "Elena Ioana Mădălina Ștefania Cristina Raluca".split(),
    ),
    "slavic": (
        "Shevchenko Kovalenko Bondar Tkachuk Łuczak Nowak Petrenko".split(),
        "Oleksandr Andriy Taras Władysław Serhiy".split(),
        "Oksana Olena Iryna Nadiya Agnieszka Halyna".split(),
    ),
    "german": (
        "Müller Groß Höß Bär Schröder Weiß Jäger Lösch Kößler Huber".split(),
        "Jürgen Jörg Götz Günther Hans Björn Florian".split(),
        "Käthe Bärbel Heike Ursula Zoë Grit Öde".split(),
    ),
    "french": (
        "Aymé Bérard Lefèvre Garçon Crétier Besançon Œuvrard Noël Benoît".split(),
        "François Loïc Rémy Éloi André Hervé Jérôme".split(),
        "Françoise Aurélie Hélène Maëlle Zoé Geneviève".split(),
    ),
    "spanish": (
        "Ibáñez Núñez Gómez Muñoz Peña Pereira Gonçalves Araújo".split(),
        "Íñigo José Martín João Sebastián Andrés".split(),
        "Begoña Inês Lucía María_José Rocío Conceição".split(),
    ),
    "arabic": (
        "El_Amrani Benali Haddad Ben_Salah Diallo Ndiaye Okafor".split(),
        "Youssef Karim Omar Mamadou Chidi Rachid".split(),
        "Fatima Khadija Aïcha Amina Ngozi Samira".split(),
    ),
    "english": (
        "O'Neil O'Brien Smith McDonald Wright Ng".split(),
        "Seán James Liam Oliver Peter".split(),
        "Siobhán Emily Grace Olivia Chloë".split(),
    ),
    "chinese": ("Xu Hu Li Zhao Wang".split(), "Yi Wei Jun Bo".split(), "Yu Na Fang Ai".split()),
    "turkish": ("Öz Çelik Yıldız Şahin".split(), "Çağan Emre Umut".split(), "Çağla Gül Şule".split()),
}


def spaced(name):
    """A name of the lists, where `_` stands for a blank."""
    return name.replace("_", " ")


def draw(dice, group, sex):
    """A surname and a first name of a group (`italian`, `slovene` or one of GROUPS)."""
    if group == "italian":
        lists = ITALIAN_SURNAMES, ITALIAN_MEN, ITALIAN_WOMEN
    elif group == "slovene":
        lists = SLOVENE_SURNAMES, SLOVENE_MEN, SLOVENE_WOMEN
    else:
        lists = GROUPS[group]
    return spaced(dice.pick(lists[0])), spaced(dice.pick(lists[1 if sex == "M" else 2]))
