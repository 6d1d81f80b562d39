"""Pairs of made-up quotations by one speaker: `RENDERINGS` say one thing twice, `APART` two things on one topic.

Written before anything was measured. The thresholds of `tasks.quotes.similarity` were set on every second pair (the
first, the third …); the others say how well that went. Whoever looks at what fails among the others writes new ones.
"""

from __future__ import annotations

RENDERINGS: tuple[tuple[str, str], ...] = (
    # translations of one sentence
    (
        "We will rebuild every bridge that the flood destroyed before winter comes.",
        "Each bridge destroyed by the floods will be rebuilt before the winter.",
    ),
    (
        "The two ministers agreed to open the Arak crossing to trucks within a month.",
        "Both ministers agreed that the Arak crossing would be opened for trucks in one month.",
    ),
    (
        "Nobody has the right to cut off the water of the river Zela to our farmers.",
        "No one is entitled to cut our farmers off from the waters of the Zela river.",
    ),
    (
        "Our navy is fully prepared to protect oil tankers in the strait.",
        "Our naval forces are completely ready for the protection of oil tankers in the strait.",
    ),
    (
        "The sanctions have not weakened the resolve of the Cuban nation.",
        "The Cuban people's determination has not been weakened by sanctions.",
    ),
    (
        "We demand the immediate release of the eleven fishermen who were detained off Kismayo.",
        "We call for the eleven fishermen detained near Kismayo to be released at once.",
    ),
    (
        "The vaccine will be distributed free of charge in all provinces starting in March.",
        "From March the vaccine is to be handed out for free in every province.",
    ),
    (
        "Peru and Bolivia share a lake and they share the duty to keep it clean.",
        "Bolivia and Peru have a common lake and a common duty to keep it clean.",
    ),
    (
        "The terrorists who attacked the pipeline crossed the border from the south.",
        "Those terrorists came across the southern border to attack the pipeline.",
    ),
    (
        "I told the French president that the agreement cannot be renegotiated.",
        "I said to France's president that renegotiating the agreement was impossible.",
    ),
    (
        "The government will spend 4 billion dinars on new hospitals in the northern districts.",
        "Four billion dinars will be spent by the government on building hospitals in the north.",
    ),
    (
        "Foreign troops must leave the valley, or we shall force them to leave.",
        "The foreign forces must withdraw from the valley, otherwise they will be forced to.",
    ),
    (
        "This court is not a political tool and its judges will not bow to threats.",
        "The court is no political instrument, and the judges won't bow to any threat.",
    ),
    (
        "Our patience with the armed gangs in the port has limits.",
        "There are limits to our patience with armed gangs in the port area.",
    ),
    (
        "The Chinese side hopes that the two countries will properly handle the dispute over steel.",
        "China hopes both countries can handle the steel dispute properly.",
    ),
    (
        "We lost three engines and the pilot still landed the aircraft on the highway.",
        "Three engines failed, and even so the pilot landed the plane on the highway.",
    ),
    (
        "The dam at Merowa is filled to eighty percent and there is no danger to the villages below.",
        "The Merowa dam is 80 percent full, and villages downstream are in no danger.",
    ),
    (
        "Whoever burned the library burned the memory of this city.",
        "Those who set fire to the library set fire to the city's memory.",
    ),
    (
        "Japan will continue to support Kenya in expanding the port of Mombasa.",
        "Japanese support for Kenya's expansion of Mombasa port will continue.",
    ),
    (
        "The election was stolen from the young voters who waited in the rain for ten hours.",
        "They stole the election from young voters who stood ten hours in the rain.",
    ),
    (
        "We are ready for talks without preconditions, but not under the pressure of missiles.",
        "We're prepared to hold talks with no preconditions, yet not under the pressure of missiles.",
    ),
    (
        "The enemy was hoping to starve the garrison, and the garrison held out for ninety days.",
        "The enemy hoped the garrison would starve, but it held on for 90 days.",
    ),
    (
        "Without the wheat of Ukraine the bakeries of Tripoli would close within two weeks.",
        "Tripoli's bakeries would shut in two weeks if there was no Ukrainian wheat.",
    ),
    (
        "Every child in the camp will have a school desk by the first of September.",
        "By September 1 there will be a desk at school for each child in the camp.",
    ),
    (
        "The bank concealed its losses in Cyprus from the supervisors for six years.",
        "For six years the bank hid from its supervisors the losses it made in Cyprus.",
    ),
    (
        "We reject any interference of foreign powers in the affairs of Lebanon.",
        "Any meddling by foreign powers in Lebanese affairs is rejected by us.",
    ),
    (
        "The signing of the gas contract marks a turning point in relations between Baku and Sofia.",
        "Relations between Sofia and Baku reach a turning point with the signature of this gas contract.",
    ),
    (
        "The measles outbreak is under control and the schools in Tarma reopen on Monday.",
        "We have the outbreak of measles under control; Tarma's schools will open again Monday.",
    ),
    (
        "Our drivers have not been paid since June and they will strike until they are.",
        "The drivers have received no pay since June and will be on strike until they get it.",
    ),
    (
        "The cooperation of our armed forces raises the security of the whole region.",
        "Cooperation between our militaries increases security across the entire region.",
    ),
    (
        "They bombed a market full of people, and they will answer for it before a tribunal.",
        "They will answer in front of a tribunal for bombing a crowded market.",
    ),
    (
        "The satellite reached its orbit eleven minutes after the launch and sends data.",
        "Eleven minutes after launch the satellite was in orbit and transmitting data.",
    ),
    (
        "A wall of mud came down the mountain and buried the whole street.",
        "A mudslide came down from the mountain and the entire street was buried.",
    ),
    (
        "The talks in Geneva have failed because one delegation did not want peace.",
        "Geneva's talks failed since one of the delegations didn't want peace.",
    ),
    (
        "The tax on diesel will be lowered by a fifth in order to help farmers and truckers.",
        "To help truckers and farmers, we will reduce the diesel tax by one fifth.",
    ),
    (
        "We found traces of mercury in the water of nine wells near the mine.",
        "Mercury was found in nine of the wells close to the mine.",
    ),
    (
        "Russia will deliver the second reactor to Egypt ahead of the schedule.",
        "The second reactor is going to be delivered by Russia to Egypt ahead of schedule.",
    ),
    (
        "Those responsible for the collapse of the stadium roof will be brought to justice.",
        "The people who are to blame for the stadium's roof collapsing will face justice.",
    ),
    (
        "We do not recognize the annexation of the islands and never will.",
        "We have never recognised the islands' annexation and we never will.",
    ),
    (
        "The coach decided to leave out Marek because of his knee, and not because of the quarrel.",
        "Marek was left out by the coach because of a knee problem, not because of any quarrel.",
    ),
)

APART: tuple[tuple[str, str], ...] = (
    (
        "Turkey needs to realize that security comes through negotiation with its neighbours.",
        "Turkey has been late to withdraw its armed groups from the area of the ceasefire.",
    ),
    (
        "We will rebuild every bridge that the flood destroyed before winter comes.",
        "The flood destroyed the homes of nine thousand families in this province.",
    ),
    (
        "The sanctions have not weakened the resolve of the Cuban nation.",
        "The sanctions against Cuba violate the charter of the United Nations.",
    ),
    (
        "The government will spend 4 billion dinars on new hospitals in the northern districts.",
        "The government will spend 2 billion dinars on new roads in the southern districts.",
    ),
    (
        "The vaccine will be distributed free of charge in all provinces starting in March.",
        "The vaccine was tested on twelve thousand volunteers and no serious effects were seen.",
    ),
    (
        "We are ready for talks without preconditions, but not under the pressure of missiles.",
        "The talks can begin on Monday in Muscat if the other side sends its delegation.",
    ),
    (
        "Our navy is fully prepared to protect oil tankers in the strait.",
        "Our navy seized a tanker that carried smuggled oil through the strait.",
    ),
    (
        "The bank concealed its losses in Cyprus from the supervisors for six years.",
        "The bank will close its branches in Cyprus and dismiss six hundred employees.",
    ),
    (
        "The dam at Merowa is filled to eighty percent and there is no danger to the villages below.",
        "The dam at Merowa was built to supply two villages and the whole of the valley with power.",
    ),
    (
        "The election was stolen from the young voters who waited in the rain for ten hours.",
        "The election commission will publish the final results within ten days.",
    ),
    (
        "Russia will deliver the second reactor to Egypt ahead of the schedule.",
        "Russia and Egypt are going to sign an agreement on wheat before the end of the year.",
    ),
    (
        "Foreign troops must leave the valley, or we shall force them to leave.",
        "Foreign troops killed two shepherds in the valley on Thursday.",
    ),
    (
        "Our drivers have not been paid since June and they will strike until they are.",
        "Our drivers will meet the minister in June to talk about pay and hours.",
    ),
    (
        "Japan will continue to support Kenya in expanding the port of Mombasa.",
        "Japan and Kenya signed two agreements on fishing and on the training of nurses.",
    ),
    (
        "The talks in Geneva have failed because one delegation did not want peace.",
        "The talks in Geneva will be continued next month by the same delegations.",
    ),
    (
        "The minister will attend the summit of the alliance in Madrid.",
        "The minister will not attend the summit of the alliance in Madrid.",
    ),
    (
        "The attack on the pipeline killed 12 workers and injured dozens.",
        "The attack on the pipeline killed 31 workers and injured dozens.",
    ),
    (
        "The two sides discussed the expansion of economic cooperation and trade.",
        "The two sides signed an agreement to expand military cooperation.",
    ),
    (
        "The agreement raises our will to work together against American pressure.",
        "American pressure will bring no result and the Iranian nation will resist it.",
    ),
    (
        "We will strengthen the air defense of our ally in the coming months.",
        "We will strengthen the economy of our ally by investing in its ports.",
    ),
    (
        "China opposes the sale of American weapons to the island.",
        "China hopes that America will lift the tariffs on steel and solar panels.",
    ),
    (
        "The court will hear the witnesses of the defence on Tuesday.",
        "The court sentenced the former general to eleven years in prison.",
    ),
    (
        "The fire destroyed two floors of the hospital, and all patients were brought to safety.",
        "The fire broke out in the kitchen of the hospital, and its cause is being investigated.",
    ),
    (
        "The company will pay a dividend of two euros a share in May.",
        "The company expects its sales in Asia to grow by a tenth this year.",
    ),
    (
        "Inflation fell to 3 percent in August because fuel became cheaper.",
        "Inflation rose to 7 percent in November because bread became dearer.",
    ),
    (
        "The president will travel to Delhi on Friday for talks on trade and visas.",
        "The president will travel to Tokyo in May for talks on trade and energy.",
    ),
    (
        "Our goal is a region without nuclear weapons.",
        "Our nuclear program is peaceful and is inspected by the agency every week.",
    ),
    (
        "The team played without its captain and won by two goals.",
        "The captain of the team signed a new contract for two years.",
    ),
    (
        "We condemn the attack on the embassy in the strongest terms.",
        "We thank the police for protecting our embassy during the protests.",
    ),
    (
        "Police arrested four men who are suspected of planning an attack on the station.",
        "Police are looking for a fifth suspect who is thought to have fled to Belgium.",
    ),
    (
        "The reform of pensions will be submitted to parliament in the autumn.",
        "The reform of schools was rejected by parliament in the spring.",
    ),
    (
        "Syria will never give up a single inch of the Golan.",
        "Syria will not forget who stood on its side during the war.",
    ),
    (
        "The rescue teams pulled nine people alive out of the rubble.",
        "The rescue teams need blankets, tents and drinking water.",
    ),
    (
        "The price of wheat doubled within a year and the poor pay for it.",
        "The harvest of wheat will be a third smaller than it was last year.",
    ),
    (
        "Israel is a strong partner in the war against our country.",
        "The war against our country has entered its eighth year.",
    ),
    (
        "We have asked the Security Council to meet on the situation in Sudan.",
        "The Security Council extended the mission in Sudan for another six months.",
    ),
    (
        "The strike at the airport will last until Sunday evening.",
        "The strike at the port was called off after the owners raised wages.",
    ),
    (
        "The mayor resigned after the report on the bridge was published.",
        "The mayor had known of the cracks in the bridge for three years.",
    ),
    (
        "France will send two hundred soldiers to Niger.",
        "France will withdraw its soldiers from Niger by the end of the year.",
    ),
    (
        "Terrorist groups in the north receive weapons from abroad.",
        "The army killed forty members of terrorist groups in the north.",
    ),
    (
        "We support the peace process and the government of national unity.",
        "We support the national government in its fight against the locusts.",
    ),
    (
        "The virus was found in two farms, and all poultry there were killed.",
        "The virus cannot be passed from poultry to people, as far as we know.",
    ),
)
