"""What the changes and disguises of published problems put in: signs, sentences, phrases."""

EXCHANGED_SYMBOLS = (
    *(("+", "-"), ("-", "+"), (r"\cdot", "+"), (r"\times", "+"), ("*", "+"), (r"\div", r"\times")),
    *(("<", ">"), (">", "<"), (r"\le", r"\ge"), (r"\leq", r"\geq"), (r"\ge", r"\le")),
    *((r"\geq", r"\leq"), (r"\leq", "<"), (r"\geq", ">"), ("=", r"\neq"), (r"\cup", r"\cap")),
    *((r"\cap", r"\cup"), (r"\sin", r"\cos"), (r"\cos", r"\sin"), (r"\tan", r"\sin")),
    *((r"\log", r"\exp"), (r"\ln", r"\exp"), (r"\lfloor", r"\lceil"), (r"\rfloor", r"\rceil")),
    *((r"\max", r"\min"), (r"\min", r"\max"), (r"\gcd", r"\max"), (r"\sum", r"\prod")),
    *((r"\prod", r"\sum"), (r"\sqrt", r"\sqrt[3]"), (r"\cosh", r"\sinh"), (r"\arctan", r"\arcsin")),
    *((r"\subseteq", r"\supseteq"), (r"\parallel", r"\perp"), (r"\perp", r"\parallel")),
    *((r"\mid", r"\nmid"), (r"\infty", "0"), (r"\pi", "e"), ("!", ""), ("==", "!="), ("%", "//")),
)
# What is said and what denies it, in either direction.
DENIALS = (
    *((" is ", " is not "), (" are ", " are not "), (" can ", " cannot "), (" has ", " has no ")),
    *((" have ", " have no "), (" does ", " does not "), (" must ", " must not ")),
    *((" with ", " without "), (" will ", " will not "), (" divisible ", " not divisible ")),
    *((" should ", " should never "), (" equal ", " unequal "), (" may ", " may not ")),
    *((" contains ", " contains no "), (" was ", " was never "), (" exactly ", " not exactly ")),
    *(("是", "不是"), ("能", "不能"), ("有", "没有"), ("可以", "不可以"), ("为", "不为")),
    *(
        ("相等", "不相等"),
        ("等于", "不等于"),
        ("存在", "不存在"),
        ("经过", "不经过"),
        ("含", "不含"),
    ),
)
NARROWED = ("number", "integer", "element", "digit", "term", "word", "character", "divisor")
CONDITIONS = ("odd", "even", "prime", "composite", "repeated", "consecutive", "palindromic")
EVENTS = (
    "After that, a quarter of them were given away.",
    "Assume in addition that the first one is twice as large as the second.",
    "Only those that are divisible by 3 are counted.",
    "However, {} more are added at the end.",
    "During the second half everything takes {} times as long.",
    "The one that comes last is left out.",
)
CHINESE_EVENTS = (
    *("后来又增加了{}个。", "其中有一半被拿走了。", "但最后一个不算。"),
    *("并且第一个是第二个的{}倍。", "之后又减少了{}。"),
)
OTHER_QUESTIONS = (
    "What is left if {} of them are taken away?",
    "By what factor does the result grow if the first quantity is doubled?",
    "Which of the quantities is the second largest?",
    "How many of them are needed for {} such groups?",
)
GREETINGS = (
    "I came across the exercise below in an old notebook and would like to see it done properly.",
    "Good evening. Could someone walk me through this one?",
    "You will be shown a task. Look at it closely and reply with a complete solution.",
    "As a teaching assistant, prepare a model answer for what comes next.",
    "请认真阅读下面的题目，并写出完整的解答过程。",
    "My students asked me about this yesterday:",
    "**Task 7.** (difficulty: medium)",
    "Input for the solver follows.",
)
FAREWELLS = (
    "Please explain how you got there, and do not use a calculator.",
    "I need it by tomorrow morning. Many thanks!",
    "Close your reply with the result on a line of its own.",
    "Be brief but leave no gap in the argument.",
    "请在最后写出答案。",
    "If something is unclear, say so first. Otherwise go ahead and solve it.",
    "Reply in the style of a textbook. Mark the result clearly.",
)
REMARKS = (
    "This is a well-known kind of exercise.",
    "Read carefully.",
    "It was a sunny afternoon.",
    "Nothing else is known.",
    "You may want to draw a sketch.",
)
OTHER_EXERCISES = (
    "Warm-up: write 36 as a product of primes. Main task:",
    "Earlier we saw that 12 times 12 is 144. Next one:",
    "Q1. Name the capital of France.\nQ2.",
)
TEX_DIALECT = (
    *(
        (r"\frac", r"\dfrac"),
        (r"\leq", r"\leqslant"),
        (r"\geq", r"\geqslant"),
        (r"\ldots", r"\dots"),
    ),
    *((r"\cdot", r"\times"), (r"\le ", r"\leqslant "), (r"\left(", "("), (r"\right)", ")")),
)
PLAIN_SIGNS = (
    *((r"\leq", "≤"), (r"\geq", "≥"), (r"\neq", "≠"), (r"\le ", "≤ "), (r"\ge ", "≥ ")),
    *((r"\cdot", "·"), (r"\times", "×"), (r"\pi", "π"), (r"\angle", "∠"), (r"\infty", "∞")),
    *(
        (r"\alpha", "α"),
        (r"\theta", "θ"),
        (r"\left", ""),
        (r"\right", ""),
        ("^2", "²"),
        ("^3", "³"),
    ),
)
# What denies and says the same without denying.
TURNED = (
    *((" is even ", " is not odd "), (" is not greater than ", " is at most ")),
    *((" are distinct", " are not equal to each other"), ("nonnegative", "not negative")),
    *((" is less than ", " is not as large as "), (" have no ", " do not have any ")),
    *(
        (" has no ", " does not have any "),
        (" without ", " not using "),
    ),
    *((" must be ", " cannot be other than "), ("不大于", "至多为"), ("不小于", "至少为")),
)
ASKED = (
    ("What is the ", "Find the "),
    ("Find the ", "What is the "),
    ("How many ", "Find how many "),
)
