"""Families in French, Spanish, German and Russian: another frame around the same formulas."""

TEMPLATES: dict[str, tuple[str, ...]] = {
    "linear_equation": (
        "Résoudre en $x$ l'équation $«a»x + «b» = «c»$.",
        "Решите уравнение $«a»x + «b» = «c»$.",
    ),
    "sum_of_root_squares": (
        "Soient $p$ et $q$ les racines de $x^2 - «s»x + «t» = 0$. Calculer $p^2 + q^2$.",
        "Sean $p$ y $q$ las raíces de $x^2 - «s»x + «t» = 0$. Halle $p^2 + q^2$.",
    ),
    "arithmetic_sequence": (
        "Una sucesión aritmética tiene primer término $«a»$ y diferencia $«d»$. ¿Cuál es la suma "
        "de sus primeros $«n»$ términos?",
        "Eine arithmetische Folge hat das Anfangsglied $«a»$ und die Differenz $«d»$. Wie groß ist "
        "die Summe der ersten $«n»$ Glieder?",
    ),
    "infinite_geometric_series": (
        "Calculer la somme de la série géométrique infinie de premier terme $«a»$ et de raison "
        r"$\frac{«p»}{«q»}$.",
        "Найдите сумму бесконечной геометрической прогрессии с первым членом $«a»$ и знаменателем "
        r"$\frac{«p»}{«q»}$.",
    ),
    "composed_functions": (
        "Sei $f(x) = «a»x + «b»$ und $g(x) = x^2 - «c»$. Bestimme $f(g(«k»))$.",
        "Пусть $f(x) = «a»x + «b»$ и $g(x) = x^2 - «c»$. Найдите $f(g(«k»))$.",
    ),
    "cubic_roots": (
        "Soient $r$, $s$ et $t$ les racines de $x^3 - «a»x^2 + «b»x - «c» = 0$. Calculer "
        r"$\frac{1}{r} + \frac{1}{s} + \frac{1}{t}$.",
        "Пусть $r$, $s$ и $t$ — корни уравнения $x^3 - «a»x^2 + «b»x - «c» = 0$. Вычислите "
        r"$\frac{1}{r} + \frac{1}{s} + \frac{1}{t}$.",
    ),
    "polynomial_remainder": (
        "Halle el resto de la división de $x^3 + «a»x^2 - «b»x + «c»$ entre $x - «k»$.",
        "Найдите остаток от деления $x^3 + «a»x^2 - «b»x + «c»$ на $x - «k»$.",
    ),
    "power_remainder": (
        "Quel est le reste de la division de $«a»^{«n»}$ par $«m»$ ?",
        "Найдите остаток от деления числа $«a»^{«n»}$ на $«m»$.",
    ),
    "common_divisor": (
        "Halle el máximo común divisor de $«a»$ y $«b»$.",
        "Найдите наибольший общий делитель чисел $«a»$ и $«b»$.",
    ),
    "divisor_count": (
        "Combien de diviseurs positifs le nombre $«n»$ possède-t-il ?",
        "Wie viele positive Teiler hat $«n»$?",
    ),
    "linear_congruence": (
        "Trouver le plus petit entier strictement positif $x$ tel que "
        r"$«a»x \equiv «b» \pmod{«m»}$.",
        r"Найдите наименьшее натуральное $x$, для которого $«a»x \equiv «b» \pmod{«m»}$.",
    ),
    "two_remainders": (
        "Halle el menor entero positivo que deja resto $«a»$ al dividirlo entre $«p»$ y resto "
        "$«b»$ al dividirlo entre $«q»$.",
        "Найдите наименьшее натуральное число, которое при делении на $«p»$ даёт остаток $«a»$, "
        "а при делении на $«q»$ — остаток $«b»$.",
    ),
    "divisible_by_either": (
        "Wie viele positive ganze Zahlen kleiner als $«n»$ sind durch $«a»$ oder $«b»$ teilbar?",
        "Сколько натуральных чисел, меньших $«n»$, делятся на $«a»$ или на $«b»$?",
    ),
    "right_triangle_area": (
        "Un triangle rectangle a une hypoténuse de longueur $«c»$ et un côté de longueur $«a»$. "
        "Quelle est son aire ?",
        "Гипотенуза прямоугольного треугольника равна $«c»$, один из катетов равен $«a»$. "
        "Найдите площадь треугольника.",
    ),
    "trapezoid_area": (
        "Un trapecio tiene lados paralelos de longitudes $«a»$ y $«b»$ y altura $«h»$. ¿Cuál es su "
        "área?",
        "Основания трапеции равны $«a»$ и $«b»$, а высота равна $«h»$. Найдите её площадь.",
    ),
    "similar_triangles": (
        "Les triangles $ABC$ et $DEF$ sont semblables, avec $AB = «a»$, $DE = «b»$ et $BC = «c»$. "
        "Trouver $EF$.",
        "Треугольники $ABC$ и $DEF$ подобны, $AB = «a»$, $DE = «b»$, $BC = «c»$. Найдите $EF$.",
    ),
    "committee": (
        "Un club compte $«m»$ hommes et $«w»$ femmes. De combien de façons peut-on choisir un "
        "comité de $«a»$ hommes et $«b»$ femmes ?",
        "В клубе $«m»$ мужчин и $«w»$ женщин. Сколькими способами можно выбрать комитет из $«a»$ "
        "мужчин и $«b»$ женщин?",
    ),
    "coins_to_children": (
        "¿De cuántas maneras se pueden repartir $«n»$ monedas idénticas entre $«k»$ niños si cada "
        "niño recibe al menos una moneda?",
        "Сколькими способами можно раздать $«n»$ одинаковых монет $«k»$ детям так, чтобы каждый "
        "получил хотя бы одну?",
    ),
    "coin_tosses": (
        "Eine faire Münze wird $«n»$-mal geworfen. Wie groß ist die Wahrscheinlichkeit für genau "
        "$«k»$-mal Kopf?",
        "Симметричную монету бросают $«n»$ раз. Какова вероятность того, что орёл выпадет ровно "
        "$«k»$ раз?",
    ),
    "definite_integral": (
        r"Calculer l'intégrale $\int_{0}^{«t»} («a»x^2 + «b»x) \, dx$.",
        r"Вычислите интеграл $\int_{0}^{«t»} («a»x^2 + «b»x) \, dx$.",
    ),
    "derivative_at_point": (
        "Sea $f(x) = «a»x^3 - «b»x^2 + «c»x$. Calcule $f'(«k»)$.",
        "Пусть $f(x) = «a»x^3 - «b»x^2 + «c»x$. Вычислите $f'(«k»)$.",
    ),
    "two_trains": (
        "Deux trains quittent en même temps des gares distantes de «d» kilomètres et roulent l'un "
        "vers l'autre à «u» et «v» kilomètres par heure. Au bout de combien d'heures se "
        "rencontrent-ils ?",
        "Два поезда одновременно вышли навстречу друг другу со станций, расстояние между которыми "
        "«d» километров, со скоростями «u» и «v» километров в час. Через сколько часов они "
        "встретятся?",
    ),
    "chickens_and_rabbits": (
        "Un granjero cría gallinas y conejos. En total tienen «h» cabezas y «l» patas. ¿Cuántos "
        "conejos hay?",
        "Ein Bauer hält Hühner und Kaninchen. Zusammen haben sie «h» Köpfe und «l» Beine. Wie "
        "viele Kaninchen sind es?",
    ),
    "salt_mixture": (
        "Ein Chemiker mischt «a» Liter einer «p»-prozentigen Salzlösung mit «b» Litern einer "
        "«q»-prozentigen Salzlösung. Wie viel Prozent Salz enthält die Mischung?",
        "Смешали «a» литров «p»-процентного раствора соли и «b» литров «q»-процентного раствора "
        "соли. Сколько процентов соли в смеси?",
    ),
}
