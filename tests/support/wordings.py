"""What the seeds are reworded with: names, ranks, cities, agencies and the rest, and the seeds' own words around them.

All lists but the last were looked at when the rules were mended. `HELD_OUT` was not: whoever looks at what fails in
it renames it and writes another one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Country:
    """What is said of a country in the templates."""

    name: str
    long: str
    demonym: str
    capital: str


@dataclass(frozen=True)
class Names:
    """What one run of variants draws from.

    A person is (full name, shortened name, surname); an outlet or label is (as written, the outlet's own name).
    """

    persons: tuple[tuple[str, str, str], ...]
    countries: tuple[Country, ...]
    ministers: tuple[str, ...]
    chiefs: tuple[str, ...]
    ranks: tuple[str, ...]
    agencies: tuple[str, ...]
    channels: tuple[tuple[str, str], ...]
    laws: tuple[str, ...]
    ministries: tuple[str, ...]
    parties: tuple[tuple[str, str], ...]
    cities: tuple[str, ...]
    outlets: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...]
    summits: tuple[str, ...]


SEEN = Names(
    persons=(
        ("Ali Abdullah Ayyoub", "Ali Ayyoub", "Ayyoub"),
        ("Mohammad Baqeri", "Mohammad Baqeri", "Baqeri"),
        ("Viktor Petrovich Danilov", "Viktor Danilov", "Danilov"),
        ("Nguyen Van Thanh", "Nguyen Thanh", "Thanh"),
        ("Oluwaseun Adebayo Okafor", "Oluwaseun Okafor", "Okafor"),
        ("Maria Luisa Hernandez", "Maria Hernandez", "Hernandez"),
        ("Jean-Baptiste Moreau", "Jean-Baptiste Moreau", "Moreau"),
        ("Yusuf al-Khatib", "Yusuf al-Khatib", "al-Khatib"),
        ("Hiroshi Takahashi", "Hiroshi Takahashi", "Takahashi"),
        ("Gulbadan Mirzoyev", "Gulbadan Mirzoyev", "Mirzoyev"),
        ("Peter van der Merwe", "Peter van der Merwe", "van der Merwe"),
        ("Zaw Min Htun", "Zaw Htun", "Htun"),
    ),
    countries=(
        Country("Syria", "Syrian Arab Republic", "Syrian", "Damascus"),
        Country("Iran", "Islamic Republic of Iran", "Iranian", "Tehran"),
        Country("Turkey", "Republic of Turkey", "Turkish", "Ankara"),
        Country("Russia", "Russian Federation", "Russian", "Moscow"),
        Country("Sudan", "Republic of the Sudan", "Sudanese", "Khartoum"),
        Country("Peru", "Republic of Peru", "Peruvian", "Lima"),
        Country("Vietnam", "Socialist Republic of Vietnam", "Vietnamese", "Hanoi"),
        Country("Kenya", "Republic of Kenya", "Kenyan", "Nairobi"),
    ),
    ministers=("Defense Minister", "Foreign Minister", "Prime Minister", "Interior Minister", "Deputy Oil Minister"),
    chiefs=("Chief of Staff", "Chief of the General Staff", "Deputy Commander", "Chief of Staff of the Armed Forces"),
    ranks=("General", "Maj. Gen.", "Lt. Col.", "Admiral", "Brigadier General"),
    agencies=("Sputnik", "Reuters", "Xinhua", "Interfax", "Anadolu", "Velmora", "Tasnim"),
    channels=(
        ("Al Mayadeen", "broadcaster"),
        ("Al-Watan", "newspaper"),
        ("Rossiya 24", "channel"),
        ("Dunya", "newspaper"),
    ),
    laws=("Caesar Act", "Magnitsky Act", "Jones Act", "Freedom Support Act"),
    ministries=("Foreign Ministry", "Defense Ministry", "Ministry of Finance", "Interior Ministry"),
    parties=(
        ("Kurdish Democratic Union Party", "PYD"),
        ("National Salvation Front", "NSF"),
        ("Peasants and Workers Party", "PWP"),
        ("People's Liberation Movement", "PLM"),
    ),
    cities=("Cairo", "Damascus", "Buenos Aires", "Geneva", "New Delhi", "Aleppo", "Minsk", "Qandil", "Port Sudan"),
    outlets=(
        ("UrduPoint News", "UrduPoint"),
        ("NordPoint News", "NordPoint"),
        ("Harbour Post", "Harbour Post"),
        ("Gulf Times", "Gulf Times"),
        ("Pakistan Point News", "Pakistan Point News"),
    ),
    labels=(
        ("Iran Press/Iran News", "Iran Press"),
        ("Nile TV/Nile Radio", "Nile TV"),
        ("Gulf Times/Agencies", "Gulf Times"),
        ("NordPoint News", "NordPoint"),
    ),
    summits=("Astana Peace Process", "Geneva Peace Process", "Sochi Summit"),
)

SECOND_LOOK = Names(
    persons=(
        ("Abebe Tadesse Worku", "Abebe Worku", "Worku"),
        ("Krzysztof Zielinski", "Krzysztof Zielinski", "Zielinski"),
        ("Farida Noorzai", "Farida Noorzai", "Noorzai"),
        ("Thiago Almeida Barros", "Thiago Barros", "Barros"),
        ("Somchai Rattanakul", "Somchai Rattanakul", "Rattanakul"),
        ("Bjarne Halvorsen", "Bjarne Halvorsen", "Halvorsen"),
        ("Kwabena Asante Mensah", "Kwabena Mensah", "Mensah"),
        ("Levon Harutyunyan", "Levon Harutyunyan", "Harutyunyan"),
        ("Khalil bin Rashid", "Khalil bin Rashid", "bin Rashid"),
        ("Park Jin-woo", "Park Jin-woo", "Park"),
        ("Dragana Stojanovic", "Dragana Stojanovic", "Stojanovic"),
        ("Ramesh Chandra Iyer", "Ramesh Iyer", "Iyer"),
        ("Tariq el-Masri", "Tariq el-Masri", "el-Masri"),
        ("Colm Breathnach", "Colm Breathnach", "Breathnach"),
    ),
    countries=(
        Country("Armenia", "Republic of Armenia", "Armenian", "Yerevan"),
        Country("Venezuela", "Bolivarian Republic of Venezuela", "Venezuelan", "Caracas"),
        Country("Pakistan", "Islamic Republic of Pakistan", "Pakistani", "Islamabad"),
        Country("Denmark", "Kingdom of Denmark", "Danish", "Copenhagen"),
        Country("Ethiopia", "Federal Democratic Republic of Ethiopia", "Ethiopian", "Addis Ababa"),
        Country("Thailand", "Kingdom of Thailand", "Thai", "Bangkok"),
        Country("Ukraine", "Ukraine", "Ukrainian", "Kyiv"),
        Country("Sri Lanka", "Democratic Socialist Republic of Sri Lanka", "Sri Lankan", "Colombo"),
        Country("Czechia", "Czech Republic", "Czech", "Prague"),
    ),
    ministers=("Finance Minister", "Deputy Prime Minister", "Energy Minister", "Justice Minister", "Vice President"),
    chiefs=("Army Chief", "Navy Commander", "Secretary of the Security Council", "Commander of the Ground Forces"),
    ranks=("Lieutenant General", "Col. Gen.", "Vice Admiral", "Field Marshal", "Air Marshal", "Brig. Gen."),
    agencies=("TASS", "Kyodo", "Yonhap", "Ukrinform", "Belta", "Novarus", "Zaman", "Lusa"),
    channels=(
        ("Al Sharqiya", "broadcaster"),
        ("Kathimerini", "newspaper"),
        ("Tolo", "television channel"),
        ("La Nacion", "daily"),
        ("Globus", "magazine"),
    ),
    laws=("Helms-Burton Act", "Taiwan Relations Act", "Nuclear Cooperation Treaty", "Lend-Lease Act"),
    ministries=("Foreign Affairs Ministry", "Ministry of Defense", "Ministry of Foreign Affairs", "Justice Ministry"),
    parties=(
        ("Popular Unity Party", "PUP"),
        ("Movement for Democratic Change", "MDC"),
        ("Liberal Reform Alliance", "LRA"),
        ("Workers' Solidarity League", "WSL"),
        ("National Front for Justice", "NFJ"),
    ),
    cities=("Yerevan", "Addis Ababa", "Kandahar", "Maiduguri", "Oruro", "Xi'an", "Novy Urengoy", "Lille", "Bint Jbeil"),
    outlets=(
        ("KyivPoint News", "KyivPoint"),
        ("Andean Herald", "Andean Herald"),
        ("The Baltic Times", "The Baltic Times"),
        ("Radio Shabelle", "Radio Shabelle"),
        ("DawnLine News", "DawnLine"),
    ),
    labels=(
        ("Armen Press/Armen Radio", "Armen Press"),
        ("Addis Standard/Agencies", "Addis Standard"),
        ("Bangkok Herald", "Bangkok Herald"),
        ("Caracas Today/Caracas News", "Caracas Today"),
    ),
    summits=("Minsk Peace Process", "Caspian Summit", "Doha Peace Process"),
)

THIRD_LOOK = Names(
    persons=(
        ("Sibusiso Themba Dlamini", "Sibusiso Dlamini", "Dlamini"),
        ("Aigerim Bekova", "Aigerim Bekova", "Bekova"),
        ("Giorgos Papadakis", "Giorgos Papadakis", "Papadakis"),
        ("Hamza al-Tikriti", "Hamza al-Tikriti", "al-Tikriti"),
        ("Cho Min-jae", "Cho Min-jae", "Cho"),
        ("Ewa Katarzyna Lewandowska", "Ewa Lewandowska", "Lewandowska"),
        ("Nikoloz Gelashvili", "Nikoloz Gelashvili", "Gelashvili"),
        ("Ramón Ignacio Quiroga", "Ramón Quiroga", "Quiroga"),
        ("Sunil Perera", "Sunil Perera", "Perera"),
        ("Annelies de Vries", "Annelies de Vries", "de Vries"),
        ("Reza Golestani", "Reza Golestani", "Golestani"),
        ("Ousmane Diarra", "Ousmane Diarra", "Diarra"),
        ("Marko Bozic", "Marko Bozic", "Bozic"),
        ("Chen Guowei", "Chen Guowei", "Chen"),
    ),
    countries=(
        Country("Georgia", "Republic of Georgia", "Georgian", "Tbilisi"),
        Country("Mali", "Republic of Mali", "Malian", "Bamako"),
        Country("Kazakhstan", "Republic of Kazakhstan", "Kazakh", "Astana"),
        Country("Egypt", "Arab Republic of Egypt", "Egyptian", "Cairo"),
        Country("Jordan", "Hashemite Kingdom of Jordan", "Jordanian", "Amman"),
        Country("Norway", "Kingdom of Norway", "Norwegian", "Oslo"),
        Country("Laos", "Lao People's Democratic Republic", "Laotian", "Vientiane"),
        Country("Uruguay", "Oriental Republic of Uruguay", "Uruguayan", "Montevideo"),
        Country("South Korea", "Republic of Korea", "South Korean", "Seoul"),
    ),
    ministers=(
        "Transport Minister",
        "Minister of Agriculture",
        "Deputy Foreign Minister",
        "Health Minister",
        "Premier",
    ),
    chiefs=(
        "Air Force Commander",
        "Head of the General Staff",
        "Deputy Chief of Staff",
        "Commander of the Border Guard",
    ),
    ranks=("Colonel General", "Lt. Gen.", "Rear Admiral", "Commodore", "Gen.", "Major General"),
    agencies=("Bernama", "Agerpres", "KUNA", "Tanjug", "Petra", "Meridian", "Sabena", "Prensa Latina"),
    channels=(
        ("Al Ekhbariya", "television channel"),
        ("Politika", "newspaper"),
        ("Kanal 5", "broadcaster"),
        ("Delo", "daily"),
        ("Vecernji", "website"),
    ),
    laws=("Patriot Act", "Border Security Act", "Arms Trade Treaty", "Foreign Agents Act"),
    ministries=("Interior Ministry", "Ministry of Energy", "Ministry of Trade and Industry", "Health Ministry"),
    parties=(
        ("Civic Justice Party", "CJP"),
        ("National Unity Movement", "NUM"),
        ("Farmers' Alliance", "FA"),
        ("Social Progress Coalition", "SPC"),
        ("Union for Democratic Renewal", "UDR"),
    ),
    cities=("Tbilisi", "Gao", "Karaganda", "Luxor", "Zarqa", "Tromsø", "Luang Prabang", "Salto", "Busan", "Kutaisi"),
    outlets=(
        ("SteppePoint News", "SteppePoint"),
        ("Nile Mail", "Nile Mail"),
        ("Fjord Tribune", "Fjord Tribune"),
        ("Mekong Daily", "Mekong Daily"),
        ("AmmanNet", "AmmanNet"),
    ),
    labels=(
        ("Georgia Press/Georgia News", "Georgia Press"),
        ("Sahel Radio/Sahel Online", "Sahel Radio"),
        ("Montevideo Post", "Montevideo Post"),
        ("SeoulWire/Agencies", "SeoulWire"),
    ),
    summits=("Geneva Peace Process", "Black Sea Summit", "Algiers Peace Process"),
)

FOURTH_LOOK = Names(
    persons=(
        ("Conor O'Sullivan", "Conor O'Sullivan", "O'Sullivan"),
        ("Tamar Mchedlishvili", "Tamar Mchedlishvili", "Mchedlishvili"),
        ("João Pedro dos Santos", "João dos Santos", "dos Santos"),
        ("Ngozi Chukwuemeka Eze", "Ngozi Eze", "Eze"),
        ("Abd al-Rahman Shalgham", "Abd al-Rahman Shalgham", "Shalgham"),
        ("Kim Yong-chol", "Kim Yong-chol", "Kim"),
        ("Marie-Claire Nkurunziza", "Marie-Claire Nkurunziza", "Nkurunziza"),
        ("Ludvík Dvořák", "Ludvík Dvořák", "Dvořák"),
        ("Saparmurat Berdiyev", "Saparmurat Berdiyev", "Berdiyev"),
        ("Wilhelm von Arnsberg", "Wilhelm von Arnsberg", "von Arnsberg"),
        ("Aung Kyaw Moe", "Aung Moe", "Moe"),
        ("Siti Nurhaliza Rahman", "Siti Rahman", "Rahman"),
        ("Tupou Fainga'a", "Tupou Fainga'a", "Fainga'a"),
        ("Gebran Bassil", "Gebran Bassil", "Bassil"),
        ("Rui Costa e Silva", "Rui Silva", "Silva"),
        ("Sheikha Al Thani", "Sheikha Al Thani", "Al Thani"),
        ("Ingibjörg Sólrún Gísladóttir", "Ingibjörg Gísladóttir", "Gísladóttir"),
    ),
    countries=(
        Country("Ivory Coast", "Republic of Ivory Coast", "Ivorian", "Yamoussoukro"),
        Country("Burkina Faso", "Republic of Burkina Faso", "Burkinabe", "Ouagadougou"),
        Country("New Zealand", "Realm of New Zealand", "New Zealand", "Wellington"),
        Country("Bolivia", "Plurinational State of Bolivia", "Bolivian", "La Paz"),
        Country("Saudi Arabia", "Kingdom of Saudi Arabia", "Saudi", "Riyadh"),
        Country("Kyrgyzstan", "Kyrgyz Republic", "Kyrgyz", "Bishkek"),
        Country("Bosnia", "Republic of Bosnia and Herzegovina", "Bosnian", "Sarajevo"),
        Country("Guinea-Bissau", "Republic of Guinea-Bissau", "Bissau-Guinean", "Bissau"),
        Country("Trinidad and Tobago", "Republic of Trinidad and Tobago", "Trinidadian", "Port of Spain"),
        Country("Papua New Guinea", "Independent State of Papua New Guinea", "Papua New Guinean", "Port Moresby"),
        Country("Tajikistan", "Republic of Tajikistan", "Tajik", "Dushanbe"),
        Country("Oman", "Sultanate of Oman", "Omani", "Muscat"),
        Country("Mongolia", "Mongolia", "Mongolian", "Ulaanbaatar"),
        Country("Eritrea", "State of Eritrea", "Eritrean", "Asmara"),
    ),
    ministers=(
        "Defence Minister",
        "Minister of National Defense",
        "Minister for Foreign Affairs",
        "Deputy Minister of Internal Affairs",
        "Minister of State for Security",
        "Petroleum Minister",
        "National Security Adviser",
        "First Deputy Prime Minister",
        "Minister of Veterans Affairs",
    ),
    chiefs=(
        "Commander-in-Chief",
        "Chief of Defence Staff",
        "Chief of the Joint Staff",
        "Inspector General of Police",
        "Chairman of the Joint Chiefs of Staff",
        "Head of the National Guard",
        "Commander of the Presidential Guard",
        "Deputy Chief of the General Staff",
    ),
    ranks=(
        "Lt.-Gen.",
        "Air Chief Marshal",
        "Air Vice Marshal",
        "Brigadier-General",
        "Lieutenant Colonel",
        "Capt.",
        "Col.",
        "Brig.",
        "Fleet Admiral",
        "Army General",
        "Wing Commander",
        "Group Captain",
        "Cdr.",
        "Lt. Cmdr.",
    ),
    agencies=(
        "ANSA",
        "Montsame",
        "Ghana News Agency",
        "SPA",
        "Ritzau",
        "Veritas",
        "Orbita",
        "Sahel Wire",
        "Fana",
        "NordNews",
        "Kabar",
        "El Correo",
        "Al-Khabar",
        "EFE",
        "AFP",
        "Agence Ivoirienne",
    ),
    channels=(
        ("An-Nahar", "newspaper"),
        ("O Globo", "newspaper"),
        ("Yle", "broadcaster"),
        ("Fana", "broadcaster"),
        ("Radio Free Sahel", "station"),
        ("Le Patriote", "daily"),
        ("Al-Hayat al-Jadida", "newspaper"),
        ("TV5", "channel"),
        ("24.kg", "news agency"),
        ("Die Presse", "daily"),
        ("Novaya", "news website"),
        ("Hiru News", "channel"),
    ),
    laws=(
        "Foreign Intelligence Surveillance Act",
        "Kirov Sanctions Act",
        "Smoot-Hawley Act",
        "Global Magnitsky Act",
        "Protection of the State Act",
        "Cyber Crimes Bill",
        "Justice for Victims Act",
        "Rome Treaty",
    ),
    ministries=(
        "Ministry of National Defense",
        "Defence Ministry",
        "Ministry of External Relations",
        "Information Ministry",
        "Ministry of Foreign Affairs and Cooperation",
        "Finance Ministry",
    ),
    parties=(
        ("Party for Peace and Prosperity", "PPP"),
        ("Democratic Forces for Liberty", "DFL"),
        ("New Patriotic Congress", "NPC"),
        ("Congress of the People", "COPE"),
        ("United Left", "UL"),
        ("Homeland Union", "HU"),
        ("Green Future", "GF"),
        ("National Rally for Reform", "NRR"),
        ("Socialist Workers' Party", "SWP"),
        ("African Independence Party", "PAI"),
    ),
    cities=(
        "Port-au-Prince",
        "Santa Cruz de la Sierra",
        "Nuku'alofa",
        "Bobo-Dioulasso",
        "Ras al-Khaimah",
        "Osh",
        "Dar es Salaam",
        "Ulan-Ude",
        "Banja Luka",
        "St. Petersburg",
        "Mount Hagen",
        "Khujand",
        "Al Hudaydah",
        "Bandar-e Anzali",
        "San Pedro",
        "Keren",
        "Saint-Louis",
        "Stoke-on-Trent",
    ),
    outlets=(
        ("AfricaPoint News", "AfricaPoint"),
        ("The Andean", "The Andean"),
        ("Pacific Islands Report", "Pacific Islands Report"),
        ("24Horas", "24Horas"),
        ("Kyrgyz Today", "Kyrgyz Today"),
        ("Al Bilad News", "Al Bilad News"),
        ("BalkanInsight", "BalkanInsight"),
        ("Le Sahel", "Le Sahel"),
        ("Oman Observer", "Oman Observer"),
        ("The Port Moresby Post-Courier", "The Port Moresby Post-Courier"),
    ),
    labels=(
        ("Bolivia Press/Bolivia News", "Bolivia Press"),
        ("AsiaPlus/AsiaPlus News", "AsiaPlus"),
        ("Oman Observer/ONA", "Oman Observer"),
        ("Radio Okapi/Okapi News", "Radio Okapi"),
        ("The Daily Nation", "The Daily Nation"),
        ("Al-Bilad/Agencies", "Al-Bilad"),
        ("Sarajevo Times", "Sarajevo Times"),
        ("Montsame News Agency", "Montsame"),
        ("Gazeta Wyborcza / Gazeta News", "Gazeta Wyborcza"),
    ),
    summits=("Dushanbe Peace Process", "Abidjan Peace Process", "Gulf Summit", "Pacific Islands Summit"),
)

FIFTH_LOOK = Names(
    persons=(
        ("Tomás Ó Cathasaigh", "Tomás Ó Cathasaigh", "Ó Cathasaigh"),
        ("Boureima Ouédraogo", "Boureima Ouédraogo", "Ouédraogo"),
        ("Nguyen Thi Hoa", "Nguyen Hoa", "Hoa"),
        ("Dzmitry Kavaliou", "Dzmitry Kavaliou", "Kavaliou"),
        ("Khalifa bin Hamad al-Mazrouei", "Khalifa al-Mazrouei", "al-Mazrouei"),
        ("Rosa Elena Quispe Mamani", "Rosa Mamani", "Mamani"),
        ("Tevita Mo'unga", "Tevita Mo'unga", "Mo'unga"),
        ("Anneke van den Broek", "Anneke van den Broek", "van den Broek"),
        ("Lim Guan Teck", "Lim Guan Teck", "Lim"),
        ("Mwangi Kiprotich", "Mwangi Kiprotich", "Kiprotich"),
        ("Jean-Marie Habimana", "Jean-Marie Habimana", "Habimana"),
        ("Sardor Yuldashev", "Sardor Yuldashev", "Yuldashev"),
        ("Paolo Di Stefano", "Paolo Di Stefano", "Di Stefano"),
        ("Fatoumata Binta Jallow", "Fatoumata Jallow", "Jallow"),
        ("Seo Hyun-jin", "Seo Hyun-jin", "Seo"),
        ("Zoltán Kertész", "Zoltán Kertész", "Kertész"),
    ),
    countries=(
        Country("Belarus", "Republic of Belarus", "Belarusian", "Minsk"),
        Country("Ecuador", "Republic of Ecuador", "Ecuadorian", "Quito"),
        Country("Tonga", "Kingdom of Tonga", "Tongan", "Nuku'alofa"),
        Country("Malaysia", "Federation of Malaysia", "Malaysian", "Kuala Lumpur"),
        Country("Ireland", "Republic of Ireland", "Irish", "Dublin"),
        Country("Senegal", "Republic of Senegal", "Senegalese", "Dakar"),
        Country("Uzbekistan", "Republic of Uzbekistan", "Uzbek", "Tashkent"),
        Country("Hungary", "Republic of Hungary", "Hungarian", "Budapest"),
        Country("Kuwait", "State of Kuwait", "Kuwaiti", "Kuwait City"),
        Country("Rwanda", "Republic of Rwanda", "Rwandan", "Kigali"),
        Country("Tanzania", "United Republic of Tanzania", "Tanzanian", "Dodoma"),
        Country("Costa Rica", "Republic of Costa Rica", "Costa Rican", "San Jose"),
    ),
    ministers=(
        "Education Minister",
        "Minister of Transport",
        "Deputy Interior Minister",
        "Attorney General",
        "Minister of Foreign Affairs and Trade",
        "Labour Minister",
        "Secretary of Defense",
        "Climate Minister",
    ),
    chiefs=(
        "Chief of Army Staff",
        "Commander of the Navy",
        "Chief of Defense",
        "Deputy Head of the Security Service",
        "Commander of the Rapid Reaction Force",
        "Military Intelligence Chief",
        "Director of the Border Service",
    ),
    ranks=(
        "Lt. General",
        "Maj.-Gen.",
        "Commodore",
        "Col.",
        "Sgt. Maj.",
        "Air Commodore",
        "Rear Adm.",
        "Marshal",
        "Captain",
    ),
    agencies=(
        "BelTA",
        "Bernama",
        "APS",
        "Andina",
        "Pressenza",
        "Lankapuvath",
        "Uza",
        "Inforpress",
        "Caribwire",
        "MTI",
        "Jiji Press",
        "Nova Agency",
    ),
    channels=(
        ("El Comercio", "newspaper"),
        ("RTE", "broadcaster"),
        ("Walfadjri", "daily"),
        ("Magyar Hang", "weekly"),
        ("Al Rai", "newspaper"),
        ("Star Africa", "website"),
        ("Onliner.by", "portal"),
        ("Canal Siete", "channel"),
    ),
    laws=("Digital Services Act", "Countering Aggression Act", "Sanctions Enforcement Act", "Anti-Boycott Act"),
    ministries=("Ministry of Economy", "Education Ministry", "Ministry of Public Works", "Foreign Ministry"),
    parties=(
        ("Movement for Rights and Freedoms", "MRF"),
        ("Popular Democratic Front", "PDF"),
        ("Pan-African Unity Congress", "PUC"),
        ("Citizens' Action Party", "CAP"),
        ("Alliance for the Republic", "APR"),
        ("National Liberal Party", "NLP"),
    ),
    cities=(
        "Gomel",
        "Santo Domingo de los Colorados",
        "Kota Kinabalu",
        "Limerick",
        "Ziguinchor",
        "Bukhara",
        "Szeged",
        "Al Jahra",
        "Dar es Salaam",
        "Villa El Salvador",
        "Vava'u",
        "Baden-Baden",
        "Rwamagana",
    ),
    outlets=(
        ("MinskPoint News", "MinskPoint"),
        ("Irish Examiner", "Irish Examiner"),
        ("Dakar Matin", "Dakar Matin"),
        ("The Kuwait Times", "The Kuwait Times"),
        ("Radio Budapest", "Radio Budapest"),
        ("PacificBeat News", "PacificBeat"),
        ("La Hora", "La Hora"),
    ),
    labels=(
        ("Tonga Press/Tonga News", "Tonga Press"),
        ("The Kigali Post", "The Kigali Post"),
        ("Uzbek Today/Uzbek Radio", "Uzbek Today"),
        ("TicoWire/Agencies", "TicoWire"),
        ("Kuala Lumpur Gazette", "Kuala Lumpur Gazette"),
    ),
    summits=("Nairobi Peace Process", "Andean Summit", "Kigali Peace Process"),
)

SIXTH_LOOK = Names(
    persons=(
        ("Diarmuid Mac Aonghusa", "Diarmuid Mac Aonghusa", "Mac Aonghusa"),
        ("Ibrahima Kalil Touré", "Ibrahima Touré", "Touré"),
        ("Le Van Binh", "Le Binh", "Binh"),
        ("Svitlana Hryhorenko", "Svitlana Hryhorenko", "Hryhorenko"),
        ("Saif ben Tahar", "Saif ben Tahar", "ben Tahar"),
        ("Luis Fernando Arce Choque", "Luis Choque", "Choque"),
        ("Ana-Maria Ionescu", "Ana-Maria Ionescu", "Ionescu"),
        ("Hendrik ten Cate", "Hendrik ten Cate", "ten Cate"),
        ("Tan Wei Ming", "Tan Wei Ming", "Tan"),
        ("Otieno Wekesa", "Otieno Wekesa", "Wekesa"),
        ("Gulnara Abdrakhmanova", "Gulnara Abdrakhmanova", "Abdrakhmanova"),
        ("Raffaele D'Ambrosio", "Raffaele D'Ambrosio", "D'Ambrosio"),
        ("Vusumuzi Sifiso Khumalo", "Vusumuzi Khumalo", "Khumalo"),
        ("Baek Seung-ho", "Baek Seung-ho", "Baek"),
        ("Arturs Kalniņš", "Arturs Kalniņš", "Kalniņš"),
        ("Mustafa Kemal Yıldız", "Mustafa Yıldız", "Yıldız"),
    ),
    countries=(
        Country("Latvia", "Republic of Latvia", "Latvian", "Riga"),
        Country("Paraguay", "Republic of Paraguay", "Paraguayan", "Asuncion"),
        Country("Fiji", "Republic of Fiji", "Fijian", "Suva"),
        Country("Indonesia", "Republic of Indonesia", "Indonesian", "Jakarta"),
        Country("Tunisia", "Republic of Tunisia", "Tunisian", "Tunis"),
        Country("Ghana", "Republic of Ghana", "Ghanaian", "Accra"),
        Country("Azerbaijan", "Republic of Azerbaijan", "Azerbaijani", "Baku"),
        Country("Portugal", "Portuguese Republic", "Portuguese", "Lisbon"),
        Country("Bahrain", "Kingdom of Bahrain", "Bahraini", "Manama"),
        Country("Zambia", "Republic of Zambia", "Zambian", "Lusaka"),
        Country("Nepal", "Federal Democratic Republic of Nepal", "Nepalese", "Kathmandu"),
        Country("El Salvador", "Republic of El Salvador", "Salvadoran", "San Salvador"),
    ),
    ministers=(
        "Culture Minister",
        "Minister of Finance",
        "Deputy Defence Minister",
        "Chancellor",
        "Minister of Energy and Mines",
        "Trade Minister",
        "Secretary of State",
        "Interior Secretary",
    ),
    chiefs=(
        "Chief of Naval Staff",
        "Commander of the Air Force",
        "Chief of Joint Operations",
        "Deputy Commander of the Land Forces",
        "Head of the Security Council",
        "Police Chief",
        "Commander of the Marine Corps",
    ),
    ranks=(
        "Lt. Gen.",
        "Vice-Admiral",
        "Maj. General",
        "Colonel",
        "Squadron Leader",
        "Air Marshal",
        "Adm.",
        "Maj.",
        "Brigadier",
    ),
    agencies=(
        "LETA",
        "Antara",
        "TAP",
        "GNA",
        "Azertac",
        "Lusa",
        "Europa Press",
        "Nepal Wire",
        "Solaris",
        "Kronika",
        "Ipsen News",
        "Bakhtar",
    ),
    channels=(
        ("La Prensa", "newspaper"),
        ("Delfi", "portal"),
        ("Al-Wasat", "newspaper"),
        ("Joy FM", "broadcaster"),
        ("Haber Global", "channel"),
        ("Kantipur", "daily"),
        ("Tempo", "magazine"),
        ("SIC Noticias", "television channel"),
    ),
    laws=("Critical Minerals Act", "Foreign Influence Act", "Hostages Recovery Act", "Non-Proliferation Treaty"),
    ministries=(
        "Ministry of Justice",
        "Culture Ministry",
        "Ministry of Agriculture and Fisheries",
        "Transport Ministry",
    ),
    parties=(
        ("Union of Democratic Forces", "UDF"),
        ("New Harmony Party", "NHP"),
        ("Progressive Labour Alliance", "PLA"),
        ("Teachers' Solidarity Party", "TSP"),
        ("Front for National Dignity", "FND"),
        ("Christian Social Union", "CSU"),
    ),
    cities=(
        "Daugavpils",
        "Ciudad del Este",
        "Nadi",
        "Banyuwangi",
        "Sidi Bouzid",
        "Kumasi",
        "Ganja",
        "Vila Nova de Gaia",
        "Umm al-Hassam",
        "Kapiri Mposhi",
        "Santa Ana",
        "Saint-Malo",
    ),
    outlets=(
        ("BalticPoint News", "BalticPoint"),
        ("Accra Mail", "Accra Mail"),
        ("Diario Libre", "Diario Libre"),
        ("The Manama Tribune", "The Manama Tribune"),
        ("Radio Kathmandu", "Radio Kathmandu"),
        ("CaspianBridge News", "CaspianBridge"),
    ),
    labels=(
        ("Tunis Press/Tunis News", "Tunis Press"),
        ("The Lusaka Times", "The Lusaka Times"),
        ("JakartaWire/Agencies", "JakartaWire"),
        ("Baku Today/Baku Radio", "Baku Today"),
        ("Lisbon Herald", "Lisbon Herald"),
    ),
    summits=("Lusaka Peace Process", "Indian Ocean Summit", "Baku Peace Process"),
)

SEVENTH_LOOK = Names(
    persons=(
        ("Niall Fitzgibbon", "Niall Fitzgibbon", "Fitzgibbon"),
        ("Adama Sékou Coulibaly", "Adama Coulibaly", "Coulibaly"),
        ("Pham Duc Long", "Pham Long", "Long"),
        ("Yevhen Pylypenko", "Yevhen Pylypenko", "Pylypenko"),
        ("Nasser bin Saleh al-Harthy", "Nasser al-Harthy", "al-Harthy"),
        ("Carmen Beatriz Villalobos Rojas", "Carmen Rojas", "Rojas"),
        ("Mihai-Andrei Popescu", "Mihai-Andrei Popescu", "Popescu"),
        ("Joost de Graaf", "Joost de Graaf", "de Graaf"),
        ("Wong Kah Meng", "Wong Kah Meng", "Wong"),
        ("Chipo Tendai Moyo", "Chipo Moyo", "Moyo"),
        ("Alikhan Baitursynov", "Alikhan Baitursynov", "Baitursynov"),
        ("Giulia dell'Acqua", "Giulia dell'Acqua", "dell'Acqua"),
        ("Prasanna Wijeratne", "Prasanna Wijeratne", "Wijeratne"),
        ("Noh Tae-hwan", "Noh Tae-hwan", "Noh"),
        ("Matiss Ozols", "Matiss Ozols", "Ozols"),
        ("Ömer Faruk Şahin", "Ömer Şahin", "Şahin"),
    ),
    countries=(
        Country("Estonia", "Republic of Estonia", "Estonian", "Tallinn"),
        Country("Chile", "Republic of Chile", "Chilean", "Santiago"),
        Country("Samoa", "Independent State of Samoa", "Samoan", "Apia"),
        Country("Cambodia", "Kingdom of Cambodia", "Cambodian", "Phnom Penh"),
        Country("Algeria", "People's Democratic Republic of Algeria", "Algerian", "Algiers"),
        Country("Nigeria", "Federal Republic of Nigeria", "Nigerian", "Abuja"),
        Country("Turkmenistan", "Republic of Turkmenistan", "Turkmen", "Ashgabat"),
        Country("Romania", "Republic of Romania", "Romanian", "Bucharest"),
        Country("Qatar", "State of Qatar", "Qatari", "Doha"),
        Country("Malawi", "Republic of Malawi", "Malawian", "Lilongwe"),
        Country("Bangladesh", "People's Republic of Bangladesh", "Bangladeshi", "Dhaka"),
        Country("Honduras", "Republic of Honduras", "Honduran", "Tegucigalpa"),
    ),
    ministers=(
        "Environment Minister",
        "Minister of Labor",
        "Deputy Health Minister",
        "Vice Premier",
        "Minister of Science and Technology",
        "Security Minister",
        "Secretary of the Treasury",
        "Home Secretary",
    ),
    chiefs=(
        "Chief of Air Staff",
        "Commander of the Northern Fleet",
        "Chief of Military Intelligence",
        "First Deputy Commander of the Army",
        "Head of the Counter-Terrorism Directorate",
        "Intelligence Chief",
        "Commander of the Special Forces",
    ),
    ranks=(
        "Lt. Gen.",
        "Counter Admiral",
        "Major",
        "Brig. General",
        "Flight Lieutenant",
        "Air Marshal",
        "Col. Gen.",
        "Lt.",
        "General",
    ),
    agencies=(
        "ELTA",
        "VNA",
        "TAP",
        "NAN",
        "Turkmenportal",
        "Agerpres",
        "QNA",
        "Malawi News Agency",
        "Vestnik",
        "Horizon",
        "Pulsar News",
        "UNB",
    ),
    channels=(
        ("El Mercurio", "newspaper"),
        ("Postimees", "daily"),
        ("Al-Sharq", "newspaper"),
        ("Capital FM", "broadcaster"),
        ("Digi24", "channel"),
        ("Prothom Alo", "newspaper"),
        ("Zeit", "magazine"),
        ("Canal 11", "television channel"),
    ),
    laws=("Maritime Security Act", "Iron Dome Act", "Economic Coercion Act", "Chemical Weapons Treaty"),
    ministries=(
        "Ministry of the Interior",
        "Energy Ministry",
        "Ministry of Posts and Telecommunications",
        "Labour Ministry",
    ),
    parties=(
        ("Union for National Progress", "UNP"),
        ("Free Homeland Party", "FHP"),
        ("Democratic Renewal League", "DRL"),
        ("Miners' Freedom Party", "MFP"),
        ("Front of Popular Resistance", "FPR"),
        ("National Reform Party", "NRP"),
    ),
    cities=(
        "Narva",
        "Punta Arenas",
        "Salelologa",
        "Siem Reap",
        "Tizi Ouzou",
        "Port Harcourt",
        "Cluj-Napoca",
        "San Pedro Sula",
        "Al Wakrah",
        "Cox's Bazar",
        "Mary",
        "Mzuzu",
    ),
    outlets=(
        ("TallinnPoint News", "TallinnPoint"),
        ("Lagos Mirror", "Lagos Mirror"),
        ("La Tercera", "La Tercera"),
        ("The Doha Gazette", "The Doha Gazette"),
        ("Radio Phnom Penh", "Radio Phnom Penh"),
        ("DeltaPulse News", "DeltaPulse"),
    ),
    labels=(
        ("Chile Press/Chile News", "Chile Press"),
        ("The Dhaka Tribune", "The Dhaka Tribune"),
        ("PacificWire/Agencies", "PacificWire"),
        ("Abuja Today/Abuja Radio", "Abuja Today"),
        ("Bucharest Herald", "Bucharest Herald"),
    ),
    summits=("Doha Peace Process", "Mekong Summit", "Abuja Peace Process"),
)

HELD_OUT = Names(
    persons=(
        ("Ruairi Brennan", "Ruairi Brennan", "Brennan"),
        ("Moussa Idrissa Traoré", "Moussa Traoré", "Traoré"),
        ("Bui Quang Hai", "Bui Hai", "Hai"),
        ("Zhanna Piatrouskaya", "Zhanna Piatrouskaya", "Piatrouskaya"),
        ("Fahd bin Sultan al-Otaibi", "Fahd al-Otaibi", "al-Otaibi"),
        ("Julia Veronica Cabrera", "Julia Cabrera", "Cabrera"),
        ("Pierre-Yves Lambert", "Pierre-Yves Lambert", "Lambert"),
        ("Katrien van der Linden", "Katrien van der Linden", "van der Linden"),
        ("Goh Boon Hock", "Goh Boon Hock", "Goh"),
        ("Wanjiru Kamau", "Wanjiru Kamau", "Kamau"),
        ("Erlan Satybaldiev", "Erlan Satybaldiev", "Satybaldiev"),
        ("Sergio D'Angelo", "Sergio D'Angelo", "D'Angelo"),
        ("Ruwan Jayasekara", "Ruwan Jayasekara", "Jayasekara"),
        ("Shin Dong-wook", "Shin Dong-wook", "Shin"),
    ),
    countries=(
        Country("Lithuania", "Republic of Lithuania", "Lithuanian", "Vilnius"),
        Country("Colombia", "Republic of Colombia", "Colombian", "Bogota"),
        Country("Myanmar", "Republic of the Union of Myanmar", "Burmese", "Naypyidaw"),
        Country("Libya", "State of Libya", "Libyan", "Tripoli"),
        Country("Uganda", "Republic of Uganda", "Ugandan", "Kampala"),
        Country("Serbia", "Republic of Serbia", "Serbian", "Belgrade"),
        Country("Finland", "Republic of Finland", "Finnish", "Helsinki"),
        Country("Namibia", "Republic of Namibia", "Namibian", "Windhoek"),
        Country("Panama", "Republic of Panama", "Panamanian", "Panama City"),
    ),
    ministers=(
        "Finance Minister",
        "Minister of Tourism",
        "Deputy Justice Minister",
        "Attorney General",
        "Minister of Labour and Social Affairs",
        "Foreign Secretary",
        "Minister for Women",
    ),
    chiefs=(
        "Chief of Staff of the Navy",
        "Commander of the Southern Command",
        "Coast Guard Commander",
        "Director of Military Operations",
        "Second Deputy Commander",
        "Head of the Intelligence Agency",
    ),
    ranks=("Maj. Gen.", "Rear Admiral", "Lieutenant General", "Air Marshal", "Col.", "Brig. Gen.", "Corps General"),
    agencies=("BNS", "Tanjug", "STT", "LANA", "Nampa", "Argus", "Mizzima", "Colprensa", "Ekho News"),
    channels=(
        ("El Tiempo", "newspaper"),
        ("Vecer", "daily"),
        ("Al-Wasat", "website"),
        ("Radio Simba", "broadcaster"),
        ("Nova S", "channel"),
        ("Helsingin Sanomat", "newspaper"),
    ),
    laws=("Energy Security Act", "Arms Embargo Act", "Open Skies Treaty", "Justice Against Sponsors Act"),
    ministries=("Ministry of Trade", "Defense Ministry", "Ministry of Home Affairs", "Tourism Ministry"),
    parties=(
        ("National Resistance Party", "NRP"),
        ("People's Justice Alliance", "PJA"),
        ("Liberal Centre Union", "LCU"),
        ("Movement for a New Dawn", "MND"),
        ("Socialist Action League", "SAL"),
    ),
    cities=("Klaipeda", "Santa Marta", "Mawlamyine", "Misrata", "Gulu", "Novi Sad", "Tampere", "Walvis Bay", "Colon"),
    outlets=(
        ("BalkanPoint News", "BalkanPoint"),
        ("Kampala Post", "Kampala Post"),
        ("The Yangon Mirror", "The Yangon Mirror"),
        ("El Heraldo", "El Heraldo"),
        ("NordicLine News", "NordicLine"),
    ),
    labels=(
        ("Libya Press/Libya News", "Libya Press"),
        ("The Helsinki Times", "The Helsinki Times"),
        ("UgandaWire/Agencies", "UgandaWire"),
        ("Bogota Post", "Bogota Post"),
    ),
    summits=("Tripoli Peace Process", "Baltic Summit", "Bogota Peace Process"),
)

LOOKED_AT = (SEEN, SECOND_LOOK, THIRD_LOOK, FOURTH_LOOK, FIFTH_LOOK, SIXTH_LOOK, SEVENTH_LOOK)

FIRST = """\
{a} {minister} and the {chief} of the {long_b} signed an agreement on expanding military cooperation.

{label}:\xa0The agreement, signed by the {a} {minister} {rank1} {p1} and {chief} of the {long_b} {rank2} {p2} on \
Wednesday, emphasizes the expansion of military and security cooperation in the field of armed forces and the \
continuation of coordination.

In today's conversation, both sides discussed the situation in {A} and the need for the withdrawal of foreign \
forces that have entered the country illegally.

"If the US government had been able to bring {B}, {A}, and the axis of resistance to its knees, it would not have \
been delayed for a moment," {short1} said.

Referring to the {law}, which is a series of US sanctions against {A}, he said, "{law} fights the {a} people in \
providing food, and medicine. We are trying to deal with the consequences of this act."

"Israel is a strong partner in the war against {A}," he said. "Terrorist groups are part of the Israeli aggression."

{rank2} {last2}, for his part, said: "We will strengthen {a} air defense systems in order to strengthen military \
cooperation between the two countries."

"{C} is a little late in implementing its commitment to {summit_city} understandings to get terrorist groups out of \
{A}." {p2} added. "{C} needs to realize that the solution to its security issues is through negotiation and \
understanding with {A}, not by being present in {a} territory," added.

"The people and countries of the region do not welcome the presence of the United States. The signed agreement \
raises our will to work together to counter US pressure," he concluded.

Earlier\xa0at the 6th tripartite summit of the {summit}\xa0on {earlier},\xa0with the participation of the \
Presidents of the {long_b}, the {long_d}, and the {long_c}, {B}'s President {p3}\xa0condemned\xa0any sanctions \
against any nations in the world, especially {A}, saying that\xa0{B} will continue to support the {a} government \
and people with greater vigor.


Read More:

{related1}

{related2}

{related3}"""
SECOND = """\
 date {iso} {a} {minister} {p1} and {b} {chief} {rank2} {p2} signed on Wednesday a comprehensive agreement on a \
military partnership between the two countries, {D}'s {channel} {noun} reported

{CITY} ({outlet} / {agency} - {written}) {a} {minister} {p1} and {b} {chief} {rank2} {p2} signed on Wednesday a \
comprehensive agreement on a military partnership between the two countries, {D}'s {channel} {noun} reported.

The deal stipulates strengthening military and security partnerships in armed forces operations and continued \
collaboration between the two sides, the media reported, adding that the joint cooperation yields real results in \
the fight against terrorism.

The talks focused on the situation in {A} and "the necessity of the withdrawal of foreign troops that entered \
illegally," according to the {noun}.

"The signed agreement enhances our will and resolve to cooperate in the face of American pressure. {B} will \
strengthen the {a} air defense systems in the framework of enhancing military ties between the two states," {last2} \
said, as quoted by the {noun}.

In regard to the {c} presence in {A}, the {b} official noted that {capital_c} should realize "the solution of any \
of its security issues lies in negotiations with the {a} side, not in the presence on {A}'s soil.

"

Earlier in the month, {b} government spokesman {p3} told {agency} that a new list of restrictions under the \
so-called {law}, signed by {d} President {p4} in late {year_before} against {a} President {p5} and his government, \
would not have any impact on {capital_b}'s cooperation with neighboring {A} and {D}.

In response to the US restrictions, the {a} {ministry} said that the country and its people would resist all US \
sanctions as stubbornly as they have resisted terrorism.

On {month} 4, the {a} {party} ({short_party}) told {agency} that it was calling on {capital_a} to confront {c} \
military gangs that occupied areas in northern {A}, noting that {short_party} was ready "for anything that will \
serve {A}'s interest.\""""
