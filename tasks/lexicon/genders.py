"""Pure. Whether "he" or "she" may mean a person, as title and given name tell. Written from general knowledge."""

from __future__ import annotations

from tasks.lexicon.files import given_names
from tasks.lexicon.words import word_set
from tasks.model.stages import Mention

_FEMALE_TITLES = word_set(
    """
    mrs ms miss madame madam queen princess dame lady congresswoman spokeswoman chairwoman councilwoman actress
    businesswoman assemblywoman empress
    """
)
_MALE_TITLES = word_set(
    """
    mr king prince sir lord congressman spokesman chairman councilman pope sheikh sheik ayatollah imam mullah cardinal
    archbishop actor businessman assemblyman emperor sultan emir rabbi monsieur
    """
)
# Given names that are almost only women's.
_FEMALE = word_set(
    """
    angelina beatrice betty cecilia clara daniela doris eleanor greta hana harriet helena jenny kristina marta
    maría nora petra raisa renate rose sofia stella susanna
    abigail aisha alexandra alice alison amanda amber amina amy ana anastasia angela anita ann anna anne annegret
    annie ashley barbara beatriz beth beverly brenda brianna brittany camilla candace carla carly carmen carol carolina
    caroline carolyn catherine cecile charlotte chelsea cheryl chloe christiane christina christine claire claudia
    condoleezza cristina cynthia danielle deborah debbie debra denise diana diane dilma dina donna dorothy ekaterina
    elena elizabeth ella ellen emily emma erin esther eva evelyn fatima federica fiona florence gabrielle gina giorgia
    gloria grace gwen hannah heather heidi helen hillary huda huma ilhan indira ingrid irene irina isabel isabella
    ivanka jacinda jacqueline jane janet janice jeanne jennifer jessica jill joan joanna joanne josephine joyce
    judith judy julia julie kamala karen karin kate katherine kathleen kathryn kathy katie katrina kellyanne kimberly
    kirsten kristen laila lara latifa laura lauren layla leila lena linda lisa liz loretta lori louise lucia lucy
    magdalena mamata margaret margarita maria mariam marie marilyn marina marine martha mary maryam megan megyn melania
    melissa mette michele michelle miriam monica nadia nancy naomi natalia natalie natasha nicole nicola nikki nina noor
    olga olivia pamela patricia paula penny pramila priyanka rachel rania rebecca reem renee rita roberta rosa rosemary
    roxana ruth sabrina salma samantha samira sandra sanna sara sarah segolene shannon sharon sheila shirley silvia
    simone sonia sophia sophie stacey stacy stephanie sue susan suzanne svetlana sylvia tamara tammy tanya tatiana
    teresa theresa tina tulsi ursula valentina valerie vanessa vera veronica victoria virginia wendy yasmin yulia yvette
    yvonne zahra zainab zoe
    """
)
# Of the known given names, those of women and men alike.
_EITHER = word_set(
    """
    alex charlie chris claude dale dominique jackie jamie jan jesse kelly kim lindsey marion nikita robin sam terry
    tracy
    """
)


def is_female(person: Mention) -> bool | None:
    """Whether "she" must mean the person (True), must not (False), or may (None)."""
    titles = set((person.role or "").lower().replace(".", "").split())
    if titles & _FEMALE_TITLES:
        return True
    if titles & _MALE_TITLES:
        return False
    given, *others = person.name.split() or [""]
    if not others:
        return None
    if given.lower() in _FEMALE:
        return True
    return False if given in given_names() and given.lower() not in _EITHER else None
