"""Pure. Facts: cities that datelines name, and the countries, states and provinces that follow them.

The list is our own, written from general knowledge: capitals, the cities that news agencies' style books let stand
alone in a dateline (Associated Press: thirty in the United States, forty-nine abroad), and other cities that wire copy
is filed from. It need not be complete: a city that is not here is still read where a credit, a date, or a country or
state stands beside it. `UPPER_ONLY` names the cities that are also words, names of people or titles: in mixed case and
with nothing but a dash or colon they prove nothing.
"""

from __future__ import annotations

_CITIES = """
Abidjan|Abu Dhabi|Abuja|Acapulco|Accra|Adana|Addis Ababa|Adelaide|Aden|Agadez|Agra|Ahmedabad|Ahvaz|Akron|Albany
Albuquerque|Aleppo|Alexandria|Algiers|Allahabad|Almaty|Amman|Amritsar|Amsterdam|Anaheim|Anchorage|Andorra la Vella
Ankara|Ann Arbor|Annapolis|Antakya|Antalya|Antananarivo|Antwerp|Apia|Arlington|Arusha|Ashgabat|Ashkhabad|Asmara
Astana|Asuncion|Asunción|Athens|Atlanta|Atlantic City|Auckland|Augusta|Aurora|Austin|Avignon|Bab al-Hawa|Baghdad
Bahawalpur|Baikonur|Baku|Bali|Baltimore|Bamako|Banda Aceh|Bandar Abbas|Bandar Seri Begawan|Bandung|Bangalore|Bangkok
Bangui|Banjul|Barcelona|Barnaul|Barranquilla|Basel|Basra|Basseterre|Baton Rouge|Batumi|Bayreuth|Beijing|Beira|Beirut
Belfast|Belgrade|Belgorod|Belmopan|Belo Horizonte|Benghazi|Bengaluru|Beni|Bergen|Berkeley|Berlin|Bern|Berne
Bethlehem|Bhopal|Bhubaneswar|Bilbao|Birmingham|Bishkek|Bismarck|Bissau|Blantyre|Bloemfontein|Bogota|Bogotá|Boise
Bologna|Bonn|Bordeaux|Boston|Boulder|Brasilia|Brasília|Bratislava|Brazzaville|Bremen|Bridgetown|Brisbane|Bristol
Brno|Brooklyn|Brunswick|Brussels|Bucharest|Budapest|Buenos Aires|Buffalo|Bujumbura|Bukhara|Bulawayo|Burgas|Busan
Cairns|Cairo|Calais|Calcutta|Calgary|Cali|Cambridge|Camp David|Canberra|Cannes|Cape Canaveral|Cape Coast|Cape Town
Caracas|Cardiff|Carson City|Cartagena|Casablanca|Castries|Cebu|Charleston|Charlotte|Charlottesville|Chattanooga
Chelyabinsk|Chengdu|Chennai|Cherkasy|Chernihiv|Cheyenne|Chiang Mai|Chicago|Chisinau|Chișinău|Chittagong|Chongqing
Christchurch|Cincinnati|Ciudad Juarez|Ciudad Juárez|Cleveland|Cologne|Colombo|Colorado Springs|Columbia|Columbus
Conakry|Concord|Copenhagen|Cordoba|Córdoba|Cork|Corpus Christi|Cotonou|Cox's Bazar|Cucuta|Cúcuta|Cuernavaca|Curitiba
Cuzco|Daegu|Dakar|Dalian|Dallas|Damascus|Danang|Da Nang|Dar es Salaam|Daraa|Darwin|Davos|Dayton|Daytona Beach
Deir al-Zor|Deir el-Zour|Deir Ezzor|Delhi|Denpasar|Denver|Des Moines|Detroit|Dhahran|Dhaka|Dili|Diyarbakir|Djibouti
Dnipro|Dodoma|Doha|Donetsk|Dortmund|Douala|Dover|Dresden|Dubai|Dublin|Dubrovnik|Duluth|Durban|Durham|Dushanbe
Dusseldorf|Düsseldorf|East Jerusalem|Edinburgh|Edmonton|Eindhoven|El Fasher|El Paso|Entebbe|Erbil|Essen|Evian
Fairbanks|Faisalabad|Fargo|Ferguson|Flint|Florence|Fort Lauderdale|Fort Worth|Fortaleza|Frankfort|Frankfurt|Freetown
Fresno|Fukuoka|Fukushima|Funafuti|Gaborone|Gaza|Gaza City|Gaziantep|Gdansk|Gdańsk|Geneva|Genoa|Georgetown|Ghent
Gibraltar|Gilgit|Glasgow|Goma|Gothenburg|Granada|Grand Rapids|Green Bay|Guadalajara|Guangzhou|Guantanamo Bay
Guatemala City|Guayaquil|Gujranwala|Gwadar|Gwangju|Hague|Haifa|Haikou|Halifax|Hama|Hamburg|Hamilton|Hangzhou
Hannover|Hanoi|Hanover|Harare|Harbin|Hargeisa|Harrisburg|Hartford|Hasakah|Havana|Hebron|Hefei|Helena|Helsinki|Herat
Hilla|Hiroshima|Ho Chi Minh City|Hobart|Hodeidah|Hohhot|Homs|Hong Kong|Honiara|Honolulu|Houston|Hyderabad|Ibadan
Idlib|Incheon|Indianapolis|Innsbruck|Irbil|Irkutsk|Irvine|Isfahan|Islamabad|Istanbul|Ivano-Frankivsk|Izmir|Jackson
Jacksonville|Jaffna|Jaipur|Jakarta|Jalalabad|Jammu|Jeddah|Jefferson City|Jenin|Jerusalem|Jilin|Jinan|Johannesburg
Johor Bahru|Juba|Juneau|Kabul|Kaduna|Kaliningrad|Kampala|Kananaskis|Kandahar|Kano|Kansas City|Kaohsiung|Karachi
Karbala|Kathmandu|Katmandu|Kaunas|Kazan|Kerman|Key West|Khabarovsk|Khan Younis|Kharkiv|Kharkov|Khartoum|Kherson|Kiev
Kigali|Kingston|Kingstown|Kinshasa|Kirkuk|Kishinev|Knoxville|Kobani|Kobe|Kochi|Kolkata|Krakow|Kraków|Kramatorsk
Krasnodar|Krasnoyarsk|Kuala Lumpur|Kumasi|Kunming|Kuwait City|Kyiv|Kyoto|La Paz|Lagos|Lahore|Lanzhou|Lansing|Laredo
Larnaca|Las Vegas|Latakia|Lausanne|Le Havre|Leeds|Leicester|Leipzig|Lexington|Lhasa|Libreville|Lille|Lilongwe|Lima
Limassol|Lincoln|Linz|Lisbon|Little Rock|Liverpool|Ljubljana|Lodz|Łódź|Lomé|Lome|London|Long Beach|Los Angeles
Los Cabos|Louisville|Luanda|Lubumbashi|Lucknow|Lugano|Lugansk|Luhansk|Lusaka|Luxembourg|Luxor|Lviv|Lyon|Lyons|Macau
Macon|Madison|Madrid|Magdeburg|Maiduguri|Majuro|Malabo|Malaga|Málaga|Malé|Malmo|Malmö|Managua|Manama|Manaus
Manchester|Mandalay|Manila|Mannheim|Maputo|Maracaibo|Mar-a-Lago|Marrakech|Marrakesh|Mariupol|Marjayoun|Marseille
Maseru|Mashhad|Masqat|Mazar-i-Sharif|Mbabane|Mecca|Medan|Medellin|Medellín|Medina|Melbourne|Memphis|Mexico City
Miami|Miami Beach|Midland|Milan|Milwaukee|Minneapolis|Minsk|Missoula|Mobile|Mogadishu|Mombasa|Monaco|Monrovia
Monte Carlo|Montego Bay|Monterrey|Montevideo|Montgomery|Montpelier|Montreal|Montréal|Moroni|Moscow|Mosul|Mukalla
Multan|Mumbai|Munich|Murmansk|Muscat|Mykolaiv|Mzuzu|N'Djamena|Nablus|Nagasaki|Nagoya|Nagpur|Nairobi|Najaf|Nanjing
Nanning|Nantes|Naples|Nashville|Nassau|Naypyidaw|Naypyitaw|New Delhi|New Haven|New Orleans|New York|New York City
Newark|Newcastle|Newport News|Niamey|Nice|Nicosia|Nizhny Novgorod|Norfolk|North Charleston|Nouakchott|Nouméa
Novosibirsk|Nuku'alofa|Nuremberg|Nur-Sultan|Nuuk|Oakland|Oaxaca|Odesa|Odessa|Okinawa|Oklahoma City|Olympia|Omaha
Omdurman|Omsk|Oran|Orlando|Osaka|Oslo|Ottawa|Ouagadougou|Oxford|Palermo|Palm Beach|Palma|Palmyra|Palo Alto
Panama City|Panmunjom|Paramaribo|Paris|Pasadena|Patna|Pearl Harbor|Penang|Pensacola|Perm|Perth|Peshawar|Petersburg
Philadelphia|Phnom Penh|Phoenix|Phuket|Pierre|Pittsburgh|Plymouth|Podgorica|Pokhara|Pokrovsk|Poltava|Port-au-Prince
Port Harcourt|Port Louis|Port Moresby|Port of Spain|Port Said|Port Sudan|Port Vila|Portland|Porto|Porto Alegre
Porto-Novo|Portsmouth|Poznan|Poznań|Prague|Praia|Pretoria|Pristina|Providence|Provo|Puebla|Pune|Pyongyang|Qamishli
Qingdao|Quebec|Quebec City|Québec|Quetta|Quito|Qom|Rabat|Rafah|Raleigh|Ramallah|Ramstein|Rangoon|Rapid City|Raqqa
Rasht|Rawalpindi|Reading|Recife|Reno|Reykjavik|Richmond|Riga|Rio de Janeiro|Riyadh|Rochester|Rome|Rosario|Rostock
Rostov-on-Don|Roswell|Rotterdam|Rouen|Sacramento|Saint Petersburg|Saint-Denis|Salem|Salisbury|Salt Lake City
Salvador|Salzburg|Samara|Samarkand|San Antonio|San Bernardino|San Diego|San Francisco|San Jose|San José|San Juan
San Marino|San Pedro Sula|San Salvador|Sana'a|Sanaa|Santa Ana|Santa Cruz|Santa Fe|Santa Monica|Santiago
Santo Domingo|Sao Paulo|São Paulo|Sapporo|Sarajevo|Saratov|Savannah|Seattle|Semarang|Sendai|Seoul|Sevastopol|Seville
Shanghai|Sharjah|Sharm el-Sheikh|Shenyang|Shenzhen|Shiraz|Sialkot|Sidon|Simferopol|Singapore|Sioux Falls|Sirte
Skopje|Sochi|Sofia|Southampton|Spartanburg|Split|Spokane|Springfield|Srinagar|St. George's|St. John's|St. Louis
St. Paul|St. Petersburg|St. Pölten|Stanford|Stavanger|Stepanakert|Stockholm|Stockton|Strasbourg|Stuttgart|Sucre|Suez
Sukkur|Sulaimaniyah|Sumy|Surabaya|Suva|Suwon|Swat|Sydney|Syracuse|Tabriz|Taichung|Taipei|Taiz|Tallahassee|Tallinn
Tampa|Tampere|Tangier|Tashkent|Tbilisi|Tegucigalpa|Tehran|Tel Aviv|Thessaloniki|The Hague|Thimphu|Thiruvananthapuram
Tianjin|Tijuana|Timbuktu|Tirana|Tiraspol|Tokyo|Toledo|Topeka|Toronto|Toulouse|Trenton|Trieste|Tripoli|Tromso|Tromsø
Tucson|Tulsa|Tunis|Turin|Turku|Tuscaloosa|Tyre|Ufa|Ulaanbaatar|Ulan Bator|United Nations|Uppsala|Urumqi|Utrecht
Uvalde|Valencia|Valletta|Valparaiso|Valparaíso|Vancouver|Varanasi|Varna|Vatican|Vatican City|Venice|Veracruz|Verona
Versailles|Victoria|Vienna|Vientiane|Villahermosa|Vilnius|Vinnytsia|Visakhapatnam|Vladikavkaz|Vladivostok|Volgograd
Voronezh|Waco|Warsaw|Washington|Waterloo|Wellington|West Palm Beach|White Plains|Wichita|Wiesbaden|Wilmington
Windhoek|Windsor|Winnipeg|Winston-Salem|Wroclaw|Wrocław|Wuhan|Xi'an|Xian|Yamoussoukro|Yangon|Yaounde|Yaoundé
Yekaterinburg|Yerevan|Yogyakarta|Yokohama|York|Zagreb|Zahedan|Zaporizhzhia|Zanzibar|Zhengzhou|Zurich|Zürich
"""

_UPPER_ONLY = """
Albany|Alexandria|Augusta|Aurora|Austin|Bali|Beni|Bethlehem|Boulder|Bristol|Brooklyn|Brunswick|Buffalo|Cali
Charlotte|Cleveland|Columbia|Columbus|Concord|Cordoba|Cork|Darwin|Dover|Durham|Essen|Evian|Ferguson|Flint|Florence
Gaza|Georgetown|Granada|Hague|Hama|Hamilton|Hanover|Helena|Houston|Jackson|Kobe|Lima|Lincoln|Macon|Madison|Medina
Mobile|Montgomery|Nice|Norfolk|Olympia|Oxford|Cambridge|Palma|Perm|Phoenix|Pierre|Providence|Reading|Richmond
Rochester|Salem|Salisbury|Salvador|Savannah|Sofia|Split|Springfield|Stanford|Sydney|Syracuse|Swat|Tyre|Valencia
Vatican|Victoria|Waterloo|Wellington|Windsor|York|Waco|United Nations|Camp David|Pearl Harbor|Mar-a-Lago|Versailles
Lyons|Hebron|Male|Malé|Homs|Quebec|Québec|Midland|Cannes|Davos
"""

_COUNTRIES = """
Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh
Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia|Bosnia and Herzegovina|Bosnia-Herzegovina|Botswana
Brazil|Brunei|Bulgaria|Burkina Faso|Burma|Burundi|Cambodia|Cameroon|Canada|Cape Verde|Central African Republic|Chad
Chile|China|Colombia|Comoros|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czech Republic|Czechia
Democratic Republic of Congo|Denmark|Djibouti|Dominica|Dominican Republic|East Germany|East Timor|Ecuador|Egypt
El Salvador|England|Equatorial Guinea|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia
Germany|Ghana|Greece|Greenland|Grenada|Guatemala|Guinea|Guinea-Bissau|Guyana|Haiti|Honduras|Hungary|Iceland|India
Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kiribati|Kosovo|Kuwait
Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Macedonia|Madagascar|Malawi
Malaysia|Maldives|Mali|Malta|Mauritania|Mauritius|Mexico|Micronesia|Moldova|Monaco|Mongolia|Montenegro|Morocco
Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|the Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Korea
North Macedonia|Northern Ireland|Norway|Oman|Pakistan|Palau|Palestine|Panama|Papua New Guinea|Paraguay|Peru
Philippines|Poland|Portugal|Puerto Rico|Qatar|Romania|Russia|Rwanda|Samoa|Saudi Arabia|Scotland|Senegal|Serbia
Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa|South Korea|South Sudan
South Vietnam|Soviet Union|Spain|Sri Lanka|Sudan|Suriname|Swaziland|Sweden|Switzerland|Syria|Taiwan|Tajikistan
Tanzania|Thailand|Togo|Tonga|Trinidad and Tobago|Tunisia|Turkey|Türkiye|Turkmenistan|Tuvalu|UAE|U.A.E.|UK|U.K.|USA
U.S.|US|Uganda|Ukraine|United Arab Emirates|United Kingdom|United States|Uruguay|USSR|Uzbekistan|Vanuatu|Venezuela
Vietnam|Wales|West Germany|Yemen|Yugoslavia|Zambia|Zaire|Zimbabwe
"""

_PROVINCES = """
Ala|Alabama|Alaska|Ariz|Arizona|Ark|Arkansas|Calif|California|Colo|Colorado|Conn|Connecticut|Del|Delaware|D.C.|Fla
Florida|Ga|Hawaii|Idaho|Ill|Illinois|Ind|Indiana|Iowa|Kan|Kansas|Ky|Kentucky|La|Louisiana|Maine|Md|Maryland|Mass
Massachusetts|Mich|Michigan|Minn|Minnesota|Miss|Mississippi|Mo|Missouri|Mont|Montana|Neb|Nebraska|Nev|Nevada|N.H.
New Hampshire|N.J.|New Jersey|N.M.|New Mexico|N.Y.|New York|N.C.|North Carolina|N.D.|North Dakota|Ohio|Okla|Oklahoma
Ore|Oregon|Pa|Pennsylvania|R.I.|Rhode Island|S.C.|South Carolina|S.D.|South Dakota|Tenn|Tennessee|Tex|Texas|Utah|Vt
Vermont|Va|Virginia|Wash|W.Va.|West Virginia|Wis|Wisc|Wisconsin|Wyo|Wyoming|AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL
IN|IA|KS|KY|MA|MD|ME|MI|MN|MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY|DC|Alberta
British Columbia|B.C.|Manitoba|New Brunswick|Newfoundland|Nova Scotia|Ontario|Ont|Quebec|Que|Saskatchewan|Sask|Alta
Yukon|New South Wales|Queensland|Tasmania|Bavaria|Crimea|Kashmir|Punjab|Sindh|Balochistan|Khyber Pakhtunkhwa
Kurdistan|Gaza Strip|West Bank|Tibet|Xinjiang|Chechnya|Dagestan|Catalonia|Sicily|Corsica|Hong Kong|Macau|Gujarat
Kerala|Bihar|Assam|Maharashtra|Tamil Nadu|Uttar Pradesh|Guam
"""


def _listed(block: str) -> list[str]:
    return [name.strip() for line in block.split("\n") for name in line.split("|") if name.strip()]


def folded(name: str) -> str:
    """A place's name as the key of these tables: no dots, no spaces, no case, one kind of apostrophe."""
    return name.replace(".", "").replace(" ", "").replace("’", "'").casefold()


CITIES: dict[str, str] = {folded(name): name for name in _listed(_CITIES)}
UPPER_ONLY: frozenset[str] = frozenset(folded(name) for name in _listed(_UPPER_ONLY))
COUNTRIES: dict[str, str] = {folded(name): name for name in _listed(_COUNTRIES)}
PROVINCES: frozenset[str] = frozenset(folded(name) for name in _listed(_PROVINCES))
