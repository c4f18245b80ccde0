"""Stories about money, work, motion, ages and farms."""

from fractions import Fraction

from atlas.demo.problems import Family, Twist, whole

NAMES = (
    "Amira Bruno Chloe Dmitri Elena Farid Greta Hiroshi Ines Jonas Katya Leon Marisol Nadia Oscar "
    "Priya Quentin Rosa Stefan Tamara Umar Vera Wendell Ximena Yusuf Zofia"
).split()


def draw_shopping(rng):
    n, p, m, q = (rng.randint(2, 25) for _ in range(4))
    bill = n * p + m * q
    return {
        "name": rng.choice(NAMES),
        "n": n,
        "p": p,
        "m": m,
        "q": q,
        "t": bill + rng.randint(1, 60),
    }


def draw_ages(rng):
    k, years, young = rng.randint(2, 4), rng.randint(2, 15), rng.randint(3, 14)
    first, second = rng.sample(NAMES, 2)
    return {
        "name": first,
        "other": second,
        "a": k * (young + years) - years,
        "b": young,
        "k": k,
    }


def draw_animals(rng):
    chickens, rabbits = rng.randint(3, 120), rng.randint(3, 120)
    return {"h": chickens + rabbits, "l": 2 * chickens + 4 * rabbits}


def draw_ratio(rng):
    a, b, c = rng.sample(range(2, 18), 3)
    return {"a": a, "b": b, "c": c, "t": (a + b + c) * rng.randint(5, 60)}


def draw_fence(rng):
    d = rng.randint(2, 9)
    return {"a": d * rng.randint(5, 40), "b": d * rng.randint(5, 40), "d": d}


def draw_average(rng):
    n, m = rng.randint(4, 20), rng.randint(50, 85)
    return {"n": n, "m": m, "k": m + rng.randint(1, 3)}


def draw_tickets(rng):
    a, b = rng.randint(9, 30), rng.randint(3, 8)
    adults, children = rng.randint(10, 200), rng.randint(10, 200)
    return {"a": a, "b": b, "n": adults + children, "t": a * adults + b * children}


def dear_tickets(a, b, n, t, cheap=False):
    if a == b:
        return None
    dear = whole(Fraction(t - b * n, a - b))
    if dear is None or dear >= n:
        return None
    return n - dear if cheap else dear


def rabbits(h, l, others=False):  # noqa: E741
    found = whole(Fraction(l - 2 * h, 2))
    if found is None or found >= h:
        return None
    return h - found if others else found


FAMILIES = (
    Family(
        "shopping_change",
        "word_problems",
        (
            "«name» buys «n» notebooks for «p» dollars each and «m» pens for «q» dollars each. "
            "How much change does «name» get from «t» dollars?",
            "In a shop «name» takes «n» notebooks at «p» dollars each and «m» pens at «q» dollars "
            "each, and pays with «t» dollars. How many dollars of change are due?",
        ),
        draw_shopping,
        lambda name, n, p, m, q, t: whole(t - n * p - m * q),
        "«name»买了«n»本笔记本，每本«p»元，又买了«m»支钢笔，每支«q»元。付了«t»元，应找回多少元？",
    ),
    Family(
        "two_trains",
        "word_problems",
        (
            "Two trains leave stations «d» kilometres apart at the same time and travel towards "
            "each other at «u» and «v» kilometres per hour. After how many hours do they meet?",
            "At the same moment two trains start from towns that are «d» kilometres apart. They "
            "move towards each other at «u» and «v» kilometres per hour. How many hours pass "
            "before they meet?",
        ),
        lambda r: {"d": r.randint(90, 900), "u": r.randint(40, 140), "v": r.randint(40, 140)},
        lambda d, u, v: Fraction(d, u + v) if u != v else None,
        "两列火车同时从相距«d»千米的两个车站出发，以每小时«u»千米和每小时«v»千米的速度相向而行，"
        "几小时后相遇？",
        (
            Twist(
                "word",
                "travel towards each other at «u» and «v» kilometres per hour. After how many "
                "hours do they meet?",
                "travel in the same direction at «u» and «v» kilometres per hour, the faster one "
                "behind. After how many hours do they meet?",
                lambda d, u, v: Fraction(d, abs(u - v)),
            ),
        ),
    ),
    Family(
        "two_pumps",
        "word_problems",
        (
            "One pump fills a tank in «a» hours and a second pump fills it in «b» hours. How many "
            "hours do both pumps together need to fill the tank?",
            "Working alone, a pump needs «a» hours to fill a tank, and another one needs «b» "
            "hours. How long, in hours, does it take the two together?",
        ),
        lambda r: {"a": r.randint(2, 60), "b": r.randint(2, 60)},
        lambda a, b: Fraction(a * b, a + b) if a != b else None,
        "一台水泵«a»小时可注满水池，另一台水泵«b»小时可注满。两台水泵一起工作，几小时可注满水池？",
        (
            Twist(
                "word",
                "a second pump fills it in «b» hours. How many hours do both pumps together need "
                "to fill the tank?",
                "a second pump empties it in «b» hours. How many hours do both pumps together "
                "need to fill the tank?",
                lambda a, b: Fraction(a * b, b - a) if b > a else None,
            ),
        ),
    ),
    Family(
        "ages",
        "word_problems",
        (
            "«name» is «a» years old and «other» is «b» years old. In how many years will «name» "
            "be «k» times as old as «other»?",
            "Today «name» is «a» and «other» is «b». After how many years will «name» be «k» times "
            "as old as «other»?",
        ),
        draw_ages,
        lambda name, other, a, b, k: whole(Fraction(a - k * b, k - 1)) if k > 1 else None,
    ),
    Family(
        "price_changes",
        "word_problems",
        (
            "A coat costs «p» dollars. Its price is raised by «a» percent and then lowered by «b» "
            "percent. What is the final price in dollars?",
            "The price of a coat is «p» dollars. It goes up by «a» percent and afterwards down by "
            "«b» percent. Find the price in dollars after both changes.",
        ),
        lambda r: {"p": r.randint(40, 600), "a": r.randint(5, 60), "b": r.randint(5, 60)},
        lambda p, a, b: Fraction(p * (100 + a) * (100 - b), 10000) if b < 100 else None,
        "一件大衣售价«p»元，先涨价百分之«a»，再降价百分之«b»，最后的价格是多少元？",
        (
            Twist(
                "word",
                "raised by «a» percent and then lowered",
                "lowered by «a» percent and then lowered again",
                lambda p, a, b: Fraction(p * (100 - a) * (100 - b), 10000),
            ),
        ),
    ),
    Family(
        "salt_mixture",
        "word_problems",
        (
            "A chemist mixes «a» litres of a «p» percent salt solution with «b» litres of a «q» "
            "percent salt solution. What percentage of the mixture is salt?",
            "When «a» litres of salt solution at «p» percent and «b» litres at «q» percent are "
            "mixed, what is the percentage of salt in the mixture?",
        ),
        lambda r: {
            "a": r.randint(2, 40),
            "p": r.randint(3, 60),
            "b": r.randint(2, 40),
            "q": r.randint(3, 60),
        },
        lambda a, p, b, q: Fraction(a * p + b * q, a + b) if p != q and p + q < 190 else None,
        "把«a»升浓度为百分之«p»的盐水与«b»升浓度为百分之«q»的盐水混合，混合后的浓度是百分之几？",
    ),
    Family(
        "chickens_and_rabbits",
        "word_problems",
        (
            "A farmer keeps chickens and rabbits. Together they have «h» heads and «l» legs. How "
            "many rabbits are there?",
            "There are «h» heads and «l» legs among the chickens and rabbits of a farm. Find the "
            "number of rabbits.",
        ),
        draw_animals,
        rabbits,
        "农场里有鸡和兔子，共有«h»个头和«l»条腿。兔子有多少只？",
        (
            Twist(
                "question",
                "How many rabbits",
                "How many chickens",
                lambda **values: rabbits(**values, others=True),
            ),
        ),
    ),
    Family(
        "reading_a_book",
        "word_problems",
        (
            "«name» reads «a» pages of a book on the first day and, on every later day, «b» pages "
            "more than the day before. How many pages has «name» read after «n» days?",
            "On the first day «name» reads «a» pages; each following day it is «b» pages more than "
            "on the previous day. Find the number of pages read in «n» days.",
        ),
        lambda r: {
            "name": r.choice(NAMES),
            "a": r.randint(5, 60),
            "b": r.randint(2, 20),
            "n": r.randint(5, 30),
        },
        lambda name, a, b, n: n * a + b * n * (n - 1) // 2,
        "«name»第一天读了«a»页书，以后每天都比前一天多读«b»页。«n»天一共读了多少页？",
        (
            Twist(
                "question",
                "How many pages has «name» read after «n» days?",
                "How many pages does «name» read on day «n»?",
                lambda name, a, b, n: a + b * (n - 1),
            ),
        ),
    ),
    Family(
        "sharing_in_ratio",
        "word_problems",
        (
            "Three partners share a profit of «t» dollars in the ratio $«a» : «b» : «c»$. How many "
            "dollars is the largest share?",
            "A profit of «t» dollars is divided among three partners in the ratio "
            "$«a» : «b» : «c»$. Find the largest share in dollars.",
        ),
        draw_ratio,
        lambda a, b, c, t: whole(Fraction(t * max(a, b, c), a + b + c)),
        "三个合伙人按 $«a» : «b» : «c»$ 的比例分配«t»元利润，最大的一份是多少元？",
        (
            Twist(
                "word",
                "largest",
                "smallest",
                lambda a, b, c, t: whole(Fraction(t * min(a, b, c), a + b + c)),
            ),
        ),
    ),
    Family(
        "fence_posts",
        "word_problems",
        (
            "A rectangular field of «a» metres by «b» metres is fenced all around, with a post "
            "every «d» metres and one at each corner. How many posts are needed?",
            "Posts stand every «d» metres, and at each corner, around a rectangular field that "
            "measures «a» metres by «b» metres. How many posts are there?",
        ),
        draw_fence,
        lambda a, b, d: 2 * (a + b) // d if a % d == 0 and b % d == 0 else None,
        "一块长«a»米、宽«b»米的长方形田地四周围上篱笆，每隔«d»米立一根桩，四个角上各有一根，"
        "共需要多少根桩？",
    ),
    Family(
        "bank_interest",
        "word_problems",
        (
            "«name» puts «p» dollars into an account that pays «r» percent simple interest a year. "
            "How many dollars of interest does it earn in «n» years?",
            "An account pays «r» percent simple interest a year. If «name» deposits «p» dollars, "
            "what is the interest in dollars after «n» years?",
        ),
        lambda r: {
            "name": r.choice(NAMES),
            "p": 50 * r.randint(4, 200),
            "r": r.randint(2, 12),
            "n": r.randint(2, 9),
        },
        lambda name, p, r, n: Fraction(p * r * n, 100),
        "«name»把«p»元存入一个账户，年利率为百分之«r»，按单利计算，«n»年的利息是多少元？",
        (
            Twist(
                "word",
                "simple interest a year",
                "compound interest a year",
                lambda name, p, r, n: p * (Fraction(100 + r, 100) ** n - 1) if n < 10 else None,
            ),
        ),
    ),
    Family(
        "average_score",
        "word_problems",
        (
            "The average of «name»'s first «n» test scores is «m». After one more test the average "
            "is «k». What was the score on that test?",
            "After «n» tests «name» has an average score of «m»; one test later it is «k». Find "
            "the score on the last test.",
        ),
        lambda r: {"name": r.choice(NAMES), **draw_average(r)},
        lambda name, n, m, k: whole(k * (n + 1) - m * n),
        "«name»前«n»次测验的平均分是«m»分，再测验一次后平均分变为«k»分。最后一次测验得了多少分？",
    ),
    Family(
        "theatre_tickets",
        "word_problems",
        (
            "Adult tickets cost «a» dollars and child tickets cost «b» dollars. If «n» tickets "
            "were sold for «t» dollars in all, how many adult tickets were sold?",
            "A theatre sold «n» tickets for a total of «t» dollars. An adult ticket costs «a» "
            "dollars, a child ticket «b» dollars. Find the number of adult tickets.",
        ),
        draw_tickets,
        dear_tickets,
        "成人票每张«a»元，儿童票每张«b»元，共售出«n»张票，收入«t»元，售出成人票多少张？",
        (
            Twist(
                "question",
                "how many adult tickets",
                "how many child tickets",
                lambda **values: dear_tickets(**values, cheap=True),
            ),
        ),
    ),
    Family(
        "average_speed",
        "word_problems",
        (
            "«name» drives «a» kilometres at «u» kilometres per hour and then «b» kilometres at "
            "«v» kilometres per hour. What is the average speed, in kilometres per hour, for the "
            "whole trip?",
            "A trip has two parts: «name» covers «a» kilometres at «u» kilometres per hour and «b» "
            "kilometres at «v» kilometres per hour. Find the average speed in kilometres per hour.",
        ),
        lambda r: {
            "name": r.choice(NAMES),
            "a": r.randint(20, 300),
            "u": r.randint(30, 120),
            "b": r.randint(20, 300),
            "v": r.randint(30, 120),
        },
        lambda name, a, u, b, v: (a + b) / (Fraction(a, u) + Fraction(b, v)) if u != v else None,
    ),
    Family(
        "parcel_van",
        "flood",
        (
            "A delivery van starts its tour with «a» parcels. At each of its first «n» stops the "
            "driver hands over «b» parcels and picks up «c» new ones. How many parcels are in the "
            "van after another «d» have been loaded at the depot?",
        ),
        lambda r: {
            "a": r.randint(150, 990),
            "n": r.randint(3, 40),
            "b": r.randint(4, 30),
            "c": r.randint(2, 20),
            "d": r.randint(5, 400),
        },
        lambda a, n, b, c, d: whole(a + n * (c - b) + d) if a > n * (b - c) else None,
    ),
)
