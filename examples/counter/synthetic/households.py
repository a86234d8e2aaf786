"""Ordinary households: people alone, couples, parents with children."""

from .dice import age_on
from .names import draw
from .person import Person
from .places import TODAY


def household(maker):
    """The people of one household; those who live elsewhere are named as parents only."""
    dice = maker.dice
    foreign = maker.foreign() if dice.chance(0.1) else None
    shape = dice.weighted([("alone", 30), ("couple", 26), ("family", 32), ("one_parent", 9)])

    def adult(age, sex):
        if foreign:
            return maker.foreigner(age, sex, foreign)
        return maker.italian(age, sex)

    if shape == "alone":
        person = adult(_adult_age(dice), dice.pick("MF"))
        age = age_on(person.birth.day, TODAY)
        person.civil_status = dice.weighted(
            [("1", 60), ("4", 25), ("3", 15)] if age < 65 else [("1", 20), ("4", 15), ("3", 65)]
        )
        if age < 24:
            person.civil_status = "1"
        return settle(maker, [person])
    if shape == "couple":
        age = max(25, min(_adult_age(dice), 92))
        first = adult(age, "M")
        second = adult(max(22, age - dice.between(-3, 6)), "F" if dice.chance(0.97) else "M")
        married = "2" if first.sex != second.sex else "6"
        if age < 50 and dice.chance(0.35):
            married = "1"
        first.civil_status = second.civil_status = married
        return settle(maker, [first, second])
    age = dice.between(28, 58)
    mother = adult(age, "F")
    father = adult(min(age + dice.between(0, 7), 62), "M")
    mother.civil_status = father.civil_status = dice.weighted([("2", 7), ("1", 3)])
    ages = _children_ages(dice, age)
    if shape == "one_parent":
        mother.civil_status = dice.weighted([("1", 5), ("4", 4), ("3", 1)])
        known = [mother] if dice.chance(0.4) else [mother, father]
        children = [_child(maker, age, known, mother if len(known) == 1 else father) for age in ages]
        return settle(maker, [mother, *children])
    surname = "both" if dice.chance(0.08) else father
    children = [_child(maker, age, [father, mother], surname) for age in ages]
    return settle(maker, [father, mother, *children])


def _adult_age(dice):
    return dice.weighted(
        [(dice.between(18, 34), 22), (dice.between(35, 54), 28), (dice.between(55, 74), 32),
         (dice.between(75, 89), 16), (dice.between(90, 100), 2)]
    )


def _children_ages(dice, mother):
    oldest = min(mother - 20, 24)
    youngest = max(0, mother - 43)
    wanted = dice.weighted([(1, 5), (2, 5), (3, 1)])
    ages = []
    for _ in range(wanted):
        age = dice.between(youngest, oldest)
        if all(abs(age - other) >= 2 for other in ages):
            ages.append(age)
    return sorted(ages, reverse=True)


def _child(maker, age, parents, surname_of):
    """A child; `surname_of` is the parent who gives the surname, or `both`."""
    sex = maker.dice.pick("MF")
    if surname_of == "both":
        surname = f"{parents[0].surname} {parents[1].surname}"
    else:
        surname = surname_of.surname
    italian = any("100" in parent.citizenship.split("+") for parent in parents)
    citizenship = "100" if italian else parents[-1].citizenship
    _, name = draw(maker.dice, "italian", sex)
    birth = maker.born_somewhere_in_italy(maker.birthday(age))
    child = Person(surname, name, sex, birth, citizenship)
    if age < 18:
        child.parents = list(parents)
    return maker.finish(child)


def settle(maker, people, at_home=False):
    """One residence for all, and cards; `at_home` rules out AIRE and no fixed abode."""
    dice = maker.dice
    oldest = people[0]
    italian = all("100" in person.citizenship.split("+") for person in people)
    if not at_home and italian and len(people) < 3 and dice.chance(0.11):
        columns = maker.abroad(maker.since(oldest))
    elif not at_home and len(people) == 1 and dice.chance(0.012):
        columns = maker.no_fixed_abode(maker.since(oldest))
    else:
        columns = maker.address(maker.since(oldest))
    for person in people:
        since = max(columns["residente_dal"], person.birth.day.isoformat())
        person.columns |= columns | {"residente_dal": since}
        person.card = maker.some_card(person)
    return people
